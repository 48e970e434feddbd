import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { dayAfterDue, minuteMs, remindersOf, type MessagePolicy } from '@lull/domain';
import { AuthDatabase } from '../../platform/database/auth-database.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { Rounds } from '../../platform/rounds.js';
import { knownPractices } from '../identity/identity.public.js';
import { MessagePolicyRepository } from './message-policy.repository.js';
import { PlanRepository, type PlannedMessage } from './plan.repository.js';

const everyMs = 60_000;
const roundName = 'message-planner';
/** Reminders are written down so long before they leave. What was missed by less than `missed` is seen as skipped. */
const hour = 60 * minuteMs;
const horizon = 36 * hour;
const missed = 72 * hour;

/**
 * Writes down the messages that time alone makes due: reminders, and the question of the day after. Every process does
 * it; the same message is written once. One whose time passed while nothing ran is written down all the same, and
 * skipped for all to see.
 */
@Injectable()
export class MessagePlanner implements OnApplicationBootstrap {
  constructor(
    private readonly door: AuthDatabase,
    private readonly database: Database,
    private readonly policies: MessagePolicyRepository,
    private readonly plans: PlanRepository,
    private readonly rounds: Rounds,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.every(everyMs, roundName, () => this.round());
  }

  async round(): Promise<void> {
    await this.rounds.inTurn(roundName, await knownPractices(this.door), ({ id: practiceId }) =>
      this.database.run({ kind: 'system', practiceId, purpose: 'messages' }, (tx) => this.inPractice(tx)),
    );
  }

  private async inPractice(tx: Tx): Promise<void> {
    const policy = await this.policies.inForce(tx);
    const now = tx.now.epochMilliseconds;
    const planned = [...(await this.reminders(tx, policy, now)), ...(await this.dayAfter(tx, policy, now))];
    if (planned.length > 0) await this.plans.writeDown(tx, planned);
  }

  private async reminders(tx: Tx, policy: MessagePolicy, now: number): Promise<PlannedMessage[]> {
    const longest = Math.max(0, ...policy.reminderLeadMinutes) * minuteMs;
    const sessions = await this.plans.coming(tx, now, now + longest + horizon);
    return sessions.flatMap(({ id, patientId, clinicId, start, placedAt }) =>
      remindersOf({ start, placedAt }, policy)
        .filter(({ dueAt }) => dueAt > now - missed && dueAt <= now + horizon)
        .map(({ leadMinutes, dueAt, notAfter }) => ({
          key: `reminder:${id}:${start}:${leadMinutes}`,
          kind: 'reminder' as const,
          sessionId: id,
          patientId,
          clinicId,
          aboutStart: start,
          dueAt,
          notAfter,
        })),
    );
  }

  private async dayAfter(tx: Tx, policy: MessagePolicy, now: number): Promise<PlannedMessage[]> {
    if (policy.dayAfterAt === null) return [];
    const over = await this.plans.discharged(tx, now - missed);
    return over.flatMap(({ id, patientId, clinicId, dischargedAt, zone }) => {
      const dueAt = dayAfterDue(dischargedAt, zone, policy);
      if (dueAt === null) return [];
      const notAfter = dueAt + policy.usefulMinutes * minuteMs;
      return [
        {
          key: `day-after:${id}`,
          kind: 'day-after' as const,
          sessionId: id,
          patientId,
          clinicId,
          aboutStart: null,
          dueAt,
          notAfter,
        },
      ];
    });
  }
}
