import { Injectable } from '@nestjs/common';
import type { DuplicatePatientView, PatientMergeView } from '@lull/contracts';
import type { ActiveFlag, MergeConflict, MergeReversalFacts, MergeSide } from '@lull/domain';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../../platform/database/database.js';
import { epochMs } from '../../platform/database/sql.js';

export interface RecordOfMerge extends MergeSide {
  readonly id: string;
  readonly version: number;
}

export interface StandingMerge {
  readonly id: string;
  readonly keptId: string;
  readonly joinedId: string;
  readonly endedFlagIds: readonly string[];
  readonly reversed: boolean;
  readonly version: number;
}

@Injectable()
export class PatientMergeRepository {
  /**
   * Holds still what both records have: nobody books, records or opens a link for them until this is over. In the order
   * of ids, so that two joinings of the same records do not wait for each other.
   */
  async lock(tx: Tx, ids: readonly string[]): Promise<void> {
    for (const statement of [
      `SELECT 1 FROM patient WHERE practice_id = $1 AND id = ANY ($2) ORDER BY id FOR UPDATE`,
      `SELECT 1 FROM injection_series WHERE practice_id = $1 AND patient_id = ANY ($2) ORDER BY id FOR UPDATE`,
      `SELECT 1 FROM session WHERE practice_id = $1 AND patient_id = ANY ($2) ORDER BY id FOR UPDATE`,
      `SELECT 1 FROM patient_link WHERE practice_id = $1 AND patient_id = ANY ($2) ORDER BY id FOR UPDATE`,
    ])
      await tx.query(statement, [tx.principal.practiceId, ids]);
  }

  /** Undefined when the practice has no such patient. */
  async record(tx: Tx, id: string): Promise<RecordOfMerge | undefined> {
    const [found] = await tx.query<{
      version: number;
      merged: boolean;
      flags: ActiveFlag[];
      openSeries: RecordOfMerge['openSeries'];
      inVisit: boolean;
    }>(
      `SELECT p.version, p.merged_into IS NOT NULL AS merged,
              (SELECT coalesce(json_agg(json_build_object('id', f.id, 'kind', f.kind, 'state', f.state, 'substance', f.substance) ORDER BY f.id), '[]')
                 FROM clinical_flag f WHERE f.practice_id = p.practice_id AND f.patient_id = p.id AND f.active) AS flags,
              (SELECT coalesce(json_agg(json_build_object('procedureTypeId', s.procedure_type_id, 'side', s.side) ORDER BY s.id), '[]')
                 FROM injection_series s WHERE s.practice_id = p.practice_id AND s.patient_id = p.id AND s.state IN ('proposed','active','paused')) AS "openSeries",
              EXISTS (SELECT 1 FROM session s WHERE s.practice_id = p.practice_id AND s.patient_id = p.id
                       AND s.state IN ('arrived','preparing','in-room','recovering')) AS "inVisit"
         FROM patient p WHERE p.practice_id = $1 AND p.id = $2`,
      [tx.principal.practiceId, id],
    );
    return found === undefined ? undefined : { id, ...found };
  }

  /** What cannot stand side by side in one record, and the links that would end. */
  async meetings(
    tx: Tx,
    keptId: string,
    joinedId: string,
  ): Promise<{ timesMeet: number; diariesMeet: number; linksThatEnd: number }> {
    const [found] = await tx.query<{ timesMeet: number; diariesMeet: number; linksThatEnd: number }>(
      `SELECT (SELECT count(*)::int FROM hold a JOIN hold b ON b.practice_id = a.practice_id AND b.resource_id = $3 AND b.active AND b.during && a.during
                WHERE a.practice_id = $1 AND a.resource_id = $2 AND a.active) AS "timesMeet",
              (SELECT count(*)::int FROM diary_entry a JOIN diary_entry b ON b.practice_id = a.practice_id AND b.patient_id = $3 AND b.slot = a.slot
                WHERE a.practice_id = $1 AND a.patient_id = $2) AS "diariesMeet",
              (SELECT count(*)::int FROM patient_link l WHERE l.practice_id = $1 AND l.patient_id = $3 AND l.revoked_at IS NULL) AS "linksThatEnd"`,
      [tx.principal.practiceId, keptId, joinedId],
    );
    return found ?? { timesMeet: 0, diariesMeet: 0, linksThatEnd: 0 };
  }

  /** How many rows of each table are this patient's. */
  async rowCounts(tx: Tx, id: string): Promise<ReadonlyMap<string, number>> {
    const rows = await tx.query<{ table: string; rows: number }>(
      `SELECT c.table_name AS table, c.rows FROM patient_row_counts($1) c`,
      [id],
    );
    return new Map(rows.map(({ table, rows: count }) => [table, count]));
  }

  /** Writes the joining down, ends links and contradicted denials, moves every row and points to the record kept. */
  async join(
    tx: Tx,
    merge: {
      readonly keptId: string;
      readonly joinedId: string;
      readonly reason: string;
      readonly settled: readonly MergeConflict[];
      readonly endedFlags: readonly string[];
      readonly memberId: string;
    },
  ): Promise<string> {
    const { practiceId } = tx.principal;
    const id = uuid();
    await tx.query(
      `INSERT INTO patient_merge (practice_id, id, kept_id, joined_id, reason, settled, ended_flag_ids, merged_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        practiceId,
        id,
        merge.keptId,
        merge.joinedId,
        merge.reason,
        merge.settled,
        merge.endedFlags,
        merge.memberId,
      ],
    );
    await tx.query(
      `UPDATE patient_link SET revoked_at = now(), revoked_why = 'merged'
        WHERE practice_id = $1 AND patient_id = $2 AND revoked_at IS NULL`,
      [practiceId, merge.joinedId],
    );
    await tx.query(
      `UPDATE clinical_flag SET active = false, ended_at = now(), version = version + 1
        WHERE practice_id = $1 AND id = ANY ($2::uuid[]) AND active`,
      [practiceId, merge.endedFlags],
    );
    await tx.query(`SELECT patient_merge_move($1, false)`, [id]);
    await this.point(tx, merge.joinedId, merge.keptId);
    return id;
  }

  /** Both versions go on; naming the words anew makes the kept record found by both numbers, or by its own again. */
  private async point(tx: Tx, joinedId: string, to: string | null, keptId = to): Promise<void> {
    const { practiceId } = tx.principal;
    await tx.query(
      `UPDATE patient SET merged_into = $3, version = version + 1, updated_at = now() WHERE practice_id = $1 AND id = $2`,
      [practiceId, joinedId, to],
    );
    await tx.query(
      `UPDATE patient SET mrn = mrn, version = version + 1, updated_at = now() WHERE practice_id = $1 AND id = $2`,
      [practiceId, keptId],
    );
  }

  async standing(tx: Tx, id: string): Promise<StandingMerge | undefined> {
    const [found] = await tx.query<StandingMerge>(
      `SELECT m.id, m.kept_id AS "keptId", m.joined_id AS "joinedId", m.ended_flag_ids AS "endedFlagIds",
              m.reversed_at IS NOT NULL AS reversed, m.version
         FROM patient_merge m WHERE m.practice_id = $1 AND m.id = $2 FOR UPDATE`,
      [tx.principal.practiceId, id],
    );
    return found;
  }

  async reversalFacts(tx: Tx, merge: StandingMerge): Promise<MergeReversalFacts> {
    const [found] = await tx.query<Omit<MergeReversalFacts, 'reversed'>>(
      `SELECT (SELECT p.merged_into IS NOT NULL FROM patient p WHERE p.practice_id = $1 AND p.id = $2) AS "keptWasMerged",
              patient_merge_rows_since($3) AS "rowsSince",
              (SELECT count(*)::int FROM clinical_flag f JOIN clinical_flag ended ON ended.practice_id = f.practice_id AND ended.id = ANY ($4) AND ended.kind = f.kind
                WHERE f.practice_id = $1 AND f.patient_id = $2 AND f.active
                  AND f.recorded_at > (SELECT m.merged_at FROM patient_merge m WHERE m.practice_id = $1 AND m.id = $3)) AS "flagsSince"`,
      [tx.principal.practiceId, merge.keptId, merge.id, merge.endedFlagIds],
    );
    if (found === undefined) throw new Error('A joining that was just read cannot be judged.');
    return { reversed: merge.reversed, ...found };
  }

  async reverse(tx: Tx, merge: StandingMerge, memberId: string, reason: string): Promise<void> {
    const { practiceId } = tx.principal;
    await this.point(tx, merge.joinedId, null, merge.keptId);
    await tx.query(`SELECT patient_merge_move($1, true)`, [merge.id]);
    await tx.query(
      `UPDATE patient_link l SET revoked_at = NULL, revoked_why = NULL FROM patient_merge m
        WHERE m.practice_id = $1 AND m.id = $2 AND l.practice_id = m.practice_id AND l.patient_id = m.joined_id
          AND l.revoked_why = 'merged' AND l.revoked_at = m.merged_at`,
      [practiceId, merge.id],
    );
    await tx.query(
      `UPDATE clinical_flag SET active = true, ended_at = NULL, version = version + 1 WHERE practice_id = $1 AND id = ANY ($2)`,
      [practiceId, merge.endedFlagIds],
    );
    await tx.query(
      `UPDATE patient_merge SET reversed_by = $3, reversed_at = now(), reversal_reason = $4, version = version + 1
        WHERE practice_id = $1 AND id = $2`,
      [practiceId, merge.id, memberId, reason],
    );
  }

  /** Newest first. */
  ofPatient(tx: Tx, patientId: string): Promise<PatientMergeView[]> {
    return this.views(tx, '(m.kept_id = $2 OR m.joined_id = $2)', patientId);
  }

  async view(tx: Tx, id: string): Promise<PatientMergeView | undefined> {
    const [found] = await this.views(tx, 'm.id = $2', id);
    return found;
  }

  private views(tx: Tx, which: string, id: string): Promise<PatientMergeView[]> {
    return tx.query<PatientMergeView>(
      `SELECT m.id, m.version, m.kept_id AS "keptId", k.mrn AS "keptMrn", m.joined_id AS "joinedId", j.mrn AS "joinedMrn", m.reason, m.settled,
              (SELECT count(*)::int FROM patient_merge_row r WHERE r.practice_id = m.practice_id AND r.merge_id = m.id) AS rows,
              b.name AS "mergedBy", ${epochMs('m.merged_at')}::float8 AS "mergedAt", v.name AS "reversedBy",
              ${epochMs('m.reversed_at')}::float8 AS "reversedAt", m.reversal_reason AS "reversalReason"
         FROM patient_merge m
         JOIN patient k ON k.practice_id = m.practice_id AND k.id = m.kept_id
         JOIN patient j ON j.practice_id = m.practice_id AND j.id = m.joined_id
         JOIN member b ON b.practice_id = m.practice_id AND b.id = m.merged_by
         LEFT JOIN member v ON v.practice_id = m.practice_id AND v.id = m.reversed_by
        WHERE m.practice_id = $1 AND ${which} ORDER BY m.merged_at DESC, m.id DESC`,
      [tx.principal.practiceId, id],
    );
  }

  /**
   * Groups of records with the same folded name and birth date, after the group that this record is in; at most
   * `limit` groups. The first record of each is the oldest.
   */
  async duplicates(
    tx: Tx,
    after: string | null,
    limit: number,
  ): Promise<{ readonly records: readonly DuplicatePatientView[] }[]> {
    const rows = await tx.query<{ records: DuplicatePatientView[] }>(
      `WITH groups AS (
         SELECT p.search_name, p.birth_date FROM patient p
          WHERE p.practice_id = $1 AND p.merged_into IS NULL
            AND ($2::uuid IS NULL OR (p.search_name, p.birth_date) > (SELECT l.search_name, l.birth_date FROM patient l WHERE l.practice_id = $1 AND l.id = $2))
          GROUP BY p.search_name, p.birth_date HAVING count(*) > 1 ORDER BY p.search_name, p.birth_date LIMIT $3)
       SELECT json_agg(json_build_object(
                'id', p.id, 'mrn', p.mrn, 'familyName', p.family_name, 'givenName', p.given_name, 'birthDate', p.birth_date, 'phone', p.phone,
                'openSeries', (SELECT count(*) FROM injection_series s WHERE s.practice_id = $1 AND s.patient_id = p.id AND s.state IN ('proposed','active','paused')),
                'sessions', (SELECT count(*) FROM session s WHERE s.practice_id = $1 AND s.patient_id = p.id),
                'createdAt', ${epochMs('p.created_at')}) ORDER BY p.created_at, p.id) AS records
         FROM groups g JOIN patient p ON p.practice_id = $1 AND p.search_name = g.search_name AND p.birth_date = g.birth_date AND p.merged_into IS NULL
        GROUP BY g.search_name, g.birth_date ORDER BY g.search_name, g.birth_date`,
      [tx.principal.practiceId, after, limit],
    );
    return rows;
  }
}
