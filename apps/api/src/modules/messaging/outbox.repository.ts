import { Injectable } from '@nestjs/common';
import type {
  MessageChannel,
  MessageKind,
  MessageReason,
  SaidKind,
  SedationLevel,
  SessionNewsKind,
  SessionState,
} from '@lull/domain';
import { v4 as uuid } from 'uuid';
import type { Tx } from '../../platform/database/database.js';
import { epochMs, instant } from '../../platform/database/sql.js';

/** A message that is due, locked until the transaction ends. */
export interface DueMessage {
  readonly id: string;
  readonly dedupeKey: string;
  readonly kind: MessageKind;
  readonly channel: MessageChannel;
  readonly clinicId: string;
  readonly patientId: string;
  readonly sessionId: string | null;
  readonly heldTimeId: string | null;
  readonly aboutStart: number | null;
  readonly aboutClinicId: string | null;
  readonly notAfter: number;
  readonly attempts: number;
  /** A later change of the same session is owed on this channel, too. */
  readonly superseded: boolean;
}

/** What is known of the clinic and the patient when a message is about to leave. */
export interface MessagePeople {
  readonly clinicName: string;
  readonly zone: string;
  readonly phone: string | null;
  readonly patientPhone: string | null;
  readonly patientEmail: string | null;
  readonly consentToSms: boolean;
  readonly consentToEmail: boolean;
  readonly language: string;
  /** Since when the patient is reported to have died, epoch milliseconds; null: nobody said so. */
  readonly deathReportedAt: number | null;
}

export interface StandingSession {
  readonly start: number;
  readonly clinicId: string;
  readonly sedation: SedationLevel;
  readonly state: SessionState;
  readonly version: number;
  readonly durationMinutes: number;
}

export interface ToldBefore {
  readonly kind: SessionNewsKind;
  readonly start: number;
  readonly clinicId: string;
  readonly sedation: SedationLevel;
}

export interface Leased {
  readonly id: string;
  readonly token: string;
}

const newsKinds = `('confirmation','moved','cancelled','preparation')`;

/** What the outbox reads and writes. Every instant is the database's; a process's own clock plays no part. */
@Injectable()
export class OutboxRepository {
  /**
   * The message of this channel that has been due for longest and that nobody else is at; undefined: there is none.
   * Of one session only one leaves at a time, because each depends on what was told before.
   */
  async nextDue(tx: Tx, channel: MessageChannel): Promise<DueMessage | undefined> {
    const [due] = await tx.query<DueMessage>(
      `SELECT m.id, m.dedupe_key AS "dedupeKey", m.kind, m.channel, m.clinic_id AS "clinicId", m.patient_id AS "patientId",
              m.session_id AS "sessionId", m.held_time_id AS "heldTimeId", ${epochMs('m.about_start')}::float8 AS "aboutStart",
              m.about_clinic_id AS "aboutClinicId", ${epochMs('m.not_after')}::float8 AS "notAfter", m.attempts,
              EXISTS (SELECT 1 FROM message n WHERE n.practice_id = m.practice_id AND n.session_id = m.session_id
                AND n.channel = m.channel AND n.session_version > m.session_version AND n.state <> 'skipped') AS superseded
         FROM message m
        WHERE m.practice_id = $1 AND m.state = 'pending' AND m.channel = $2 AND m.due_at <= clock_timestamp()
          AND NOT EXISTS (SELECT 1 FROM message o WHERE o.practice_id = m.practice_id AND o.session_id = m.session_id
            AND o.channel = m.channel AND o.state = 'leased')
        ORDER BY m.due_at, m.id LIMIT 1 FOR UPDATE OF m SKIP LOCKED`,
      [tx.principal.practiceId, channel],
    );
    return due;
  }

  async people(
    tx: Tx,
    { clinicId, patientId }: Pick<DueMessage, 'clinicId' | 'patientId'>,
  ): Promise<MessagePeople> {
    const [people] = await tx.query<MessagePeople>(
      `SELECT c.name AS "clinicName", c.time_zone AS zone, c.phone, p.phone AS "patientPhone", p.email AS "patientEmail",
              p.consent_to_sms AS "consentToSms", p.consent_to_email AS "consentToEmail", p.language,
              ${epochMs('death_reported_at(p.practice_id, p.id)')}::float8 AS "deathReportedAt"
         FROM patient p JOIN clinic c ON c.practice_id = p.practice_id AND c.id = $3
        WHERE p.practice_id = $1 AND p.id = $2`,
      [tx.principal.practiceId, patientId, clinicId],
    );
    if (people === undefined) throw new Error('A message names a patient or a clinic that is not there.');
    return people;
  }

  /** The session, which nobody changes until the transaction ends; undefined while somebody is changing it. */
  async standing(tx: Tx, sessionId: string): Promise<StandingSession | undefined> {
    const [session] = await tx.query<StandingSession>(
      `SELECT ${epochMs('s.starts_at')}::float8 AS start, s.clinic_id AS "clinicId", s.sedation, s.state, s.version,
              s.duration_minutes AS "durationMinutes"
         FROM session s WHERE s.practice_id = $1 AND s.id = $2 FOR SHARE OF s SKIP LOCKED`,
      [tx.principal.practiceId, sessionId],
    );
    return session;
  }

  /**
   * What the patient was told last of the session on this channel, or may have been told; of one that was brought in
   * from another book, what stood there before its first change.
   */
  async toldLast(tx: Tx, sessionId: string, channel: MessageChannel): Promise<ToldBefore | null> {
    const [told] = await tx.query<ToldBefore>(
      `SELECT m.kind, ${epochMs('m.about_start')}::float8 AS start, m.about_clinic_id AS "clinicId", m.about_sedation AS sedation
         FROM message m
        WHERE m.practice_id = $1 AND m.session_id = $2 AND m.channel = $3 AND m.state IN ('sent','unknown') AND m.kind IN ${newsKinds}
        ORDER BY m.leased_at DESC LIMIT 1`,
      [tx.principal.practiceId, sessionId, channel],
    );
    if (told !== undefined) return told;
    const [known] = await tx.query<ToldBefore>(
      `SELECT 'confirmation' AS kind, ${epochMs('m.about_start')}::float8 AS start, m.about_clinic_id AS "clinicId", m.about_sedation AS sedation
         FROM message m
        WHERE m.practice_id = $1 AND m.session_id = $2 AND m.channel = $3 AND m.kind = 'change' AND m.about_start IS NOT NULL
        ORDER BY m.session_version LIMIT 1`,
      [tx.principal.practiceId, sessionId, channel],
    );
    return known ?? null;
  }

  /** The offered time, while the offer stands. */
  async offered(
    tx: Tx,
    heldTimeId: string,
  ): Promise<{ readonly start: number; readonly expiresAt: number } | undefined> {
    const [offer] = await tx.query<{ start: number; expiresAt: number }>(
      `SELECT ${epochMs('starts_at')}::float8 AS start, ${epochMs('expires_at')}::float8 AS "expiresAt" FROM held_time
        WHERE practice_id = $1 AND id = $2 AND state = 'held' AND expires_at > clock_timestamp()`,
      [tx.principal.practiceId, heldTimeId],
    );
    return offer;
  }

  async link(tx: Tx, messageId: string): Promise<string | undefined> {
    const [kept] = await tx.query<{ link: string }>(
      `SELECT link FROM message_link WHERE practice_id = $1 AND message_id = $2`,
      [tx.principal.practiceId, messageId],
    );
    return kept?.link;
  }

  async skip(tx: Tx, id: string, reason: MessageReason): Promise<void> {
    await tx.query(
      `UPDATE message SET state = 'skipped', reason = $3, version = version + 1 WHERE practice_id = $1 AND id = $2`,
      [tx.principal.practiceId, id, reason],
    );
    await this.dropLink(tx, id);
  }

  /** It cannot be said; a person has to look. */
  async fail(tx: Tx, id: string, reason: MessageReason): Promise<void> {
    await tx.query(
      `UPDATE message SET state = 'failed', reason = $3, version = version + 1 WHERE practice_id = $1 AND id = $2`,
      [tx.principal.practiceId, id, reason],
    );
    await this.dropLink(tx, id);
  }

  /** It waits until then. */
  async postpone(tx: Tx, id: string, until: number, reason: MessageReason | null): Promise<void> {
    await tx.query(
      `UPDATE message SET due_at = ${instant('$3')}, reason = $4, version = version + 1 WHERE practice_id = $1 AND id = $2`,
      [tx.principal.practiceId, id, until, reason],
    );
  }

  /** From here on it may be under way: only whoever knows the token may say how that ended. */
  async lease(
    tx: Tx,
    id: string,
    leaseSeconds: number,
    says: {
      readonly kind: SaidKind;
      readonly start: number | null;
      readonly clinicId: string | null;
      readonly sedation: SedationLevel | null;
      readonly language: string;
      readonly templateVersion: string;
      readonly policyVersion: number;
    },
  ): Promise<Leased> {
    const token = uuid();
    await tx.query(
      `UPDATE message SET state = 'leased', reason = NULL, attempts = attempts + 1, lease_token = $3, leased_at = clock_timestamp(),
              lease_until = clock_timestamp() + make_interval(secs => $4), kind = $5,
              about_start = CASE WHEN $6::float8 IS NOT NULL THEN ${instant('$6')} ELSE about_start END,
              about_clinic_id = coalesce($7::uuid, about_clinic_id), about_sedation = coalesce($8, about_sedation),
              language = $9, template_version = $10, policy_version = $11, version = version + 1
        WHERE practice_id = $1 AND id = $2`,
      [
        tx.principal.practiceId,
        id,
        token,
        leaseSeconds,
        says.kind,
        says.start,
        says.clinicId,
        says.sedation,
        says.language,
        says.templateVersion,
        says.policyVersion,
      ],
    );
    return { id, token };
  }

  async keepText(
    tx: Tx,
    id: string,
    text: {
      readonly address: string;
      readonly subject: string | null;
      readonly body: string;
      readonly calendar: string | null;
    },
  ): Promise<void> {
    await tx.query(
      `INSERT INTO message_text (practice_id, message_id, address, subject, body, calendar) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT ON CONSTRAINT message_text_identity DO UPDATE SET address = excluded.address, subject = excluded.subject,
         body = excluded.body, calendar = excluded.calendar, written_at = clock_timestamp()`,
      [tx.principal.practiceId, id, text.address, text.subject, text.body, text.calendar],
    );
  }

  /**
   * How a call ended, by whoever made it: also after its lease had run out, because it knows better. A message that
   * somebody has taken up again meanwhile has another token and stays as it is.
   */
  async record(
    tx: Tx,
    { id, token }: Leased,
    ending:
      | { readonly state: 'sent'; readonly transport: string }
      | { readonly state: 'failed' | 'unknown'; readonly reason: MessageReason }
      | { readonly state: 'pending'; readonly reason: MessageReason; readonly dueAt: number },
  ): Promise<boolean> {
    const recorded = await tx.query<{ id: string }>(
      `WITH recorded AS (
         UPDATE message SET state = $4, reason = $5, lease_until = NULL, version = version + 1,
                sent_at = CASE WHEN $4 = 'sent' THEN clock_timestamp() END, transport = coalesce($6, transport),
                due_at = CASE WHEN $7::float8 IS NOT NULL THEN ${instant('$7')} ELSE due_at END
          WHERE practice_id = $1 AND id = $2 AND lease_token = $3 AND state IN ('leased','unknown') RETURNING id)
       SELECT id FROM recorded`,
      [
        tx.principal.practiceId,
        id,
        token,
        ending.state,
        ending.state === 'sent' ? null : ending.reason,
        ending.state === 'sent' ? ending.transport : null,
        ending.state === 'pending' ? ending.dueAt : null,
      ],
    );
    if (ending.state !== 'pending') await this.dropLink(tx, id);
    return recorded.length > 0;
  }

  /** A lease that is given back before the call began: as if it had never been taken. */
  async giveBack(tx: Tx, { id, token }: Leased): Promise<void> {
    await tx.query(
      `UPDATE message SET state = 'pending', lease_until = NULL, lease_token = NULL, attempts = attempts - 1, version = version + 1
        WHERE practice_id = $1 AND id = $2 AND lease_token = $3 AND state = 'leased'`,
      [tx.principal.practiceId, id, token],
    );
  }

  /** Whoever sent these fell silent: nobody knows whether they left, and nobody sends them again unasked. */
  async loseLeases(tx: Tx): Promise<void> {
    await tx.query(
      `UPDATE message SET state = 'unknown', reason = 'lease-lost', lease_until = NULL, version = version + 1
        WHERE practice_id = $1 AND state = 'leased' AND lease_until < clock_timestamp()`,
      [tx.principal.practiceId],
    );
  }

  private async dropLink(tx: Tx, id: string): Promise<void> {
    await tx.query(`DELETE FROM message_link WHERE practice_id = $1 AND message_id = $2`, [
      tx.principal.practiceId,
      id,
    ]);
  }
}
