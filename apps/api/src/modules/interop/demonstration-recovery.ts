import { minuteMs, procedureSteps, type ProcedureStep } from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';
import { chanceOf } from './brought-forward.js';
import {
  DemonstrationRecoveryRepository,
  type DischargeTold,
  type LeftRoom,
  type ReadingTold,
  type StepTold,
} from './demonstration-recovery.repository.js';

/** Today and the days before it that a visitor looks at. */
const daysBack = 3;

/**
 * What was written down of the visits that have left the room: the steps, the readings of recovery and the way home,
 * by the session's reference, so that the demonstration is the same on every machine. All of it is synthetic.
 */
export async function recoverDemonstration(tx: Tx, nurse: string): Promise<void> {
  const told = new DemonstrationRecoveryRepository();
  await told.sayWhereLipidIs(tx);
  const visits = await told.leftRoom(tx, daysBack);
  await told.tellSteps(tx, nurse, visits.flatMap(stepsOf));
  const now = tx.now.epochMilliseconds;
  await told.tellReadings(
    tx,
    nurse,
    visits.flatMap((visit) => readingsOf(visit, now)),
  );
  await told.tellDischarges(tx, nurse, visits.flatMap(dischargeOf));
}

const byPhysician: readonly ProcedureStep[] = ['needle-guided', 'contrast', 'local-anaesthetic', 'steroid'];

function stepsOf(visit: LeftRoom): StepTold[] {
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
): ReadingTold[] {
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

function dischargeOf({ sessionId, patientId, reference, sedated, dischargedAt }: LeftRoom): DischargeTold[] {
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
