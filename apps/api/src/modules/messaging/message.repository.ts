import { Injectable } from '@nestjs/common';
import type { ListMessagesRequest, MessageDetailView } from '@lull/contracts';
import {
  messageStates,
  type MessageFigures,
  type MessageKind,
  type MessageReason,
  type MessageState,
} from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';
import { epochMs, instant } from '../../platform/database/sql.js';
import { changeVersion } from '../../platform/database/versioned.js';
import { MessageRow } from './message.entity.js';

/** What is stored of a message, before it is said who has to look after it. */
export type MessageRecord = Omit<MessageDetailView, 'needsPerson' | 'maySendAgain' | 'text'>;

/** As the rule MSG-08 has it; a test holds the two against each other. */
const needsPerson = `m.settled_at IS NULL AND (m.state IN ('failed','unknown')
  OR (m.state = 'skipped' AND m.reason IN ('unreachable','too-late') AND m.kind NOT IN ('reminder','day-after')))`;

const messages = `
  SELECT m.id, m.version, m.kind, m.channel, m.state, m.reason, m.patient_id AS "patientId",
         p.family_name || ', ' || p.given_name AS "patientName", m.clinic_id AS "clinicId", m.session_id AS "sessionId",
         CASE WHEN m.kind <> 'change' THEN ${epochMs('m.about_start')}::float8 END AS "aboutStart", m.language, ${epochMs('m.created_at')}::float8 AS "createdAt",
         ${epochMs('m.due_at')}::float8 AS "dueAt", ${epochMs('m.sent_at')}::float8 AS "sentAt", m.transport, m.attempts,
         CASE WHEN m.settled_at IS NOT NULL THEN json_build_object('by', w.name, 'at', ${epochMs('m.settled_at')},
           'note', m.settled_note) END AS settled
    FROM message m
    JOIN patient p ON p.practice_id = m.practice_id AND p.id = m.patient_id
    LEFT JOIN member w ON w.practice_id = m.practice_id AND w.id = m.settled_by
   WHERE m.practice_id = $1`;

/** Messages as the people of the practice look at them. */
@Injectable()
export class MessageRepository {
  /** Up to `limit` messages after the one named `cursor`, the newest first. */
  page(tx: Tx, asked: ListMessagesRequest, limit: number): Promise<MessageRecord[]> {
    const { patientId, sessionId, kind, state, cursor } = asked;
    return tx.query<MessageRecord>(
      `${messages}
         AND ($2::uuid IS NULL OR m.patient_id = $2) AND ($3::uuid IS NULL OR m.session_id = $3)
         AND ($4::text IS NULL OR m.kind = $4) AND ($5::text IS NULL OR m.state = $5)
         AND ($6::uuid IS NULL OR (m.due_at, m.id) < (SELECT c.due_at, c.id FROM message c WHERE c.practice_id = $1 AND c.id = $6))
         ${asked.needsPerson === '1' ? `AND ${needsPerson}` : ''}
       ORDER BY m.due_at DESC, m.id DESC LIMIT $7`,
      [
        tx.principal.practiceId,
        patientId ?? null,
        sessionId ?? null,
        kind ?? null,
        state ?? null,
        cursor ?? null,
        limit,
      ],
    );
  }

  async one(tx: Tx, id: string): Promise<MessageRecord | undefined> {
    const [message] = await tx.query<MessageRecord>(`${messages} AND m.id = $2`, [
      tx.principal.practiceId,
      id,
    ]);
    return message;
  }

  async text(tx: Tx, id: string): Promise<MessageDetailView['text']> {
    const [text] = await tx.query<NonNullable<MessageDetailView['text']>>(
      `SELECT address, subject, body, calendar FROM message_text WHERE practice_id = $1 AND message_id = $2`,
      [tx.principal.practiceId, id],
    );
    return text ?? null;
  }

  async figures(tx: Tx): Promise<{
    readonly created: number;
    readonly states: MessageFigures;
    readonly needPerson: number;
    readonly overdueSeconds: number | null;
  }> {
    const rows = await tx.query<{ state: MessageState; count: number; created: number }>(
      `SELECT state, count(*)::int AS count, (SELECT count(*)::int FROM message a WHERE a.practice_id = $1) AS created
         FROM message WHERE practice_id = $1 GROUP BY state`,
      [tx.principal.practiceId],
    );
    const [more] = await tx.query<{ needPerson: number; overdueSeconds: number | null }>(
      `SELECT (SELECT count(*)::int FROM message m WHERE m.practice_id = $1 AND ${needsPerson}) AS "needPerson",
              (SELECT floor(extract(epoch from clock_timestamp() - min(m.due_at)))::int FROM message m
                WHERE m.practice_id = $1 AND m.state = 'pending' AND m.due_at < clock_timestamp()) AS "overdueSeconds"`,
      [tx.principal.practiceId],
    );
    const of = (state: MessageState): number => rows.find((row) => row.state === state)?.count ?? 0;
    return {
      created: rows[0]?.created ?? 0,
      states: Object.fromEntries(messageStates.map((state) => [state, of(state)])) as MessageFigures,
      needPerson: more?.needPerson ?? 0,
      overdueSeconds: more?.overdueSeconds ?? null,
    };
  }

  /** What a rule says about a message is asked of it as it stands, locked. */
  async ended(
    tx: Tx,
    id: string,
  ): Promise<
    | {
        readonly kind: MessageKind;
        readonly state: MessageState;
        readonly reason: MessageReason | null;
        readonly settled: boolean;
      }
    | undefined
  > {
    const [row] = await tx.query<{
      kind: MessageKind;
      state: MessageState;
      reason: MessageReason | null;
      settled: boolean;
    }>(
      `SELECT kind, state, reason, settled_at IS NOT NULL AS settled FROM message WHERE practice_id = $1 AND id = $2 FOR UPDATE`,
      [tx.principal.practiceId, id],
    );
    return row;
  }

  /** It is due at once and of use for so long; what it says is decided anew. */
  async sendAgain(tx: Tx, id: string, version: number, usefulMs: number): Promise<void> {
    await changeVersion(tx, MessageRow, 'message', id, version, {
      state: 'pending',
      reason: null,
      attempts: 0,
      leaseToken: null,
      dueAt: () => 'clock_timestamp()',
      notAfter: () => instant(String(tx.now.epochMilliseconds + usefulMs)),
      settledBy: null,
      settledAt: null,
      settledNote: null,
    });
  }

  async settle(tx: Tx, id: string, version: number, memberId: string, note: string | null): Promise<void> {
    await changeVersion(tx, MessageRow, 'message', id, version, {
      settledBy: memberId,
      settledAt: tx.now,
      settledNote: note,
    });
  }
}
