import { Injectable } from '@nestjs/common';
import type { OtherSeries, SeriesPurpose, Side, TargetSymptom } from '@lull/domain';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../../platform/database/database.js';
import { changeVersion } from '../../platform/database/versioned.js';
import { notFound, stale } from '../../platform/errors.js';
import { InjectionSeriesRow } from './injection-series.entity.js';
import type { SeriesRecord } from './series.view.js';

export type SeriesColumns = Pick<
  InjectionSeriesRow,
  | 'patientId'
  | 'conditionId'
  | 'procedureTypeId'
  | 'physicianId'
  | 'side'
  | 'purpose'
  | 'targetSymptom'
  | 'plannedCount'
  | 'minimumIntervalDays'
  | 'targetIntervalDays'
  | 'maximumIntervalDays'
  | 'sedation'
  | 'gated'
  | 'state'
  | 'openedOn'
>;

/** What booking and outcomes need of a series. */
export interface SeriesPlan {
  readonly id: string;
  readonly version: number;
  readonly patientId: string;
  readonly procedureTypeId: string;
  readonly physicianId: string;
  readonly side: Side;
  readonly purpose: SeriesPurpose;
  readonly targetSymptom: TargetSymptom;
  readonly icd10: string;
  readonly plannedCount: number;
  readonly minimumIntervalDays: number;
  readonly targetIntervalDays: number;
  readonly maximumIntervalDays: number;
  readonly sedation: InjectionSeriesRow['sedation'];
  readonly gated: boolean;
  readonly state: InjectionSeriesRow['state'];
}

const record = `
  SELECT json_build_object(
    'id', s.id, 'version', s.version, 'patientId', s.patient_id, 'patientName', p.family_name || ', ' || p.given_name,
    'procedureTypeId', s.procedure_type_id, 'procedureCode', t.code, 'procedureName', t.name,
    'side', s.side, 'purpose', s.purpose, 'targetSymptom', s.target_symptom, 'condition', json_build_object('label', c.label, 'icd10', c.icd10),
    'physicianId', s.physician_id, 'physicianName', f.name, 'plannedCount', s.planned_count,
    'minimumIntervalDays', s.minimum_interval_days, 'targetIntervalDays', s.target_interval_days,
    'maximumIntervalDays', s.maximum_interval_days, 'sedation', s.sedation, 'gated', s.gated, 'state', s.state,
    'endReason', s.end_reason, 'openedOn', s.opened_on,
    'sessions', (SELECT coalesce(json_agg(json_build_object(
        'id', v.id, 'version', v.version, 'start', floor(extract(epoch FROM v.starts_at) * 1000),
        'durationMinutes', v.duration_minutes, 'state', v.state, 'cancelReason', v.cancel_reason, 'clinicId', v.clinic_id,
        'roomName', r.name, 'physicianName', m.name, 'sedation', v.sedation,
        'injectedAt', (SELECT floor(extract(epoch FROM min(i.needle_out_at)) * 1000) FROM injection i
                        WHERE i.session_id = v.id AND i.status = 'completed'))
        ORDER BY v.starts_at, v.id), '[]')
      FROM session v
      JOIN resource r ON r.practice_id = v.practice_id AND r.id = v.room_id
      JOIN resource m ON m.practice_id = v.practice_id AND m.id = v.physician_id
     WHERE v.practice_id = s.practice_id AND v.series_id = s.id)) AS record
  FROM injection_series s
  JOIN patient p ON p.practice_id = s.practice_id AND p.id = s.patient_id
  JOIN condition c ON c.practice_id = s.practice_id AND c.id = s.condition_id
  JOIN procedure_type t ON t.practice_id = s.practice_id AND t.id = s.procedure_type_id
  JOIN resource f ON f.practice_id = s.practice_id AND f.id = s.physician_id`;

@Injectable()
export class SeriesRepository {
  async one(tx: Tx, id: string): Promise<SeriesRecord | undefined> {
    const [found] = await tx.query<{ record: SeriesRecord }>(`${record} WHERE s.id = $1`, [id]);
    return found?.record;
  }

  /** Every series of a patient, the latest first. */
  async ofPatient(tx: Tx, patientId: string): Promise<SeriesRecord[]> {
    const rows = await tx.query<{ record: SeriesRecord }>(
      `${record} WHERE s.patient_id = $1 ORDER BY s.opened_on DESC, s.id DESC`,
      [patientId],
    );
    return rows.map((row) => row.record);
  }

  /** The plan alone; `lock` keeps others from booking into it or changing it until the transaction ends. */
  async plan(tx: Tx, id: string, lock: boolean): Promise<SeriesPlan | undefined> {
    const [plan] = await tx.query<SeriesPlan>(
      `SELECT s.id, s.version, s.patient_id AS "patientId", s.procedure_type_id AS "procedureTypeId", s.physician_id AS "physicianId",
              s.side, s.purpose, s.target_symptom AS "targetSymptom", c.icd10, s.planned_count AS "plannedCount", s.minimum_interval_days AS "minimumIntervalDays",
              s.target_interval_days AS "targetIntervalDays", s.maximum_interval_days AS "maximumIntervalDays", s.sedation, s.gated, s.state
         FROM injection_series s JOIN condition c ON c.practice_id = s.practice_id AND c.id = s.condition_id
        WHERE s.id = $1 ${lock ? 'FOR UPDATE OF s' : ''}`,
      [id],
    );
    return plan;
  }

  /** The patient's series as far as they matter to another one. */
  others(tx: Tx, patientId: string): Promise<OtherSeries[]> {
    return tx.query<OtherSeries>(
      `SELECT s.id, t.code AS "procedureType", s.side, s.state
         FROM injection_series s JOIN procedure_type t ON t.practice_id = s.practice_id AND t.id = s.procedure_type_id
        WHERE s.patient_id = $1 ORDER BY s.id`,
      [patientId],
    );
  }

  async procedureCode(tx: Tx, procedureTypeId: string): Promise<string | undefined> {
    const [type] = await tx.query<{ code: string }>(
      `SELECT code FROM procedure_type WHERE id = $1 AND active`,
      [procedureTypeId],
    );
    return type?.code;
  }

  async isPhysician(tx: Tx, resourceId: string): Promise<boolean> {
    return (
      (await tx.query(`SELECT 1 FROM resource WHERE id = $1 AND kind = 'physician' AND active`, [resourceId]))
        .length > 0
    );
  }

  /** Sessions that are neither discharged, cancelled nor missed: their resources are held. */
  async standingSessions(tx: Tx, id: string): Promise<number> {
    const [row] = await tx.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM session WHERE series_id = $1 AND state NOT IN ('discharged','cancelled','no-show')`,
      [id],
    );
    return row?.count ?? 0;
  }

  async add(tx: Tx, columns: SeriesColumns): Promise<string> {
    const id = uuid();
    await tx.manager.insert(InjectionSeriesRow, { practiceId: tx.principal.practiceId, id, ...columns });
    return id;
  }

  /** The plan, locked, at the version that the caller read. */
  async planAt(tx: Tx, id: string, version: number): Promise<SeriesPlan> {
    const plan = await this.plan(tx, id, true);
    if (plan === undefined) throw notFound('series');
    if (plan.version !== version) throw stale('series', plan.version);
    return plan;
  }

  change(
    tx: Tx,
    id: string,
    version: number,
    changes: Partial<SeriesColumns & Pick<InjectionSeriesRow, 'endReason'>>,
  ): Promise<void> {
    return changeVersion(tx, InjectionSeriesRow, 'series', id, version, { ...changes, updatedAt: tx.now });
  }
}
