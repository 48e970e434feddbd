import { Injectable } from '@nestjs/common';
import type { ProcedureStep } from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';
import { epochMs, instant } from '../../platform/database/sql.js';

/** A visit of the demonstration whose patient has left the room. Instants are epoch milliseconds. */
export interface LeftRoom {
  readonly sessionId: string;
  readonly reference: string;
  readonly patientId: string;
  readonly sedated: boolean;
  readonly physicianName: string;
  readonly roomInAt: number;
  readonly roomOutAt: number;
  readonly dischargedAt: number | null;
  /** As the record of the injection has it; null: there is none yet. */
  readonly steroid: boolean | null;
}

interface OfVisit {
  readonly sessionId: string;
  readonly patientId: string;
}

export interface StepTold extends OfVisit {
  readonly step: ProcedureStep;
  readonly state: 'done' | 'not-applicable';
  readonly doneAt: number | null;
  readonly doneBy: string | null;
  readonly recordedAt: number;
}

export interface ReadingTold extends OfVisit {
  readonly at: number;
  readonly sedated: boolean;
  readonly awake: number;
  readonly nrs: number;
  readonly strength: number;
  readonly stands: boolean;
  readonly left: number;
  readonly right: number;
}

export interface DischargeTold extends OfVisit {
  readonly name: string | null;
  readonly relation: string | null;
  readonly at: number;
}

/** What the demonstration tells of visits after the needle, through the tables of the product. */
@Injectable()
export class DemonstrationRecoveryRepository {
  async sayWhereLipidIs(tx: Tx): Promise<void> {
    await tx.query(
      `UPDATE clinic SET lipid_location = 'red trolley in the corridor, drawer 2' WHERE practice_id = $1`,
      [tx.principal.practiceId],
    );
  }

  /** Of the last days. */
  leftRoom(tx: Tx, daysBack: number): Promise<LeftRoom[]> {
    return tx.query<LeftRoom>(
      `SELECT s.id AS "sessionId", s.reference, s.patient_id AS "patientId", s.sedation <> 'none' AS sedated, r.name AS "physicianName",
            (${epochMs('s.room_in_at')})::float8 AS "roomInAt", (${epochMs('s.room_out_at')})::float8 AS "roomOutAt",
            (${epochMs('s.discharged_at')})::float8 AS "dischargedAt",
            (SELECT bool_or(d.role = 'steroid') FROM injection i JOIN drug_administration d
                ON d.practice_id = i.practice_id AND d.injection_id = i.id
              WHERE i.practice_id = s.practice_id AND i.session_id = s.id) AS steroid
       FROM session s JOIN resource r ON r.practice_id = s.practice_id AND r.id = s.physician_id
      WHERE s.practice_id = $1 AND s.state IN ('recovering', 'discharged') AND s.reference IS NOT NULL
        AND s.room_in_at IS NOT NULL AND s.room_out_at > now() - make_interval(days => $2)
      ORDER BY s.starts_at, s.id`,
      [tx.principal.practiceId, daysBack],
    );
  }

  async tellSteps(tx: Tx, nurse: string, told: readonly StepTold[]): Promise<void> {
    await tx.query(
      `INSERT INTO procedure_step (practice_id, id, session_id, patient_id, step, state, done_at, done_by, recorded_by, recorded_at)
     SELECT $1, gen_random_uuid(), x."sessionId", x."patientId", x.step, x.state, ${instant('x."doneAt"')}, x."doneBy", $2, ${instant('x."recordedAt"')}
       FROM jsonb_to_recordset($3::jsonb) AS x ("sessionId" uuid, "patientId" uuid, step text, state text, "doneAt" float8, "doneBy" text, "recordedAt" float8)`,
      [tx.principal.practiceId, nurse, JSON.stringify(told)],
    );
  }

  async tellReadings(tx: Tx, nurse: string, told: readonly ReadingTold[]): Promise<void> {
    await tx.query(
      `INSERT INTO recovery_reading (practice_id, id, session_id, patient_id, at, aldrete, nrs, left_leg_strength, right_leg_strength,
       stands_safely, left_foot_c, right_foot_c, effects, recorded_by, recorded_at)
     SELECT $1, gen_random_uuid(), x."sessionId", x."patientId", ${instant('x.at')},
            CASE WHEN x.sedated THEN ARRAY[2, 2, 2, x.awake, 2] END, x.nrs, 5, x.strength, x.stands, x.left, x.right,
            CASE WHEN x.stands THEN ARRAY['warm-leg'] ELSE ARRAY['warm-leg', 'numb-leg'] END, $2, ${instant('x.at')}
       FROM jsonb_to_recordset($3::jsonb) AS x ("sessionId" uuid, "patientId" uuid, at float8, sedated boolean, awake int, nrs int,
            strength int, stands boolean, "left" numeric, "right" numeric)`,
      [tx.principal.practiceId, nurse, JSON.stringify(told)],
    );
  }

  async tellDischarges(tx: Tx, nurse: string, told: readonly DischargeTold[]): Promise<void> {
    await tx.query(
      `INSERT INTO discharge (practice_id, id, session_id, patient_id, escort_name, escort_relation, escort_present, after_care_told,
       said_back, recorded_by, recorded_at)
     SELECT $1, gen_random_uuid(), x."sessionId", x."patientId", x.name, x.relation, x.name IS NOT NULL, true, true, $2, ${instant('x.at')}
       FROM jsonb_to_recordset($3::jsonb) AS x ("sessionId" uuid, "patientId" uuid, name text, relation text, at float8)`,
      [tx.principal.practiceId, nurse, JSON.stringify(told)],
    );
  }
}
