import { Injectable } from '@nestjs/common';
import { reliefDefinitionsOf, type ReliefDefinitions, type TargetSymptom } from '@lull/domain';
import type {
  InjectionView,
  InstrumentScoreView,
  PainScoreView,
  Purpose,
  SeriesReliefView,
  SeriesSummaryContent,
  Side,
} from '@lull/contracts';
import type { SedationLevel } from '@lull/domain';
import { clinicalPolicy } from '../../platform/database/clinical-policies.js';
import type { Tx } from '../../platform/database/database.js';
import { epochMs } from '../../platform/database/sql.js';
import { injectionJson, injectionOrdinals } from './injection.repository.js';
import { instrumentJson } from './instrument-score.repository.js';

/** What relief needs to know of an injection: the rest of its record is for those who read it. */
export type JudgedInjection = Pick<InjectionView, 'id' | 'side' | 'seriesId' | 'needleOutAt'>;

/** What the relief of a patient is judged by; instants are epoch milliseconds. */
export interface JudgedRecords<
  Injection extends JudgedInjection,
  Series extends JudgedSeries = JudgedSeries,
> {
  readonly patientId: string;
  readonly series: readonly Series[];
  /** Completed ones, by needle-out. */
  readonly injections: readonly ReliefInjection<Injection>[];
  /** By time. */
  readonly scores: readonly ReliefScore[];
}

/** Everything that the relief of a patient is shown with. */
export interface ReliefRecords extends JudgedRecords<InjectionView> {
  readonly series: readonly ReliefSeries[];
  /** By time. */
  readonly instruments: readonly InstrumentScoreView[];
  /** What the practice judges pain by today. */
  readonly definitions: ReliefDefinitions;
}

export interface JudgedSeries {
  readonly id: string;
  readonly side: Side;
  readonly purpose: Purpose;
  readonly procedureTypeId: string;
  readonly targetSymptom: TargetSymptom;
}

export interface ReliefSeries extends JudgedSeries {
  readonly nextSession: SeriesReliefView['nextSession'];
}

export interface ReliefInjection<Injection = InjectionView> {
  readonly injection: Injection;
  readonly zone: string;
  /** Of the session; read only where a result is shown. */
  readonly sedation?: SedationLevel;
}

export interface ReliefScore {
  readonly seriesId: string;
  /** When it was said; null when neither a member nor the patient entered it (an imported book does not tell). */
  readonly enteredAt: number | null;
  readonly score: PainScoreView;
}

/** A score without its keys: writing them 2,000 times costs PostgreSQL four times what the values cost. */
export type ScoreTuple = readonly [
  seriesId: string,
  enteredAt: number | null,
  id: string,
  at: number,
  until: number | null,
  kind: PainScoreView['kind'],
  value: number | null,
  source: PainScoreView['source'],
  rescue: boolean,
  side: PainScoreView['side'],
];

export type SummaryHead = Pick<SeriesSummaryContent, 'patient' | 'series'>;

/** All scores `p` that are found, by time, as `ScoreTuple`. */
export const scoreTuples = `coalesce(json_agg(json_build_array(p.series_id,
  CASE WHEN p.entered_by IS NOT NULL OR p.entered_through IS NOT NULL THEN ${epochMs('p.entered_at')} END,
  p.id, ${epochMs('p.at')}, ${epochMs('p.at_until')}, p.kind, p.value,
  p.source, p.rescue, p.side) ORDER BY p.at, p.id), '[]')`;

type ReliefRow = Omit<ReliefRecords, 'scores' | 'definitions'> & { readonly scores: readonly ScoreTuple[] };

@Injectable()
export class ReliefRepository {
  /** One query for a patient's whole course: a page of it must open at once (speed.md). */
  async ofPatient(tx: Tx, patientId: string): Promise<ReliefRecords | undefined> {
    const [row] = await tx.query<ReliefRow>(
      `WITH ordinals AS (${injectionOrdinals})
       SELECT p.id AS "patientId",
         (SELECT coalesce(json_agg(json_build_object('id', t.id, 'side', t.side, 'purpose', t.purpose,
              'procedureTypeId', t.procedure_type_id, 'targetSymptom', t.target_symptom,
              'nextSession', (SELECT json_build_object('id', s.id, 'start', floor(extract(epoch from s.starts_at) * 1000), 'state', s.state)
                 FROM session s WHERE s.practice_id = $1 AND s.series_id = t.id AND s.starts_at >= now()
                  AND s.state IN ('tentative', 'booked', 'confirmed') ORDER BY s.starts_at LIMIT 1))
              ORDER BY t.opened_on DESC, t.id DESC), '[]')
            FROM injection_series t WHERE t.practice_id = $1 AND t.patient_id = $2) AS series,
         (SELECT coalesce(json_agg(json_build_object('zone', c.time_zone, 'sedation', s.sedation, 'injection', ${injectionJson})
              ORDER BY i.needle_out_at, i.id), '[]')
            FROM injection i JOIN ordinals o ON o.id = i.id
            JOIN session s ON s.practice_id = i.practice_id AND s.id = i.session_id
            JOIN clinic c ON c.practice_id = s.practice_id AND c.id = s.clinic_id
           WHERE i.practice_id = $1 AND i.patient_id = $2 AND i.status = 'completed') AS injections,
         (SELECT ${scoreTuples}
            FROM judged_score p WHERE p.practice_id = $1 AND p.patient_id = $2) AS scores,
         (SELECT coalesce(json_agg(${instrumentJson} ORDER BY q.at, q.id), '[]')
            FROM instrument_score q WHERE q.practice_id = $1 AND q.patient_id = $2) AS instruments
         FROM patient p WHERE p.practice_id = $1 AND p.id = $2`,
      [tx.principal.practiceId, patientId],
    );
    if (row === undefined) return undefined;
    const definitions = reliefDefinitionsOf((await clinicalPolicy(tx, 'relief')).inForce);
    return { ...row, scores: row.scores.map(reliefScore), definitions };
  }

  /** Whose series it is and what was planned: the head of its summary. */
  async summaryHead(tx: Tx, seriesId: string): Promise<SummaryHead | undefined> {
    const [row] = await tx.query<SummaryHead>(
      `SELECT json_build_object('name', p.family_name || ', ' || p.given_name, 'mrn', p.mrn, 'birthDate', p.birth_date) AS patient,
              json_build_object('id', s.id, 'procedureName', t.name, 'side', s.side, 'purpose', s.purpose, 'targetSymptom', s.target_symptom,
                'condition', json_build_object('label', c.label, 'icd10', c.icd10), 'physicianName', f.name,
                'openedOn', s.opened_on, 'plannedCount', s.planned_count, 'state', s.state, 'endReason', s.end_reason) AS series
         FROM injection_series s
         JOIN patient p ON p.practice_id = s.practice_id AND p.id = s.patient_id
         JOIN condition c ON c.practice_id = s.practice_id AND c.id = s.condition_id
         JOIN procedure_type t ON t.practice_id = s.practice_id AND t.id = s.procedure_type_id
         JOIN resource f ON f.practice_id = s.practice_id AND f.id = s.physician_id
        WHERE s.practice_id = $1 AND s.id = $2`,
      [tx.principal.practiceId, seriesId],
    );
    return row;
  }
}

/** A score as the tuple has it. */
export function reliefScore([
  seriesId,
  enteredAt,
  id,
  at,
  until,
  kind,
  value,
  source,
  rescue,
  side,
]: ScoreTuple): ReliefScore {
  return { seriesId, enteredAt, score: { id, at, until, kind, value, source, rescue, side } };
}
