import { Injectable } from '@nestjs/common';
import { messageChannels, type MessageKind } from '@lull/domain';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../../platform/database/database.js';
import { epochMs, instant } from '../../platform/database/sql.js';

export interface PlannedMessage {
  readonly key: string;
  readonly kind: MessageKind;
  readonly sessionId: string | null;
  readonly patientId: string;
  readonly clinicId: string;
  readonly aboutStart: number | null;
  readonly dueAt: number;
  readonly notAfter: number;
}

/** A message of former days, with its text. */
export interface FormerMessage {
  readonly key: string;
  readonly kind: MessageKind;
  readonly sessionId: string;
  readonly patientId: string;
  readonly clinicId: string;
  readonly start: number;
  readonly sedation: string;
  readonly sentAt: number;
  readonly language: string;
  readonly templateVersion: string;
  readonly address: string;
  readonly subject: string | null;
  readonly body: string;
  readonly calendar: string | null;
}

interface ComingSession {
  readonly id: string;
  readonly patientId: string;
  readonly clinicId: string;
  readonly start: number;
  /** Since when it stands where it stands. */
  readonly placedAt: number;
}

/** What is written down ahead of its time. */
@Injectable()
export class PlanRepository {
  async coming(tx: Tx, from: number, until: number): Promise<ComingSession[]> {
    return tx.query<ComingSession>(
      `SELECT id, patient_id AS "patientId", clinic_id AS "clinicId", ${epochMs('starts_at')}::float8 AS start,
              ${epochMs('coalesce(placed_at, created_at)')}::float8 AS "placedAt"
         FROM session WHERE practice_id = $1 AND state IN ('booked','confirmed')
          AND starts_at >= ${instant('$2')} AND starts_at < ${instant('$3')}`,
      [tx.principal.practiceId, from, until],
    );
  }

  /** Who went home lately. What an import brought is history: nobody of it is asked. */
  async discharged(
    tx: Tx,
    since: number,
  ): Promise<
    (Pick<ComingSession, 'id' | 'patientId' | 'clinicId'> & {
      readonly dischargedAt: number;
      readonly zone: string;
    })[]
  > {
    return tx.query(
      `SELECT s.id, s.patient_id AS "patientId", s.clinic_id AS "clinicId", c.time_zone AS zone,
              ${epochMs('s.discharged_at')}::float8 AS "dischargedAt"
         FROM session s JOIN clinic c ON c.practice_id = s.practice_id AND c.id = s.clinic_id
        WHERE s.practice_id = $1 AND s.state = 'discharged' AND s.discharged_at >= ${instant('$2')}
          AND s.discharged_at >= s.created_at`,
      [tx.principal.practiceId, since],
    );
  }

  /** One for each channel; what is written down already stays as it is. */
  async writeDown(tx: Tx, planned: readonly PlannedMessage[]): Promise<string[]> {
    const all = planned.flatMap((each) =>
      messageChannels.map((channel) => ({ ...each, id: uuid(), channel, key: `${each.key}:${channel}` })),
    );
    const written = await tx.query<{ id: string }>(
      `INSERT INTO message (practice_id, id, dedupe_key, kind, channel, clinic_id, patient_id, session_id, about_start,
         about_clinic_id, due_at, not_after)
       SELECT $1, p.id, p.key, p.kind, p.channel, p."clinicId", p."patientId", p."sessionId", ${instant('p."aboutStart"')},
              p."clinicId", ${instant('p."dueAt"')}, ${instant('p."notAfter"')}
         FROM jsonb_to_recordset($2::jsonb) p(id uuid, key text, kind text, channel text, "clinicId" uuid, "patientId" uuid,
              "sessionId" uuid, "aboutStart" float8, "dueAt" float8, "notAfter" float8)
       ON CONFLICT ON CONSTRAINT message_once DO NOTHING RETURNING id`,
      [tx.principal.practiceId, JSON.stringify(all)],
    );
    return written.map(({ id }) => id);
  }

  async keepLink(tx: Tx, messageId: string, link: string): Promise<void> {
    await tx.query(`INSERT INTO message_link (practice_id, message_id, link) VALUES ($1, $2, $3)`, [
      tx.principal.practiceId,
      messageId,
      link,
    ]);
  }

  async bringIn(tx: Tx, former: readonly FormerMessage[]): Promise<void> {
    const rows = former.map((each) => ({ ...each, id: uuid() }));
    await tx.query(
      `WITH former AS (
         SELECT * FROM jsonb_to_recordset($2::jsonb) f(id uuid, key text, kind text, "sessionId" uuid, "patientId" uuid,
           "clinicId" uuid, start float8, sedation text, "sentAt" float8, language text, "templateVersion" text,
           address text, subject text, body text, calendar text)),
       written AS (
         INSERT INTO message (practice_id, id, dedupe_key, kind, channel, clinic_id, patient_id, session_id, about_start,
           about_clinic_id, about_sedation, language, template_version, due_at, not_after, state, attempts, leased_at,
           transport, sent_at, created_at)
         SELECT $1, f.id, f.key, f.kind, 'email', f."clinicId", f."patientId", f."sessionId", ${instant('f.start')},
                f."clinicId", f.sedation, f.language, f."templateVersion", ${instant('f."sentAt"')},
                ${instant('f."sentAt"')} + interval '24 hours', 'sent', 1, ${instant('f."sentAt"')}, 'mailbox',
                ${instant('f."sentAt"')}, ${instant('f."sentAt"')} - interval '1 minute'
           FROM former f RETURNING id)
       INSERT INTO message_text (practice_id, message_id, address, subject, body, calendar, written_at)
       SELECT $1, f.id, f.address, f.subject, f.body, f.calendar, ${instant('f."sentAt"')} FROM former f`,
      [tx.principal.practiceId, JSON.stringify(rows)],
    );
  }
}
