import { Injectable } from '@nestjs/common';
import type {
  ReliefChoicesView,
  ReliefDimension,
  ReliefFigureName,
  ReliefReportView,
  ReliefRowView,
  ReliefThreshold,
} from '@lull/contracts';
import type { Tx } from '../../platform/database/database.js';

/** Which injections: days are civil dates of each clinic's zone, both counted; null asks for all. */
export interface ReliefFilter {
  readonly definition: ReliefThreshold;
  readonly version: string;
  readonly from: string;
  readonly to: string;
  readonly clinicId: string | null;
  readonly procedureTypeId: string | null;
  readonly physicianId: string | null;
  readonly condition: string | null;
  readonly side: 'left' | 'right' | null;
  readonly sedation: string | null;
  readonly steroid: boolean | null;
  readonly ordinal: number | null;
}

/** One group as it is counted; the columns are of the evaluable injections, in the same order as each other. */
export interface CountedGroup {
  readonly key: string;
  readonly injections: number;
  readonly patients: number;
  readonly indeterminate: number;
  readonly missingBaseline: number;
  readonly lowBaseline: number;
  readonly noData: number;
  readonly responders: number;
  readonly nonResponders: number;
  readonly uncertain: number;
  readonly notEvaluable: number;
  readonly answeredDays: number;
  readonly askedDays: number;
  readonly baselineSources: Readonly<Record<string, number>>;
  readonly quality: Readonly<Record<string, number>>;
  readonly lowers: readonly number[] | null;
  /** Null where relief was last seen and not followed further. */
  readonly uppers: readonly (number | null)[] | null;
  /** Numbers that are the same for the injections of one patient, in this answer alone. */
  readonly patientNumbers: readonly number[] | null;
  readonly persisted: readonly (0 | 1)[] | null;
}

export interface CountedComplication {
  readonly key: string;
  readonly code: string;
  readonly tier: string;
  readonly grade: number | null;
  readonly injections: number;
}

export interface ReliefGround {
  readonly revision: number;
  readonly pending: number;
}

export interface UsedKeys {
  readonly procedureTypes: readonly string[];
  readonly physicians: readonly string[];
  readonly conditions: readonly string[];
  readonly versions: readonly string[];
  readonly highestOrdinal: number;
}

type UsedNames = Pick<ReliefChoicesView, 'clinic' | 'procedure-type' | 'physician'>;

/** What is behind one figure. */
export interface ReliefFigure extends ReliefFilter {
  readonly compare: ReliefDimension | null;
  readonly group: string | null;
  readonly figure: ReliefFigureName;
  readonly of: string | null;
}

export interface ReliefPlace {
  readonly at: number;
  readonly id: string;
}

export interface ReliefRow extends ReliefPlace {
  readonly row: ReliefRowView & { readonly patientId: string };
}

/** Columns by dimension: a fixed map, so that no text of a caller ever becomes part of a statement. */
const groupColumns: Readonly<Record<ReliefDimension, string>> = {
  'procedure-type': 'r.procedure_type_id::text',
  physician: 'r.physician_id::text',
  condition: 'r.condition',
  side: 'r.side',
  sedation: 'r.sedation',
  steroid: `CASE WHEN r.steroid THEN 'with' ELSE 'without' END`,
  ordinal: 'r.ordinal::text',
  clinic: 'r.clinic_id::text',
};
const groupOf = (compare: ReliefDimension | null) => (compare === null ? `'all'` : groupColumns[compare]);

/** What makes a row part of a figure; `$14` is the grade, the source, the code or the day that is asked for. */
const daysRelieved = `(CASE WHEN r.lapsed THEN (r.lower_minutes + r.upper_minutes) / 2.0 ELSE r.lower_minutes END) / 1440`;
const figureConditions: Readonly<Record<ReliefFigureName, string>> = {
  injections: `true`,
  evaluable: `r.status = 'evaluable'`,
  lapsed: `r.lapsed`,
  ongoing: `NOT r.lapsed`,
  'at-risk': `r.lapsed IS NOT NULL AND ${daysRelieved} >= $14::numeric`,
  'lapsed-before': `r.lapsed AND ${daysRelieved} < $14::numeric`,
  'censored-before': `NOT r.lapsed AND ${daysRelieved} < $14::numeric`,
  'persisted-at-next': `r.persisted_at_next = 'yes'`,
  responder: `r.response = 'responder'`,
  'non-responder': `r.response = 'non-responder'`,
  judged: `r.response IN ('responder', 'non-responder')`,
  uncertain: `r.response = 'uncertain'`,
  'not-evaluable': `r.response = 'not-evaluable'`,
  indeterminate: `r.status = 'indeterminate'`,
  'missing-baseline': `r.reason = 'missing-baseline'`,
  'low-baseline': `r.reason = 'low-baseline'`,
  'no-data': `r.status = 'no-data'`,
  quality: `r.quality = $14`,
  'baseline-source': `r.baseline_source = $14`,
  complication: `EXISTS (SELECT 1 FROM complication x WHERE x.practice_id = r.practice_id AND x.injection_id = r.injection_id AND concat_ws('/', x.code, x.grade) = $14)`,
  diagnostic: `true`,
  'pre-surgical': `true`,
};
const purposeOf = (figure: ReliefFigureName) =>
  figure === 'diagnostic' || figure === 'pre-surgical' ? figure : 'therapeutic';

/** `$1` to `$13`. The instants around the days let the index do its work; the day itself decides. */
const chosen = `r.practice_id = $1 AND r.definition = $2 AND r.definition_version = $3 AND r.day BETWEEN $4::date AND $5::date
  AND r.injected_at >= $4::date::timestamptz - interval '2 days' AND r.injected_at < $5::date::timestamptz + interval '3 days'
  AND ($6::uuid IS NULL OR r.clinic_id = $6) AND ($7::uuid IS NULL OR r.procedure_type_id = $7)
  AND ($8::uuid IS NULL OR r.physician_id = $8) AND ($9::text IS NULL OR r.condition = $9) AND ($10::text IS NULL OR r.side = $10)
  AND ($11::text IS NULL OR r.sedation = $11) AND ($12::boolean IS NULL OR r.steroid = $12) AND ($13::integer IS NULL OR r.ordinal = $13)`;

const parametersOf = (tx: Tx, filter: ReliefFilter): unknown[] => [
  tx.principal.practiceId,
  filter.definition,
  filter.version,
  filter.from,
  filter.to,
  filter.clinicId,
  filter.procedureTypeId,
  filter.physicianId,
  filter.condition,
  filter.side,
  filter.sedation,
  filter.steroid,
  filter.ordinal,
];

const counted = (condition: string) => `count(*) FILTER (WHERE ${condition})::int`;
const tally = (column: string, values: readonly string[]) =>
  `json_build_object(${values.map((value) => `'${value}', ${counted(`r.${column} = '${value}'`)}`).join(', ')})`;
const listed = (what: string) => `array_to_json(array_agg(${what}) FILTER (WHERE r.lapsed IS NOT NULL))`;

/** Reads `injection_relief` (ADR 15), which holds everything that the report counts. */
@Injectable()
export class ReliefReportRepository {
  async ground(tx: Tx): Promise<ReliefGround> {
    const [row] = await tx.query<ReliefGround>(
      `SELECT coalesce((SELECT revision FROM relief_revision WHERE practice_id = $1), 0) AS revision,
              (SELECT count(DISTINCT patient_id)::int FROM relief_due WHERE practice_id = $1) AS pending`,
      [tx.principal.practiceId],
    );
    return row ?? { revision: 0, pending: 0 };
  }

  /** Therapeutic injections by group. */
  groups(tx: Tx, filter: ReliefFilter, compare: ReliefDimension | null): Promise<CountedGroup[]> {
    return tx.query<CountedGroup>(
      `SELECT r.key, count(*)::int AS injections, count(DISTINCT r.patient)::int AS patients,
         ${counted(`r.status = 'indeterminate'`)} AS indeterminate,
         ${counted(`r.reason = 'missing-baseline'`)} AS "missingBaseline",
         ${counted(`r.reason = 'low-baseline'`)} AS "lowBaseline", ${counted(`r.status = 'no-data'`)} AS "noData",
         ${counted(`r.response = 'responder'`)} AS responders, ${counted(`r.response = 'non-responder'`)} AS "nonResponders",
         ${counted(`r.response = 'uncertain'`)} AS uncertain, ${counted(`r.response = 'not-evaluable'`)} AS "notEvaluable",
         sum(least(r.days_answered, r.asked))::int AS "answeredDays", sum(r.asked)::int AS "askedDays",
         ${tally('baseline_source', ['carried-forward', 'diary-median-7d', 'check-in', 'clinic-14d', 'series-baseline', 'missing'])} AS "baselineSources",
         ${tally('quality', ['A', 'B', 'C'])} AS quality,
         ${listed('r.lower_minutes')} AS lowers, ${listed('r.upper_minutes')} AS uppers,
         ${listed('r.patient')} AS "patientNumbers",
         ${listed(`(r.persisted_at_next IS NOT DISTINCT FROM 'yes')::int`)} AS persisted
         FROM (SELECT ${groupOf(compare)} AS key, r.status, r.reason, r.response, r.days_answered, r.baseline_source, r.quality,
                 r.lower_minutes, r.upper_minutes, r.lapsed, r.persisted_at_next,
                 dense_rank() OVER (ORDER BY r.patient_id) AS patient,
                 greatest(0, least(14, coalesce(r.next_minutes / 1440,
                   floor(extract(epoch from date_trunc('day', now()) - r.injected_at) / 86400)::int))) AS asked
                 FROM injection_relief r WHERE ${chosen} AND r.purpose = 'therapeutic') r
        GROUP BY 1`,
      parametersOf(tx, filter),
    );
  }

  complications(
    tx: Tx,
    filter: ReliefFilter,
    compare: ReliefDimension | null,
  ): Promise<CountedComplication[]> {
    return tx.query<CountedComplication>(
      `SELECT ${groupOf(compare)} AS key, x.code, x.tier, x.grade, count(DISTINCT r.injection_id)::int AS injections
         FROM complication x JOIN injection_relief r ON r.practice_id = x.practice_id AND r.injection_id = x.injection_id
        WHERE ${chosen} AND r.purpose = 'therapeutic' GROUP BY 1, 2, 3, 4`,
      parametersOf(tx, filter),
    );
  }

  async excluded(tx: Tx, filter: ReliefFilter): Promise<ReliefReportView['excluded']> {
    const [row] = await tx.query<ReliefReportView['excluded']>(
      `SELECT ${counted(`r.purpose = 'diagnostic'`)} AS diagnostic, ${counted(`r.purpose = 'pre-surgical'`)} AS "preSurgical"
         FROM injection_relief r WHERE ${chosen} AND r.purpose <> 'therapeutic'`,
      parametersOf(tx, filter),
    );
    return row ?? { diagnostic: 0, preSurgical: 0 };
  }

  /** By what the practice's injections can be told apart; counted under a revision, as the figures are. */
  async used(tx: Tx): Promise<UsedKeys> {
    const [row] = await tx.query<{ used: UsedKeys }>(
      `WITH used AS MATERIALIZED (SELECT procedure_type_id, physician_id, condition, definition_version, max(ordinal) AS ordinal
           FROM injection_relief WHERE practice_id = $1 AND definition IN ('relief50', 'hdss2') GROUP BY 1, 2, 3, 4)
       SELECT json_build_object('procedureTypes', coalesce(json_agg(DISTINCT procedure_type_id), '[]'),
         'physicians', coalesce(json_agg(DISTINCT physician_id), '[]'), 'conditions', coalesce(json_agg(DISTINCT condition), '[]'),
         'versions', coalesce(json_agg(DISTINCT definition_version), '[]'), 'highestOrdinal', coalesce(max(ordinal), 1)) AS used
         FROM used`,
      [tx.principal.practiceId],
    );
    if (row === undefined) throw new Error('An aggregate without a row.');
    return row.used;
  }

  /** As the practice names them now. */
  async names(tx: Tx, { procedureTypes, physicians }: UsedKeys): Promise<UsedNames> {
    const [row] = await tx.query<{ names: UsedNames }>(
      `SELECT json_build_object(
         'clinic', (SELECT coalesce(json_agg(json_build_object('key', id, 'label', name) ORDER BY name, id), '[]') FROM clinic WHERE practice_id = $1),
         'procedure-type', (SELECT coalesce(json_agg(json_build_object('key', y.id, 'label', y.name) ORDER BY y.name, y.id), '[]')
            FROM procedure_type y WHERE y.practice_id = $1 AND y.id = ANY ($2::uuid[])),
         'physician', (SELECT coalesce(json_agg(json_build_object('key', h.id, 'label', h.name) ORDER BY h.name, h.id), '[]')
            FROM resource h WHERE h.practice_id = $1 AND h.id = ANY ($3::uuid[]))) AS names`,
      [tx.principal.practiceId, procedureTypes, physicians],
    );
    if (row === undefined) throw new Error('An aggregate without a row.');
    return row.names;
  }

  /** At most `limit` rows behind a figure, after a place, in order of time. */
  rows(tx: Tx, figure: ReliefFigure, after: ReliefPlace | null, limit: number): Promise<ReliefRow[]> {
    return tx.query<ReliefRow>(
      `SELECT floor(extract(epoch from r.injected_at) * 1000)::float8 AS at, r.injection_id AS id,
              json_build_object('injectionId', r.injection_id, 'patientId', r.patient_id, 'mrn', p.mrn,
                'patientName', p.family_name || ', ' || p.given_name, 'seriesId', r.series_id,
                'at', floor(extract(epoch from r.injected_at) * 1000), 'day', r.day, 'timeZone', c.time_zone,
                'physicianName', h.name, 'procedureCode', y.code, 'condition', r.condition, 'side', r.side,
                'sedation', r.sedation, 'steroid', r.steroid, 'purpose', r.purpose, 'ordinal', r.ordinal, 'status', r.status,
                'reason', r.reason, 'baseline', r.baseline, 'baselineSource', r.baseline_source, 'pattern', r.pattern,
                'lowerDays', r.lower_minutes / 1440.0, 'upperDays', r.upper_minutes / 1440.0, 'response', r.response,
                'coveragePoint', r.coverage_point, 'quality', r.quality, 'definition', r.definition,
                'version', r.definition_version) AS row
         FROM (SELECT r.* FROM injection_relief r
        WHERE ${chosen} AND r.purpose = $15 AND ($14::text IS NULL OR true) AND ${figureConditions[figure.figure]}
          AND ($16::text IS NULL OR ${groupOf(figure.compare)} = $16)
          AND ($17::float8 IS NULL OR (r.injected_at, r.injection_id) > (to_timestamp($17 / 1000), $18::uuid))
        ORDER BY r.injected_at, r.injection_id LIMIT $19) r
         JOIN patient p ON p.practice_id = r.practice_id AND p.id = r.patient_id
         JOIN clinic c ON c.practice_id = r.practice_id AND c.id = r.clinic_id
         JOIN resource h ON h.practice_id = r.practice_id AND h.id = r.physician_id
         JOIN procedure_type y ON y.practice_id = r.practice_id AND y.id = r.procedure_type_id
        ORDER BY r.injected_at, r.injection_id`,
      [
        ...parametersOf(tx, figure),
        figure.of,
        purposeOf(figure.figure),
        figure.group,
        after?.at ?? null,
        after?.id ?? null,
        limit,
      ],
    );
  }
}
