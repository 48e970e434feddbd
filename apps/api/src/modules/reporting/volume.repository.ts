import { Injectable } from '@nestjs/common';
import type { VolumeDimension, VolumeMeasure, VolumeSessionView } from '@lull/contracts';
import type { Tx } from '../../platform/database/database.js';

/** Which rows: days are civil dates of each clinic's zone, both counted. */
export interface VolumeFilter {
  readonly measure: VolumeMeasure;
  readonly clinicId: string | null;
  readonly from: string;
  readonly to: string;
}

export interface VolumeCount {
  readonly rowKey: string;
  readonly rowLabel: string;
  readonly columnKey: string;
  readonly columnLabel: string;
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

/** The view that holds one row per thing that is counted. */
const volumeViews: Readonly<Record<VolumeMeasure, string>> = {
  sessions: 'report_session',
  injections: 'report_injection',
};

/** Columns by dimension: a fixed map, so that no text of a caller ever becomes part of a statement. */
const volumeColumns: Readonly<Record<VolumeDimension, { readonly key: string; readonly label: string }>> = {
  month: { key: 'month', label: 'month' },
  physician: { key: 'physician_id::text', label: 'physician_name' },
  'procedure-type': { key: 'procedure_type_id::text', label: 'procedure_name' },
  room: { key: 'room_id::text', label: 'room_name' },
  sedation: { key: 'sedation', label: 'sedation' },
  purpose: { key: 'purpose', label: 'purpose' },
  status: { key: 'state', label: 'state' },
};

/** `$1` to `$4`. The instants around the days let the index do its work; the day itself decides. */
const inRange = `practice_id = $1 AND ($2::uuid IS NULL OR clinic_id = $2)
  AND at >= $3::date::timestamptz - interval '2 days' AND at < $4::date::timestamptz + interval '3 days'
  AND day BETWEEN $3::date AND $4::date`;

@Injectable()
export class VolumeRepository {
  counts(
    tx: Tx,
    filter: VolumeFilter,
    by: VolumeDimension,
    split: VolumeDimension | null,
  ): Promise<VolumeCount[]> {
    const row = volumeColumns[by];
    const column = split === null ? { key: `'all'`, label: `''` } : volumeColumns[split];
    return tx.query<VolumeCount>(
      `SELECT ${row.key} AS "rowKey", min(${row.label}) AS "rowLabel", ${column.key} AS "columnKey",
              min(${column.label}) AS "columnLabel", count(*)::int AS count
         FROM ${volumeViews[filter.measure]} WHERE ${inRange} GROUP BY 1, 3`,
      [tx.principal.practiceId, filter.clinicId, filter.from, filter.to],
    );
  }

  /** At most `limit` rows behind a figure, after a place, in order of time. */
  rows(tx: Tx, figure: VolumeFigure, after: VolumePlace | null, limit: number): Promise<VolumeRow[]> {
    const row = volumeColumns[figure.by].key;
    const column = figure.split === null ? `'all'` : volumeColumns[figure.split].key;
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
