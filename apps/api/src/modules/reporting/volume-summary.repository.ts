import { Injectable } from '@nestjs/common';
import type { VolumeMeasure } from '@lull/contracts';
import type { Tx } from '../../platform/database/database.js';
import { summaryPairs, volumeKeys, volumeViews } from './volume-plan.repository.js';

/** One month of a clinic: what is summed up at a time. */
export interface VolumeMonth {
  readonly clinicId: string;
  /** Its first day. */
  readonly month: string;
}

const months = `clinic_id AS "clinicId", month::text AS month`;

@Injectable()
export class VolumeSummaryRepository {
  /** Some months that notes were left of. */
  due(tx: Tx, limit: number): Promise<VolumeMonth[]> {
    return tx.query<VolumeMonth>(
      `SELECT DISTINCT ${months} FROM volume_due WHERE practice_id = $1 ORDER BY 2 DESC, 1 LIMIT $2`,
      [tx.principal.practiceId, limit],
    );
  }

  /** Every month in which something is counted, or was. */
  all(tx: Tx): Promise<VolumeMonth[]> {
    return tx.query<VolumeMonth>(
      `SELECT ${months} FROM (
         SELECT clinic_id, month FROM volume_due WHERE practice_id = $1
         UNION SELECT clinic_id, month FROM volume_summary WHERE practice_id = $1
         UNION SELECT clinic_id, (month || '-01')::date FROM report_session WHERE practice_id = $1
         UNION SELECT clinic_id, (month || '-01')::date FROM report_injection WHERE practice_id = $1) m ORDER BY 1, 2`,
      [tx.principal.practiceId],
    );
  }

  /**
   * Sums a month up anew, alone until the end of the transaction. The notes that stand are taken away first: what they
   * speak of is committed, and so is seen by the counting after it; a note that comes meanwhile stays.
   */
  async sumUp(tx: Tx, { clinicId, month }: VolumeMonth): Promise<void> {
    const of = [tx.principal.practiceId, clinicId, month];
    await tx.query(
      `SELECT pg_advisory_xact_lock(hashtextextended($1::text || $2::text || $3::text, 37))`,
      of,
    );
    await tx.query(
      `DELETE FROM volume_due WHERE practice_id = $1 AND clinic_id = $2 AND month = $3::date`,
      of,
    );
    await tx.query(
      `DELETE FROM volume_summary WHERE practice_id = $1 AND clinic_id = $2 AND month = $3::date`,
      of,
    );
    for (const measure of Object.keys(volumeViews) as VolumeMeasure[])
      await tx.query(sumStatement(measure), of);
  }
}

function sumStatement(measure: VolumeMeasure): string {
  const keyOf = (dimension: (typeof summaryPairs)[number][number]): string =>
    dimension === '' ? `''` : `v.${volumeKeys[dimension]}`;
  const pairs = summaryPairs.map(([by, split]) => `('${by}', '${split}', ${keyOf(by)}, ${keyOf(split)})`);
  // Each row once, before it is counted in every pair.
  return `WITH v AS MATERIALIZED (SELECT * FROM ${volumeViews[measure]}
       WHERE practice_id = $1 AND clinic_id = $2 AND month = to_char($3::date, 'YYYY-MM')
         AND at >= $3::date::timestamptz - interval '2 days' AND at < ($3::date + interval '1 month')::timestamptz + interval '2 days')
     INSERT INTO volume_summary (practice_id, measure, by, split, month, clinic_id, row_key, column_key, count)
     SELECT $1, '${measure}', p.by, p.split, $3::date, $2, p.row_key, p.column_key, count(*)
       FROM v CROSS JOIN LATERAL (VALUES ${pairs.join(', ')}) AS p (by, split, row_key, column_key)
      GROUP BY p.by, p.split, p.row_key, p.column_key`;
}
