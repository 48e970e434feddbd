import { Injectable } from '@nestjs/common';
import type { RecordAccessView, RecordOpeningView } from '@lull/contracts';
import type { RestrictionKind } from '@lull/domain';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../../platform/database/database.js';
import { epochMs } from '../../platform/database/sql.js';
import { changeVersion, lockVersion } from '../../platform/database/versioned.js';
import { RecordOpeningRow, RecordRestrictionRow } from './restricted-record.entity.js';

/** How a record is kept, as a part of the patient `p`; the condition says whether the reason of it is told. */
export const accessOf = (withReason: string): string => `json_build_object(
  'restriction', (SELECT json_build_object('id', r.id, 'version', r.version, 'kind', r.kind,
      'reason', CASE WHEN ${withReason} THEN r.reason END, 'by', m.name, 'at', ${epochMs('r.placed_at')})
    FROM record_restriction r JOIN member m ON m.practice_id = r.practice_id AND m.id = r.placed_by
   WHERE r.practice_id = p.practice_id AND r.patient_id = p.id AND r.lifted_at IS NULL ORDER BY r.placed_at, r.id LIMIT 1),
  'opening', (SELECT json_build_object('id', o.id, 'version', o.version, 'reason', o.reason, 'until', ${epochMs('o.until')})
    FROM record_opening o
   WHERE record_restricted(p.id) AND o.practice_id = p.practice_id AND o.patient_id = p.id AND o.until > now()
     AND o.member_id = nullif(current_setting('app.member', true), '')::uuid ORDER BY o.until DESC, o.id LIMIT 1),
  'closed', record_closed(p.id))`;

/** What the trail has of a patient by whoever opened the record, for that, in the time of the opening `o`. */
const done = (actions: string): string => `(SELECT count(*)::int
   FROM audit_event_patient l JOIN audit_event e ON e.practice_id = l.practice_id AND e.sequence = l.sequence
  WHERE l.practice_id = o.practice_id AND l.patient_id = o.patient_id AND l.at >= o.opened_at AND l.at <= o.until
    AND e.member_id = o.member_id AND e.purpose = 'break-glass' AND e.resource <> 'record-opening' AND e.action ${actions})`;

const opening = (by: string): string => `
  SELECT o.id, o.version, o.patient_id AS "patientId", p.mrn, o.kind, json_build_object('id', m.id, 'name', m.name) AS member,
         o.reason, ${epochMs('o.opened_at')}::float8 AS "openedAt", ${epochMs('o.until')}::float8 AS until,
         ${done(`= 'read'`)} AS reads, ${done(`<> 'read'`)} AS writes,
         o.verdict IS NULL AND o.member_id <> ${by} AS "mayReview",
         CASE WHEN o.verdict IS NOT NULL THEN json_build_object('verdict', o.verdict, 'note', o.review_note, 'by', v.name,
           'at', ${epochMs('o.reviewed_at')}) END AS review
    FROM record_opening o
    JOIN patient p ON p.practice_id = o.practice_id AND p.id = o.patient_id
    JOIN member m ON m.practice_id = o.practice_id AND m.id = o.member_id
    LEFT JOIN member v ON v.practice_id = o.practice_id AND v.id = o.reviewed_by
   WHERE o.practice_id = $1`;

@Injectable()
export class RestrictedRecordRepository {
  /** How the record stands for whoever asks; the patient is locked, so that two who change it follow each other. */
  async access(tx: Tx, patientId: string, withReason: boolean): Promise<RecordAccessView | undefined> {
    await tx.query(`SELECT 1 FROM patient WHERE practice_id = $1 AND id = $2 FOR UPDATE`, [
      tx.principal.practiceId,
      patientId,
    ]);
    const [found] = await tx.query<{ access: RecordAccessView }>(
      `SELECT ${accessOf('$3::boolean')} AS access FROM patient p WHERE p.practice_id = $1 AND p.id = $2`,
      [tx.principal.practiceId, patientId, withReason],
    );
    return found?.access;
  }

  async restrict(
    tx: Tx,
    restriction: {
      readonly patientId: string;
      readonly kind: RestrictionKind;
      readonly reason: string;
      readonly placedBy: string;
    },
  ): Promise<void> {
    await tx.manager.insert(RecordRestrictionRow, {
      practiceId: tx.principal.practiceId,
      id: uuid(),
      ...restriction,
    });
  }

  restriction(tx: Tx, id: string, version: number): Promise<RecordRestrictionRow> {
    return lockVersion(tx, RecordRestrictionRow, 'restriction', id, version);
  }

  async lift(
    tx: Tx,
    { id, version }: RecordRestrictionRow,
    liftedBy: string,
    liftingReason: string,
  ): Promise<void> {
    await changeVersion(tx, RecordRestrictionRow, 'restriction', id, version, {
      liftedBy,
      liftedAt: tx.now,
      liftingReason,
    });
  }

  async open(
    tx: Tx,
    opened: {
      readonly patientId: string;
      readonly memberId: string;
      readonly kind: RestrictionKind;
      readonly reason: string;
      readonly minutes: number;
    },
  ): Promise<void> {
    await tx.query(
      `INSERT INTO record_opening (practice_id, id, patient_id, member_id, kind, reason, until)
       VALUES ($1, $2, $3, $4, $5, $6, now() + make_interval(mins => $7))`,
      [
        tx.principal.practiceId,
        uuid(),
        opened.patientId,
        opened.memberId,
        opened.kind,
        opened.reason,
        opened.minutes,
      ],
    );
  }

  opening(tx: Tx, id: string, version: number): Promise<RecordOpeningRow> {
    return lockVersion(tx, RecordOpeningRow, 'opening', id, version);
  }

  async end(tx: Tx, { id, version }: RecordOpeningRow): Promise<void> {
    await changeVersion(tx, RecordOpeningRow, 'opening', id, version, { until: tx.now });
  }

  async review(
    tx: Tx,
    { id, version }: RecordOpeningRow,
    reviewed: Pick<RecordOpeningRow, 'verdict' | 'reviewNote' | 'reviewedBy'>,
  ): Promise<void> {
    await changeVersion(tx, RecordOpeningRow, 'opening', id, version, { ...reviewed, reviewedAt: tx.now });
  }

  /** What waits, the oldest first; what was reviewed, the newest first. */
  page(
    tx: Tx,
    { reviewed, after, limit, by }: { reviewed: boolean; after: string | null; limit: number; by: string },
  ): Promise<RecordOpeningView[]> {
    const [order, beyond] = reviewed ? ['DESC', '<'] : ['ASC', '>'];
    return tx.query<RecordOpeningView>(
      `${opening('$2')} AND (o.verdict IS NOT NULL) = $3
         AND ($4::uuid IS NULL OR (o.opened_at, o.id) ${beyond}
              (SELECT c.opened_at, c.id FROM record_opening c WHERE c.practice_id = $1 AND c.id = $4))
       ORDER BY o.opened_at ${order}, o.id ${order} LIMIT $5`,
      [tx.principal.practiceId, by, reviewed, after, limit],
    );
  }

  async view(tx: Tx, id: string, by: string): Promise<RecordOpeningView | undefined> {
    const [found] = await tx.query<RecordOpeningView>(`${opening('$2')} AND o.id = $3`, [
      tx.principal.practiceId,
      by,
      id,
    ]);
    return found;
  }

  async waiting(tx: Tx): Promise<number> {
    const [row] = await tx.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM record_opening o WHERE o.practice_id = $1 AND o.verdict IS NULL`,
      [tx.principal.practiceId],
    );
    return row?.count ?? 0;
  }
}
