import { v7 as uuid } from 'uuid';
import { inPractice } from './given-care.js';
import type { TestApp } from './test-app.js';

/** What a series needs of a clinic, and no more: where, by whom and what. */
export interface GivenTreatment {
  readonly clinicId: string;
  readonly roomId: string;
  readonly physicianId: string;
  readonly procedureTypeId: string;
}

export async function givenTreatment(test: TestApp, practiceId: string): Promise<GivenTreatment> {
  const [clinicId, roomId, physicianId, procedureTypeId] = [uuid(), uuid(), uuid(), uuid()];
  await inPractice(test, practiceId, async (tx) => {
    await tx.query(
      `INSERT INTO clinic (practice_id, id, name, time_zone) VALUES ($1, $2, 'Midtown', 'America/New_York')`,
      [practiceId, clinicId],
    );
    await tx.query(
      `INSERT INTO resource (practice_id, id, kind, name, clinic_id)
       VALUES ($1, $2, 'room', 'Fluoro 1', $3), ($1, $4, 'physician', 'Dr. Ines Halloran', NULL)`,
      [practiceId, roomId, clinicId, physicianId],
    );
    await tx.query(
      `INSERT INTO procedure_type (practice_id, id, code, name, uses_xray, uses_contrast, duration_minutes)
       VALUES ($1, $2, 'LSB', 'Lumbar sympathetic block', true, true, 30)`,
      [practiceId, procedureTypeId],
    );
  });
  return { clinicId, roomId, physicianId, procedureTypeId };
}

export interface GivenVisit extends GivenTreatment {
  readonly patientId: string;
  readonly seriesId: string;
  readonly startsAt: string;
  readonly state: string;
  /** When the needle came out; absent: no injection is recorded. */
  readonly needleOutAt?: string;
}

/** A session as a row, without the holds that booking would take. */
export async function givenVisit(test: TestApp, practiceId: string, visit: GivenVisit): Promise<string> {
  const id = uuid();
  await inPractice(test, practiceId, async (tx) => {
    await tx.query(
      `INSERT INTO session (practice_id, id, clinic_id, series_id, patient_id, procedure_type_id, room_id, physician_id,
         starts_at, duration_minutes, sedation, state, cancel_reason)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 30, 'none', $10, CASE WHEN $10 = 'cancelled' THEN 'patient-request' END)`,
      [
        practiceId,
        id,
        visit.clinicId,
        visit.seriesId,
        visit.patientId,
        visit.procedureTypeId,
        visit.roomId,
        visit.physicianId,
        visit.startsAt,
        visit.state,
      ],
    );
    if (visit.needleOutAt === undefined) return;
    await tx.query(
      `INSERT INTO injection (practice_id, id, session_id, series_id, patient_id, side, status, levels, needle_out_at)
       VALUES ($1, $2, $3, $4, $5, 'left', 'completed', '{L2}', $6)`,
      [practiceId, uuid(), id, visit.seriesId, visit.patientId, visit.needleOutAt],
    );
  });
  return id;
}
