import { Injectable } from '@nestjs/common';
import type {
  RecordDischargeRequest,
  RecoveryReadingView,
  Sedation,
  SessionStateName,
  Side,
} from '@lull/contracts';
import {
  Temporal,
  type AfterCareFacts,
  type BloodThinner,
  type InjectionOfSteps,
  type Override,
  type RecoveryReading,
  type StepEntry,
} from '@lull/domain';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../../platform/database/database.js';
import { epochMs } from '../../platform/database/sql.js';
import { ProcedureStepRow } from './procedure-step.entity.js';
import { DischargeRow, RecoveryReadingRow } from './recovery.entity.js';

/** A step as it was written down. */
interface StepOfVisit extends StepEntry {
  readonly doneBy: string | null;
  readonly recordedBy: string | null;
  readonly recordedAt: number;
}

interface InjectionOfVisit extends InjectionOfSteps {
  readonly side: 'left' | 'right';
  readonly needleOutAt: number | null;
}

/** A reading without what is computed of it. */
type ReadingOfVisit = RecoveryReading &
  Pick<RecoveryReadingView, 'id' | 'note' | 'recordedBy' | 'recordedAt'>;

/** One visit with everything that was written down from the room to the way home. Instants are epoch milliseconds. */
export interface VisitOfRecovery {
  readonly sessionId: string;
  readonly patientId: string;
  readonly state: SessionStateName;
  readonly timeZone: string;
  readonly side: Side;
  readonly physicianName: string;
  readonly plannedSedation: Sedation;
  readonly usesXray: boolean;
  readonly start: number;
  readonly roomInAt: number | null;
  readonly roomOutAt: number | null;
  readonly lipidLocation: string | null;
  readonly steps: readonly StepOfVisit[];
  readonly injections: readonly InjectionOfVisit[];
  readonly readings: readonly ReadingOfVisit[];
  /** Of this stay in recovery: one from before a step that was taken back does not count. */
  readonly discharge: {
    readonly recordedAt: number;
    readonly recordedBy: string | null;
    readonly escortName: string | null;
    readonly escortRelation: string | null;
    readonly escortPresent: boolean;
    readonly afterCareTold: boolean;
    readonly saidBack: boolean | null;
    readonly note: string | null;
  } | null;
  /** What was set aside since recovery began. */
  readonly overrides: readonly Override[];
}

/** What the after-care is made of beside the visit. */
export interface AfterCareOfVisit extends Pick<AfterCareFacts, 'phone' | 'outOfHoursText' | 'diabetes'> {
  /** As the flags say. */
  readonly bloodThinner: Exclude<BloodThinner, 'decided'>;
  readonly patientName: string;
  readonly language: string;
  readonly clinicName: string;
}

const nameOf = (table: string): string =>
  `(SELECT m.name FROM member m WHERE m.practice_id = ${table}.practice_id AND m.id = ${table}.recorded_by)`;

/** Steps, readings and discharges of visits; the injections of a visit are read where outcomes keeps them. */
@Injectable()
export class RecoveryRepository {
  async visit(tx: Tx, sessionId: string): Promise<VisitOfRecovery | undefined> {
    const [row] = await tx.query<{ visit: VisitOfRecovery }>(
      `SELECT json_build_object(
         'sessionId', s.id, 'patientId', s.patient_id, 'state', s.state, 'timeZone', c.time_zone, 'side', i.side,
         'physicianName', r.name, 'plannedSedation', s.sedation, 'usesXray', t.uses_xray, 'start', ${epochMs('s.starts_at')},
         'roomInAt', ${epochMs('s.room_in_at')}, 'roomOutAt', ${epochMs('s.room_out_at')}, 'lipidLocation', c.lipid_location,
         'steps', (SELECT coalesce(json_agg(json_build_object('step', p.step, 'state', p.state, 'at', ${epochMs('p.done_at')},
              'reason', p.reason, 'doneBy', p.done_by, 'recordedBy', ${nameOf('p')}, 'recordedAt', ${epochMs('p.recorded_at')})), '[]')
            FROM (SELECT DISTINCT ON (step) * FROM procedure_step
                   WHERE practice_id = s.practice_id AND session_id = s.id ORDER BY step, recorded_at DESC, id DESC) p),
         'injections', (SELECT coalesce(json_agg(json_build_object('side', n.side, 'status', n.status, 'contrastUsed', n.contrast_used,
              'needleOutAt', ${epochMs('n.needle_out_at')},
              'drugs', (SELECT coalesce(json_agg(json_build_object('role', d.role)), '[]') FROM drug_administration d
                         WHERE d.practice_id = n.practice_id AND d.injection_id = n.id)) ORDER BY n.side), '[]')
            FROM injection n WHERE n.practice_id = s.practice_id AND n.session_id = s.id AND n.status <> 'entered-in-error'),
         'readings', (SELECT coalesce(json_agg(json_build_object('id', g.id, 'at', ${epochMs('g.at')}, 'aldrete', g.aldrete, 'padss', g.padss,
              'nrs', g.nrs, 'leftLegStrength', g.left_leg_strength, 'rightLegStrength', g.right_leg_strength,
              'standsSafely', g.stands_safely, 'leftFootC', g.left_foot_c, 'rightFootC', g.right_foot_c, 'effects', g.effects,
              'note', g.note, 'recordedBy', ${nameOf('g')}, 'recordedAt', ${epochMs('g.recorded_at')}) ORDER BY g.at DESC, g.id DESC), '[]')
            FROM recovery_reading g WHERE g.practice_id = s.practice_id AND g.session_id = s.id),
         'discharge', (SELECT json_build_object('recordedAt', ${epochMs('d.recorded_at')}, 'recordedBy', ${nameOf('d')},
              'escortName', d.escort_name, 'escortRelation', d.escort_relation, 'escortPresent', d.escort_present,
              'afterCareTold', d.after_care_told, 'saidBack', d.said_back, 'note', d.note)
            FROM discharge d WHERE d.practice_id = s.practice_id AND d.session_id = s.id AND d.recorded_at >= s.room_out_at
           ORDER BY d.recorded_at DESC, d.id DESC LIMIT 1),
         'overrides', (SELECT coalesce(json_agg(json_build_object('code', o.code, 'reason', o.reason) ORDER BY o.overridden_at DESC, o.id DESC), '[]')
            FROM session_override o WHERE o.practice_id = s.practice_id AND o.session_id = s.id AND o.overridden_at >= s.room_out_at)) AS visit
       FROM session s
       JOIN clinic c ON c.practice_id = s.practice_id AND c.id = s.clinic_id
       JOIN injection_series i ON i.practice_id = s.practice_id AND i.id = s.series_id
       JOIN procedure_type t ON t.practice_id = s.practice_id AND t.id = s.procedure_type_id
       JOIN resource r ON r.practice_id = s.practice_id AND r.id = s.physician_id
      WHERE s.practice_id = $1 AND s.id = $2`,
      [tx.principal.practiceId, sessionId],
    );
    return row?.visit;
  }

  /** Precondition: the session stands. */
  async afterCareOf(tx: Tx, sessionId: string): Promise<AfterCareOfVisit> {
    const flag = (kind: string, state: string): string =>
      `EXISTS (SELECT 1 FROM clinical_flag f WHERE f.practice_id = s.practice_id AND f.patient_id = s.patient_id
         AND f.active AND f.kind = '${kind}' AND f.state = '${state}')`;
    const [row] = await tx.query<AfterCareOfVisit>(
      `SELECT p.given_name || ' ' || p.family_name AS "patientName", p.language, c.name AS "clinicName", c.phone,
              c.out_of_hours_text AS "outOfHoursText", ${flag('diabetes', 'present')} AS diabetes,
              CASE WHEN ${flag('anticoagulant', 'present')} THEN 'taken' WHEN ${flag('anticoagulant', 'absent')} THEN 'none'
                   ELSE 'unknown' END AS "bloodThinner"
         FROM session s
         JOIN patient p ON p.practice_id = s.practice_id AND p.id = s.patient_id
         JOIN clinic c ON c.practice_id = s.practice_id AND c.id = s.clinic_id
        WHERE s.practice_id = $1 AND s.id = $2`,
      [tx.principal.practiceId, sessionId],
    );
    if (row === undefined) throw new Error('A session was read and is gone.');
    return row;
  }

  async insertSteps(
    tx: Tx,
    visit: VisitOfRecovery,
    steps: readonly (StepEntry & { readonly doneBy: string | null })[],
  ): Promise<void> {
    await tx.manager.insert(
      ProcedureStepRow,
      steps.map(({ step, state, at, reason, doneBy }) => ({
        ...rowOf(tx, visit),
        step,
        state,
        doneAt: at === null ? null : Temporal.Instant.fromEpochMilliseconds(at),
        doneBy,
        reason,
      })),
    );
  }

  async insertReading(
    tx: Tx,
    visit: VisitOfRecovery,
    { at, aldrete, padss, effects, ...measured }: RecoveryReading,
    note: string | null,
  ): Promise<void> {
    await tx.manager.insert(RecoveryReadingRow, {
      ...rowOf(tx, visit),
      ...measured,
      at: Temporal.Instant.fromEpochMilliseconds(at),
      aldrete: aldrete === null ? null : [...aldrete],
      padss: padss === null ? null : [...padss],
      effects: [...effects],
      note,
    });
  }

  async insertDischarge(
    tx: Tx,
    visit: VisitOfRecovery,
    { escort, afterCareTold, saidBack = false, note }: RecordDischargeRequest,
  ): Promise<void> {
    await tx.manager.insert(DischargeRow, {
      ...rowOf(tx, visit),
      escortName: escort?.name.trim() ?? null,
      escortRelation: escort?.relation.trim() ?? null,
      escortPresent: escort?.present ?? false,
      afterCareTold,
      saidBack,
      note: note ?? null,
    });
  }
}

function rowOf(tx: Tx, { sessionId, patientId }: VisitOfRecovery) {
  const { principal } = tx;
  return {
    practiceId: principal.practiceId,
    id: uuid(),
    sessionId,
    patientId,
    recordedBy: principal.kind === 'member' ? principal.memberId : null,
  };
}
