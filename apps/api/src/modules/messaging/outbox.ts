import { Inject, Injectable } from '@nestjs/common';
import {
  civilDateAt,
  messageChannels,
  messageTemplates,
  nextAttemptAt,
  quietUntil,
  reminderOver,
  sessionNews,
  silencedByDeath,
  type MessageChannel,
  type MessagePolicy,
  type MessageReason,
} from '@lull/domain';
import { CONFIG } from '../../platform/config.token.js';
import type { Config } from '../../platform/config.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { SystemPrincipal } from '../../platform/database/principal.js';
import { ReadinessDoor } from '../readiness/readiness.public.js';
import { Sessions } from '../scheduling/scheduling.public.js';
import { writeMessage, type Saying, type WrittenMessage } from './envelope.js';
import { MessageChannels, type Delivery, type HandedOver, type Transport } from './message-channels.js';
import { MessagePolicyRepository } from './message-policy.repository.js';
import { OutboxRepository, type DueMessage, type Leased, type MessagePeople } from './outbox.repository.js';

/** A message that was leased and is to be handed over now. */
export interface Outgoing {
  readonly practiceId: string;
  readonly channel: MessageChannel;
  readonly transport: Transport;
  readonly lease: Leased;
  readonly attempts: number;
  readonly delivery: Delivery;
}

/** What becomes of a due message: it is said, it is not, or it waits. */
type Verdict =
  | { readonly say: Saying; readonly sessionStart: number | null }
  | { readonly skip: MessageReason }
  | { readonly until: number; readonly reason: MessageReason | null };

/** So long somebody who is just changing the session is waited for. */
const busyMs = 1_000;

const news: readonly DueMessage['kind'][] = ['change', 'confirmation', 'moved', 'cancelled', 'preparation'];

/**
 * One message at a time: what is said is decided, and the lease taken, in one transaction that sees the session as it
 * stands; the call comes after its commit, and what became of it is written down in another (ADR 13).
 */
@Injectable()
export class Outbox {
  constructor(
    private readonly database: Database,
    private readonly messages: OutboxRepository,
    private readonly policies: MessagePolicyRepository,
    private readonly channels: MessageChannels,
    private readonly sessions: Sessions,
    private readonly readiness: ReadinessDoor,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The next message of this channel to hand over; `settled`: one ended or waits without a call; null: none is due. */
  next(practiceId: string, channel: MessageChannel): Promise<Outgoing | 'settled' | null> {
    return this.database.run(system(practiceId), async (tx) => {
      await this.messages.loseLeases(tx);
      const due = await this.messages.nextDue(tx, channel);
      if (due === undefined) return null;
      const policy = await this.policies.inForce(tx);
      const people = await this.messages.people(tx, due);
      const verdict = await this.judge(tx, due, policy, people);
      if ('until' in verdict) await this.messages.postpone(tx, due.id, verdict.until, verdict.reason);
      else if ('skip' in verdict) await this.skip(tx, due, people, verdict.skip);
      else return this.lease(tx, due, policy, people, verdict.say);
      return 'settled';
    });
  }

  /** Hands it over, and writes down what became of it. */
  async send(outgoing: Outgoing): Promise<void> {
    const ended = await this.channels.handOver(outgoing.channel, outgoing.delivery);
    await this.database.run(system(outgoing.practiceId), (tx) => this.record(tx, outgoing, ended));
  }

  /** A message that was leased, and is not handed over after all. */
  giveBack({ practiceId, lease }: Outgoing): Promise<void> {
    return this.database.run(system(practiceId), (tx) => this.messages.giveBack(tx, lease));
  }

  private async judge(
    tx: Tx,
    due: DueMessage,
    policy: MessagePolicy,
    people: MessagePeople,
  ): Promise<Verdict> {
    const now = tx.now.epochMilliseconds;
    const silence = silencedByDeath(people.deathReportedAt, now);
    if (silence !== null) return silence;
    const content = await this.content(tx, due, now);
    if (!('say' in content)) return content;
    // Only now: what was undone is no longer too late.
    if (now > due.notAfter) return { skip: 'too-late' };
    const unreached = this.unreached(due.channel, people);
    if (unreached !== null) return { skip: unreached };
    const quiet = quietUntil(now, people.zone, policy, content.sessionStart);
    if (quiet === null) return content;
    return quiet <= due.notAfter ? { until: quiet, reason: 'quiet-hours' } : { skip: 'too-late' };
  }

  private async content(tx: Tx, due: DueMessage, now: number): Promise<Verdict> {
    if (due.heldTimeId !== null) {
      const offer = await this.messages.offered(tx, due.heldTimeId);
      if (offer === undefined) return { skip: 'offer-over' };
      return {
        say: { kind: 'offer', start: offer.start, until: offer.expiresAt },
        sessionStart: offer.start,
      };
    }
    if (due.kind === 'diary-invitation') {
      const link = await this.messages.link(tx, due.id);
      return link === undefined
        ? { skip: 'link-gone' }
        : { say: { kind: due.kind, link }, sessionStart: null };
    }
    if (due.kind === 'day-after') return { say: { kind: due.kind }, sessionStart: null };
    return this.aboutSession(tx, due, now);
  }

  private async aboutSession(tx: Tx, due: DueMessage, now: number): Promise<Verdict> {
    const { sessionId, channel } = due;
    if (sessionId === null) throw new Error('A message about a session names none.');
    if (due.superseded && due.kind !== 'reminder') return { skip: 'superseded' };
    const session = await this.messages.standing(tx, sessionId);
    if (session === undefined) return { until: now + busyMs, reason: null };
    if (due.kind === 'reminder') {
      const over = reminderOver(
        { start: due.aboutStart ?? 0, clinicId: due.aboutClinicId ?? '' },
        session,
        now,
      );
      if (over !== null) return { skip: over };
      return {
        say: {
          kind: 'reminder',
          sessionId,
          session,
          preparation: await this.readiness.preparation(tx, sessionId),
          was: null,
        },
        sessionStart: session.start,
      };
    }
    const told = await this.messages.toldLast(tx, sessionId, channel);
    const what = sessionNews({ told, stands: session, now });
    if ('skip' in what) return { skip: what.skip };
    const sessionStart = Math.min(session.start, what.was?.start ?? session.start);
    if (what.say !== 'cancelled')
      return {
        say: {
          kind: what.say,
          sessionId,
          session,
          preparation: await this.readiness.preparation(tx, sessionId),
          was: what.was,
        },
        sessionStart,
      };
    if (what.was === null) throw new Error('A cancellation of what was never told is no news.');
    return { say: { kind: 'cancelled', sessionId, session, was: what.was }, sessionStart };
  }

  /** Whether a message would leave on any channel, as things stand now. */
  reaches(people: MessagePeople): boolean {
    if (people.deathReportedAt !== null) return false;
    return messageChannels.some((channel) => this.fault(channel, people) === null);
  }

  /** Why the patient is not reached on this channel; the last channel says it of both. */
  private unreached(channel: MessageChannel, people: MessagePeople): MessageReason | null {
    const [byMail, bySms] = [this.fault('email', people), this.fault('sms', people)];
    if (byMail !== null && bySms !== null && channel === 'sms') return 'unreachable';
    return channel === 'email' ? byMail : bySms;
  }

  private fault(channel: MessageChannel, people: MessagePeople): MessageReason | null {
    if (this.channels.transport(channel) === null) return 'channel-off';
    if (!(channel === 'email' ? people.consentToEmail : people.consentToSms)) return 'no-consent';
    return addressOf(channel, people) === null ? 'no-address' : null;
  }

  /** A patient who was not told of a change is somebody's task, in the same transaction (trust.md F12). */
  private async skip(tx: Tx, due: DueMessage, people: MessagePeople, reason: MessageReason): Promise<void> {
    await this.messages.skip(tx, due.id, reason);
    if (due.sessionId === null || !news.includes(due.kind)) return;
    if (reason !== 'unreachable' && reason !== 'too-late') return;
    await this.sessions.openFollowUpTask(tx, {
      patientId: due.patientId,
      sessionId: due.sessionId,
      kind: 'tell-patient',
      dueOn: civilDateAt(tx.now.epochMilliseconds, people.zone),
    });
  }

  private async lease(
    tx: Tx,
    due: DueMessage,
    policy: MessagePolicy,
    people: MessagePeople,
    saying: Saying,
  ): Promise<Outgoing | 'settled'> {
    const { channel } = due;
    const transport = this.channels.transport(channel);
    const address = addressOf(channel, people);
    if (transport === null || address === null) throw new Error('A message without a way was to leave.');
    const written = inWords(saying, people, channel, this.channels.sender);
    if (written === null) {
      await this.messages.fail(tx, due.id, 'no-text');
      return 'settled';
    }
    const lease = await this.messages.lease(tx, due.id, this.config.messages.leaseSeconds, {
      kind: written.kind,
      ...toldBy(saying),
      language: written.language,
      templateVersion: messageTemplates.version,
      policyVersion: policy.version,
    });
    const { subject, body, calendar } = written;
    // A personal link is a key: what left the machine is kept without it.
    const kept =
      saying.kind === 'diary-invitation' && transport !== 'mailbox' ? body.replace(saying.link, '…') : body;
    await this.messages.keepText(tx, due.id, {
      address,
      subject,
      body: kept,
      calendar: calendar?.text ?? null,
    });
    tx.read({ resource: 'message', resourceId: due.id, patientIds: [due.patientId] });
    return {
      practiceId: tx.principal.practiceId,
      channel,
      transport,
      lease,
      attempts: due.attempts + 1,
      delivery: { key: due.dedupeKey, address, clinic: people.clinicName, subject, body, calendar },
    };
  }

  private async record(tx: Tx, { lease, transport, attempts }: Outgoing, ended: HandedOver): Promise<void> {
    if (ended === 'taken') return void (await this.messages.record(tx, lease, { state: 'sent', transport }));
    if (ended === 'refused')
      return void (await this.messages.record(tx, lease, { state: 'failed', reason: 'refused' }));
    if (ended === 'unknown')
      return void (await this.messages.record(tx, lease, { state: 'unknown', reason: 'no-answer' }));
    const policy = await this.policies.inForce(tx);
    const dueAt = nextAttemptAt(tx.now.epochMilliseconds, attempts, policy);
    await this.messages.record(
      tx,
      lease,
      dueAt === null
        ? { state: 'failed', reason: 'no-connection' }
        : { state: 'pending', reason: 'try-again', dueAt },
    );
  }
}

/** Null: a fact is missing that the text needs. Such a message must not stand in the way of all after it. */
function inWords(...told: Parameters<typeof writeMessage>): WrittenMessage | null {
  try {
    return writeMessage(...told);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const system = (practiceId: string): SystemPrincipal => ({ kind: 'system', practiceId, purpose: 'messages' });

function addressOf(channel: MessageChannel, people: MessagePeople): string | null {
  return channel === 'email' ? people.patientEmail : people.patientPhone;
}

/** What the patient knows of the session once she has this message; of a cancelled one, the time that was. */
function toldBy(saying: Saying) {
  if (!('session' in saying)) return { start: null, clinicId: null, sedation: null };
  const { start, clinicId, sedation } = saying.kind === 'cancelled' ? saying.was : saying.session;
  return { start, clinicId, sedation };
}
