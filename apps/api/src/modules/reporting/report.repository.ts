import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import type { CellKind } from '@lull/contracts';

/** Which rows: days are civil dates of each clinic's zone, both counted. */
export interface ReportFilter {
  readonly clinicId: string | null;
  readonly from: string;
  readonly to: string;
}

/** The figures of one group, or of all (`key` null); `counts`: how many rows are behind each. */
export interface GroupFigures {
  readonly key: string | null;
  readonly name: string | null;
  readonly values: readonly (number | null)[];
  readonly counts: readonly number[];
}

/** A place in the order of the rows. */
export interface ReportPlace {
  readonly day: string;
  readonly id: string;
}

export interface BehindRow extends ReportPlace {
  readonly patientId: string | null;
  readonly timeZone: string;
  readonly cells: readonly (string | number | null)[];
}

/** What is counted of the rows of a view: SQL of ours alone (`report-descriptor.ts`). */
export interface FiguresAsked {
  readonly view: string;
  /** The instant from which a row has its day; null: the view sees to the range itself. */
  readonly at: string | null;
  readonly group: string;
  /** What a group is called; absent: by its key. */
  readonly name: string | undefined;
  /** Each figure of a group, and how many rows are behind it. */
  readonly values: readonly string[];
  readonly counts: readonly string[];
}

interface CellAsked {
  readonly kind: CellKind;
  readonly sql: string;
}

export interface BehindFigure extends ReportFilter {
  readonly view: string;
  readonly at: string | null;
  /** True of the rows behind the figure. */
  readonly where: string;
  readonly grouping: string;
  readonly row: string | null;
  readonly cells: readonly CellAsked[];
}

const inRange = `v.practice_id = $1 AND ($2::uuid IS NULL OR v.clinic_id = $2) AND v.day BETWEEN $3::date AND $4::date`;

/** Instants around the days, for an index to do its work and for the server to know how many rows to expect. */
const around = (at: string | null): string =>
  at === null
    ? ''
    : ` AND ${at} >= $3::date::timestamptz - interval '2 days' AND ${at} < $4::date::timestamptz + interval '3 days'`;

@Injectable()
export class ReportRepository {
  /**
   * A report may take as long as trust.md 3.7 lets it, and more memory than a booking; it is planned for its own range,
   * because a plan for any range is none for years of sessions.
   */
  async begin(tx: Tx): Promise<void> {
    await tx.query(
      `SELECT set_config('statement_timeout', '15s', true), set_config('work_mem', '32MB', true),
              set_config('plan_cache_mode', 'force_custom_plan', true), set_config('jit', 'off', true)`,
    );
  }

  /** Every group, and all together in the one whose key is null. */
  figures(
    tx: Tx,
    { view, at, group, name, values, counts }: FiguresAsked,
    { clinicId, from, to }: ReportFilter,
  ): Promise<GroupFigures[]> {
    return tx.query<GroupFigures>(
      `SELECT CASE WHEN GROUPING(v.group_key) = 0 THEN v.group_key END AS key, min(v.group_name COLLATE "C") AS name,
              json_build_array(${values.join(', ')}) AS values, json_build_array(${counts.join(', ')}) AS counts
         FROM (SELECT v.*, ${group} AS group_key, ${name ?? 'NULL::text'} AS group_name
                 FROM ${view} v WHERE ${inRange}${around(at)}) v
        GROUP BY GROUPING SETS ((v.group_key), ())`,
      [tx.principal.practiceId, clinicId, from, to],
    );
  }

  /** At most `limit` rows behind a figure, after a place, by day. */
  rows(tx: Tx, behind: BehindFigure, after: ReportPlace | null, limit: number): Promise<BehindRow[]> {
    const { view, at, where, cells, clinicId, from, to } = behind;
    return tx.query<BehindRow>(
      `SELECT v.day::text AS day, v.id::text AS id, v.patient_id AS "patientId", v.time_zone AS "timeZone",
              json_build_array(${cells.map(cellSql).join(', ')}) AS cells
         FROM ${view} v
        WHERE ${inRange}${around(at)} AND ${where} AND ($5::text IS NULL OR ${behind.grouping} = $5)
          AND ($6::date IS NULL OR (v.day, v.id::text) > ($6::date, $7::text))
        ORDER BY v.day, v.id::text LIMIT $8`,
      [tx.principal.practiceId, clinicId, from, to, behind.row, after?.day ?? null, after?.id ?? null, limit],
    );
  }
}

/** Instants leave as epoch milliseconds, days as they are written. */
function cellSql({ kind, sql }: CellAsked): string {
  if (kind === 'instant') return `floor(extract(epoch from ${sql}) * 1000)`;
  return kind === 'date' ? `(${sql})::text` : sql;
}
