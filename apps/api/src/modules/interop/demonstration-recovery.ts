import { minuteMs, procedureSteps, type ProcedureStep } from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';
import { epochMs, instant } from '../../platform/database/sql.js';
import { chanceOf } from './brought-forward.js';

/** Today and the days before it that a visitor looks at. */
const daysBack = 3;

interface LeftRoom {
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

/**
 * What was written down of the visits that have left the room: the steps, the readings of recovery and the way home,
 * by the session's reference, so that the demonstration is the same on every machine. All of it is synthetic.
 */
export async function recoverDemonstration(tx: Tx, nurse: string): Promise<void> {
  const { practiceId } = tx.principal;
  await tx.query(
    `UPDATE clinic SET lipid_location = 'red trolley in the corridor, drawer 2' WHERE practice_id = $1`,
    [practiceId],
  );
  const visits = await tx.query<LeftRoom>(
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
    [practiceId, daysBack],
  );
  const now = tx.now.epochMilliseconds;
  await tx.query(
    `INSERT INTO procedure_step (practice_id, id, session_id, patient_id, step, state, done_at, done_by, recorded_by, recorded_at)
     SELECT $1, gen_random_uuid(), x."sessionId", x."patientId", x.step, x.state, ${instant('x."doneAt"')}, x."doneBy", $2, ${instant('x."recordedAt"')}
       FROM jsonb_to_recordset($3::jsonb) AS x ("sessionId" uuid, "patientId" uuid, step text, state text, "doneAt" float8, "doneBy" text, "recordedAt" float8)`,
    [practiceId, nurse, JSON.stringify(visits.flatMap(stepsOf))],
  );
  await tx.query(
    `INSERT INTO recovery_reading (practice_id, id, session_id, patient_id, at, aldrete, nrs, left_leg_strength, right_leg_strength,
       stands_safely, left_foot_c, right_foot_c, effects, recorded_by, recorded_at)
     SELECT $1, gen_random_uuid(), x."sessionId", x."patientId", ${instant('x.at')},
            CASE WHEN x.sedated THEN ARRAY[2, 2, 2, x.awake, 2] END, x.nrs, 5, x.strength, x.stands, x.left, x.right,
            CASE WHEN x.stands THEN ARRAY['warm-leg'] ELSE ARRAY['warm-leg', 'numb-leg'] END, $2, ${instant('x.at')}
       FROM jsonb_to_recordset($3::jsonb) AS x ("sessionId" uuid, "patientId" uuid, at float8, sedated boolean, awake int, nrs int,
            strength int, stands boolean, "left" numeric, "right" numeric)`,
    [practiceId, nurse, JSON.stringify(visits.flatMap((visit) => readingsOf(visit, now)))],
  );
  await tx.query(
    `INSERT INTO discharge (practice_id, id, session_id, patient_id, escort_name, escort_relation, escort_present, after_care_told,
       recorded_by, recorded_at)
     SELECT $1, gen_random_uuid(), x."sessionId", x."patientId", x.name, x.relation, x.name IS NOT NULL, true, $2, ${instant('x.at')}
       FROM jsonb_to_recordset($3::jsonb) AS x ("sessionId" uuid, "patientId" uuid, name text, relation text, at float8)`,
    [practiceId, nurse, JSON.stringify(visits.flatMap(dischargeOf))],
  );
}

const byPhysician: readonly ProcedureStep[] = ['needle-guided', 'contrast', 'local-anaesthetic', 'steroid'];

function stepsOf(visit: LeftRoom) {
  const { sessionId, patientId, reference, sedated, roomInAt, roomOutAt } = visit;
  const steroid = visit.steroid ?? chanceOf(`steroid ${reference}`) < 0.5;
  return procedureSteps.map((step, index) => {
    const done = step === 'steroid' ? steroid : step !== 'iv-sedative' || sedated;
    const at = roomInAt + Math.round(((roomOutAt - roomInAt) * (index + 1)) / (procedureSteps.length + 2));
    return {
      sessionId,
      patientId,
      step,
      state: done ? 'done' : 'not-applicable',
      doneAt: done ? at : null,
      doneBy: done && byPhysician.includes(step) ? visit.physicianName : null,
      recordedAt: at,
    };
  });
}

function readingsOf(
  { sessionId, patientId, reference, sedated, roomOutAt, dischargedAt }: LeftRoom,
  now: number,
) {
  const until = Math.min(now, dischargedAt ?? now);
  const chance = chanceOf(`recovery ${reference}`);
  const minutes = sedated ? [1, 11, 21, 31] : [1, 21];
  return minutes
    .map((minute, index) => ({
      sessionId,
      patientId,
      at: roomOutAt + minute * minuteMs,
      sedated,
      awake: index === 0 ? 1 : 2,
      nrs: Math.round(chance * 3) + (index === 0 ? 1 : 0),
      strength: index === 0 ? 4 : 5,
      stands: index > 0,
      left: Math.round((33 + chance * 2 + index / 4) * 10) / 10,
      right: Math.round((29 + chance + index / 10) * 10) / 10,
    }))
    .filter(({ at }) => at <= until);
}

function dischargeOf({ sessionId, patientId, reference, sedated, dischargedAt }: LeftRoom) {
  if (dischargedAt === null) return [];
  const escorts = [
    ['Sam Lee', 'husband'],
    ['Noor Haddad', 'sister'],
    ['Grete Lind', 'neighbour'],
    ['Tom Okafor', 'son'],
    ['Mia Castell', 'friend'],
  ] as const;
  const [name, relation] =
    escorts[Math.floor(chanceOf(`escort ${reference}`) * escorts.length)] ?? escorts[0];
  const accompanied = sedated || chanceOf(`accompanied ${reference}`) < 0.5;
  return [
    {
      sessionId,
      patientId,
      name: accompanied ? name : null,
      relation: accompanied ? relation : null,
      at: dischargedAt,
    },
  ];
}
