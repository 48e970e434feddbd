import { Injectable } from '@nestjs/common';
import type { VolumeDimension, VolumeMeasure, VolumeSessionView } from '@lull/contracts';
import type { Tx } from '../../platform/database/database.js';
import {
  monthsOfRange,
  volumeKeys,
  volumePlan,
  volumeViews,
  type VolumePlan,
} from './volume-plan.repository.js';

/** Which rows: days are civil dates of each clinic's zone, both counted. */
export interface VolumeFilter {
  readonly measure: VolumeMeasure;
  readonly clinicId: string | null;
  readonly from: string;
  readonly to: string;
}

export interface VolumeCount {
  readonly rowKey: string;
  readonly columnKey: string;
  readonly count: number;
}

/** One figure: the values of its row and column; null is the total over them. */
export interface VolumeFigure extends VolumeFilter {
  readonly by: VolumeDimension;
  readonly row: string | null;
  readonly split: VolumeDimension | null;
  readonly column: string | null;
}

/** A place in the order of the rows. */
export interface VolumePlace {
  readonly at: number;
  readonly id: string;
}

export interface VolumeRow extends VolumePlace {
  readonly session: VolumeSessionView;
}

/** `$1` to `$4`. The instants around the days let the index do its work; the day itself decides. */
const inRange = `practice_id = $1 AND ($2::uuid IS NULL OR clinic_id = $2)
  AND at >= $3::date::timestamptz - interval '2 days' AND at < $4::date::timestamptz + interval '3 days'
  AND day BETWEEN $3::date AND $4::date`;

/** What names the ids of a dimension. */
const nameTables: Partial<Record<VolumeDimension, string>> = {
  clinic: 'clinic',
  physician: 'resource',
  room: 'resource',
  'procedure-type': 'procedure_type',
};

@Injectable()
export class VolumeRepository {
  /** From the summary as far as it goes, from the rows where something changed since it was made. */
  counts(
    tx: Tx,
    filter: VolumeFilter,
    by: VolumeDimension,
    split: VolumeDimension | null,
  ): Promise<VolumeCount[]> {
    const { clinicId, from, to } = filter;
    const { whole, parts } = monthsOfRange(from, to);
    return tx.query<VolumeCount>(countStatement(filter.measure, volumePlan(by, split)), [
      tx.principal.practiceId,
      clinicId,
      from,
      to,
      whole?.[0] ?? null,
      whole?.[1] ?? null,
      parts,
    ]);
  }

  /** Names of the ids in an axis, by id; empty for a dimension whose keys are words. */
  async names(tx: Tx, dimension: VolumeDimension, ids: readonly string[]): Promise<Map<string, string>> {
    const table = nameTables[dimension];
    if (table === undefined || ids.length === 0) return new Map();
    const rows = await tx.query<{ id: string; name: string }>(
      `SELECT id, name FROM ${table} WHERE practice_id = $1 AND id = ANY ($2::uuid[])`,
      [tx.principal.practiceId, ids],
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  /** At most `limit` rows behind a figure, after a place, in order of time. */
  rows(tx: Tx, figure: VolumeFigure, after: VolumePlace | null, limit: number): Promise<VolumeRow[]> {
    const row = volumeKeys[figure.by];
    const column = figure.split === null ? `'all'` : volumeKeys[figure.split];
    return tx.query<VolumeRow>(
      `SELECT floor(extract(epoch from at) * 1000)::float8 AS at, id,
              json_build_object('sessionId', session_id, 'injectionId', injection_id,
                'start', floor(extract(epoch from starts_at) * 1000), 'timeZone',
                (SELECT c.time_zone FROM clinic c WHERE c.practice_id = v.practice_id AND c.id = v.clinic_id), 'patientId', patient_id, 'mrn', mrn,
                'patientName', patient_name, 'physicianName', physician_name, 'roomName', room_name,
                'procedureCode', procedure_code, 'side', side, 'purpose', purpose, 'sedation', sedation, 'state', state,
                'cancelReason', cancel_reason) AS session
         FROM ${volumeViews[figure.measure]} v
        WHERE ${inRange} AND ($5::text IS NULL OR ${row} = $5) AND ($6::text IS NULL OR ${column} = $6)
          AND ($7::float8 IS NULL OR (at, id) > (to_timestamp($7 / 1000), $8::uuid))
        ORDER BY v.at, v.id LIMIT $9`,
      [
        tx.principal.practiceId,
        figure.clinicId,
        figure.from,
        figure.to,
        figure.row,
        figure.column,
        after?.at ?? null,
        after?.id ?? null,
        limit,
      ],
    );
  }
}

/** `$1` practice, `$2` clinic, `$3` and `$4` days, `$5` and `$6` first and last whole month, `$7` months in part. */
function countStatement(measure: VolumeMeasure, { months, days, rows }: VolumePlan): string {
  const inWholeMonths = `coalesce(month BETWEEN $5::date AND $6::date, false)`;
  const kept = `FROM volume_summary s WHERE s.practice_id = $1 AND s.measure = '${measure}'
      AND ($2::uuid IS NULL OR s.clinic_id = $2) AND s.month BETWEEN date_trunc('month', $3::date)::date AND $4::date
      AND NOT EXISTS (SELECT 1 FROM changed d WHERE d.clinic_id = s.clinic_id AND d.month = s.month)`;
  const pairOf = (pair: readonly string[] | null) =>
    `s.by = '${pair?.[0] ?? ''}' AND s.split = '${pair?.[1] ?? ''}'`;
  const ofMonths =
    months === null
      ? ''
      : `SELECT ${months.row}, ${months.column}, s.count ${kept} AND ${pairOf(months.pair)} AND ${inWholeMonths} UNION ALL `;
  const ofDays =
    days === null
      ? ''
      : `SELECT ${days.row}, ${days.column}, s.count ${kept} AND ${pairOf(days.pair)} AND s.row_key BETWEEN ($3::date)::text AND ($4::date)::text
         ${months === null ? '' : `AND NOT ${inWholeMonths}`} UNION ALL `;
  const inPart =
    days === null
      ? `UNION SELECT c.id, m.month FROM clinic c CROSS JOIN unnest($7::date[]) AS m (month) WHERE c.practice_id = $1`
      : `UNION SELECT NULL, m.month FROM unnest($7::date[]) AS m (month) WHERE false`;
  // Not every question reads all parameters; each must have a type.
  return `WITH typed AS (SELECT $5::date, $6::date, $7::date[]), changed AS MATERIALIZED (SELECT DISTINCT clinic_id, month FROM volume_due
       WHERE practice_id = $1 AND month BETWEEN date_trunc('month', $3::date)::date AND $4::date),
     from_rows AS MATERIALIZED (SELECT clinic_id, month FROM changed ${inPart}),
     counted (row_key, column_key, count) AS (${ofMonths}${ofDays}SELECT ${rows.row}, ${rows.column}, 1
        FROM from_rows b JOIN ${volumeViews[measure]} v ON v.practice_id = $1 AND v.clinic_id = b.clinic_id
         AND v.at >= b.month::timestamptz - interval '2 days' AND v.at < (b.month + interval '1 month')::timestamptz + interval '2 days'
         AND v.month = to_char(b.month, 'YYYY-MM') AND v.day BETWEEN $3::date AND $4::date
       WHERE $2::uuid IS NULL OR b.clinic_id = $2)
     SELECT row_key AS "rowKey", column_key AS "columnKey", sum(count)::int AS count FROM counted GROUP BY 1, 2`;
}
