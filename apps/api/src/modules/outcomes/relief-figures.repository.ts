import { Injectable } from '@nestjs/common';
import { Temporal, type ReliefFigure } from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';
import {
  reliefScore,
  scoreTuples,
  type JudgedInjection,
  type JudgedRecords,
  type JudgedSeries,
  type ScoreTuple,
} from './relief.repository.js';

/** A series with what reports tell its injections apart by. */
interface FigureSeries extends JudgedSeries {
  readonly condition: string;
}

interface FigureInjection extends JudgedInjection {
  readonly needleOutAt: number;
  /** The civil day of the needle-out in the clinic's zone. */
  readonly day: string;
  readonly sessionId: string;
  readonly clinicId: string;
  readonly physicianId: string;
  readonly procedureTypeId: string;
  readonly sedation: string;
  readonly steroid: boolean;
}

export type FigureRecords = JudgedRecords<FigureInjection, FigureSeries>;
type FigureRecordsRow = Omit<FigureRecords, 'scores'> & { readonly scores: readonly ScoreTuple[] };

/** One row to keep. */
export interface KeptFigure extends ReliefFigure {
  readonly patientId: string;
  readonly series: FigureSeries;
  readonly injection: FigureInjection;
  readonly ordinal: number;
  readonly nextAt: number | null;
  readonly daysAnswered: number;
}

@Injectable()
export class ReliefFiguresRepository {
  /** Some patients that notes were left of. */
  async due(tx: Tx, limit: number): Promise<string[]> {
    const rows = await tx.query<{ patientId: string }>(
      `SELECT DISTINCT patient_id AS "patientId" FROM relief_due WHERE practice_id = $1 ORDER BY 1 LIMIT $2`,
      [tx.principal.practiceId, limit],
    );
    return rows.map(({ patientId }) => patientId);
  }

  /**
   * Has these patients alone until the end of the transaction, and takes away the notes that stand: what they speak of
   * is committed, and so is seen by whatever is read after this. Locks in order of id, so that two never wait in a ring.
   */
  async take(tx: Tx, patientIds: readonly string[]): Promise<void> {
    await tx.query(
      `SELECT pg_advisory_xact_lock(hashtextextended(p.id, 35)) FROM (SELECT id FROM unnest($1::text[]) id ORDER BY id) p`,
      [patientIds],
    );
    await tx.query(`DELETE FROM relief_due WHERE practice_id = $1 AND patient_id = ANY ($2::uuid[])`, [
      tx.principal.practiceId,
      patientIds,
    ]);
  }

  /**
   * Leaves a note for every patient with an injection that has no figure of this version yet, and answers how many: once
   * the definitions have changed these are all of them.
   */
  async noteWithout(tx: Tx, version: string): Promise<number> {
    const noted = await tx.query(
      `INSERT INTO relief_due (practice_id, id, patient_id)
       SELECT $1, gen_random_uuid(), i.patient_id
         FROM injection i JOIN injection_series t ON t.practice_id = i.practice_id AND t.id = i.series_id
          AND t.side IN ('both', i.side)
        WHERE i.practice_id = $1 AND i.status = 'completed' AND i.needle_out_at IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM injection_relief r WHERE r.practice_id = i.practice_id
                AND r.injection_id = i.id AND r.definition_version = $2)
        GROUP BY i.patient_id RETURNING 1`,
      [tx.principal.practiceId, version],
    );
    return noted.length;
  }

  /** How many rows of a version there are, and one fingerprint of them all. */
  async fingerprint(tx: Tx, version: string): Promise<{ readonly rows: number; readonly print: string }> {
    const [row] = await tx.query<{ rows: number; print: string }>(
      `SELECT count(*)::int AS rows, md5(coalesce(string_agg(md5(r::text), '' ORDER BY injection_id, definition), '')) AS print
         FROM injection_relief r WHERE practice_id = $1 AND definition_version = $2`,
      [tx.principal.practiceId, version],
    );
    return row ?? { rows: 0, print: '' };
  }

  async patientsAfter(tx: Tx, after: string | null, limit: number): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT id FROM patient WHERE practice_id = $1 AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`,
      [tx.principal.practiceId, after, limit],
    );
    return rows.map(({ id }) => id);
  }

  async records(tx: Tx, patientIds: readonly string[]): Promise<FigureRecords[]> {
    const rows = await tx.query<FigureRecordsRow>(
      `SELECT l.id AS "patientId",
         (SELECT coalesce(json_agg(json_build_object('id', t.id, 'side', t.side, 'purpose', t.purpose,
              'procedureTypeId', t.procedure_type_id, 'targetSymptom', t.target_symptom, 'condition', c.label) ORDER BY t.id), '[]')
            FROM injection_series t JOIN condition c ON c.practice_id = t.practice_id AND c.id = t.condition_id
           WHERE t.practice_id = $1 AND t.patient_id = l.id) AS series,
         (SELECT coalesce(json_agg(json_build_object('zone', c.time_zone, 'injection', json_build_object(
              'id', i.id, 'seriesId', i.series_id, 'side', i.side, 'sessionId', i.session_id,
              'needleOutAt', floor(extract(epoch from i.needle_out_at) * 1000),
              'day', to_char(i.needle_out_at AT TIME ZONE c.time_zone, 'YYYY-MM-DD'),
              'clinicId', s.clinic_id, 'physicianId', s.physician_id, 'procedureTypeId', s.procedure_type_id,
              'sedation', s.sedation, 'steroid', EXISTS (SELECT 1 FROM drug_administration d
                 WHERE d.practice_id = i.practice_id AND d.injection_id = i.id AND d.role = 'steroid')))
              ORDER BY i.needle_out_at, i.id), '[]')
            FROM injection i JOIN session s ON s.practice_id = i.practice_id AND s.id = i.session_id
            JOIN clinic c ON c.practice_id = s.practice_id AND c.id = s.clinic_id
           WHERE i.practice_id = $1 AND i.patient_id = l.id AND i.status = 'completed') AS injections,
         (SELECT ${scoreTuples} FROM judged_score p WHERE p.practice_id = $1 AND p.patient_id = l.id) AS scores
         FROM unnest($2::uuid[]) AS l (id)`,
      [tx.principal.practiceId, patientIds],
    );
    return rows.map((row) => ({ ...row, scores: row.scores.map(reliefScore) }));
  }

  /**
   * Keeps exactly these figures of these patients for one version of these definitions: what is the same stays untouched, what is there no
   * more goes. Figures of other versions are not looked at. Answers how many rows were written or taken away.
   */
  async keep(
    tx: Tx,
    { version, names }: { readonly version: string; readonly names: readonly string[] },
    patientIds: readonly string[],
    figures: readonly KeptFigure[],
  ): Promise<number> {
    const { practiceId } = tx.principal;
    const rows = JSON.stringify(figures.map((figure) => rowOf(practiceId, figure)));
    const gone = await tx.query(
      `DELETE FROM injection_relief r WHERE r.practice_id = $1 AND r.patient_id = ANY ($2::uuid[]) AND r.definition_version = $3 AND r.definition = ANY ($6::text[])
          AND (r.injection_id, r.definition) NOT IN (SELECT * FROM unnest($4::uuid[], $5::text[])) RETURNING 1`,
      [
        practiceId,
        patientIds,
        version,
        figures.map(({ injection }) => injection.id),
        figures.map(({ definition }) => definition),
        names,
      ],
    );
    const written = await tx.query(
      `INSERT INTO injection_relief AS kept SELECT * FROM jsonb_populate_recordset(NULL::injection_relief, $1::jsonb)
       ON CONFLICT (practice_id, injection_id, definition, definition_version) DO UPDATE SET ${assignments}
       WHERE kept.* IS DISTINCT FROM excluded.* RETURNING 1`,
      [rows],
    );
    const changed = gone.length + written.length;
    if (changed > 0)
      await tx.query(
        `INSERT INTO relief_revision AS r (practice_id, revision) VALUES ($1, 1)
         ON CONFLICT (practice_id) DO UPDATE SET revision = r.revision + 1`,
        [practiceId],
      );
    return changed;
  }
}

/** By the names of the table, which PostgreSQL reads them back with. */
function rowOf(practiceId: string, figure: KeptFigure) {
  const { series, injection } = figure;
  return {
    practice_id: practiceId,
    injection_id: injection.id,
    definition: figure.definition,
    definition_version: figure.version,
    patient_id: figure.patientId,
    series_id: series.id,
    session_id: injection.sessionId,
    clinic_id: injection.clinicId,
    procedure_type_id: injection.procedureTypeId,
    physician_id: injection.physicianId,
    condition: series.condition,
    side: injection.side,
    sedation: injection.sedation,
    steroid: injection.steroid,
    purpose: series.purpose,
    ordinal: figure.ordinal,
    injected_at: Temporal.Instant.fromEpochMilliseconds(injection.needleOutAt).toString(),
    day: injection.day,
    next_minutes: figure.nextAt,
    days_answered: figure.daysAnswered,
    status: figure.status,
    reason: figure.reason,
    baseline: figure.baseline,
    baseline_source: figure.baselineSource,
    pattern: figure.pattern,
    lower_minutes: figure.lower,
    upper_minutes: figure.upper,
    lapsed: figure.event === null ? null : figure.event === 1,
    lapse_confirmed: figure.lapseConfirmed,
    censored_by: figure.censoredBy,
    response: figure.response,
    flares: figure.flares,
    persisted_at_next: figure.persistedAtNext,
    coverage_point: figure.coveragePoint,
    coverage_low: figure.coverageLow,
    coverage_high: figure.coverageHigh,
    known_fraction: figure.knownFraction,
    quality: figure.quality,
  } satisfies Readonly<Record<string, string | number | boolean | null>>;
}

/** Every column of the row but its key. */
const assignments = [
  'patient_id',
  'series_id',
  'session_id',
  'clinic_id',
  'procedure_type_id',
  'physician_id',
  'condition',
  'side',
  'sedation',
  'steroid',
  'purpose',
  'ordinal',
  'injected_at',
  'day',
  'next_minutes',
  'days_answered',
  'status',
  'reason',
  'baseline',
  'baseline_source',
  'pattern',
  'lower_minutes',
  'upper_minutes',
  'lapsed',
  'lapse_confirmed',
  'censored_by',
  'response',
  'flares',
  'persisted_at_next',
  'coverage_point',
  'coverage_low',
  'coverage_high',
  'known_fraction',
  'quality',
]
  .map((column) => `${column} = excluded.${column}`)
  .join(', ');
