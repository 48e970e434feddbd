import { searchName, type SeriesState, type Side } from '@lull/domain';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../platform/database/database.js';
import type { TestApp } from './test-app.js';

/** Runs `body` as the demonstration's own loader, so that the triggers know the practice. */
export function inPractice<T>(test: TestApp, practiceId: string, body: (tx: Tx) => Promise<T>): Promise<T> {
  return test.door.run({ kind: 'system', practiceId, purpose: 'demonstration' }, body);
}

export interface GivenPatient {
  readonly id: string;
  readonly mrn: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly birthDate: string;
}

/** A patient with the resource that sessions of theirs hold. */
export async function givenPatient(
  test: TestApp,
  practiceId: string,
  changes: Partial<GivenPatient> = {},
): Promise<GivenPatient> {
  const id = changes.id ?? uuid();
  const patient = {
    id,
    mrn: `MRN-${id.slice(-8)}`,
    familyName: 'Archer',
    givenName: 'Jane',
    birthDate: '1966-04-11',
    ...changes,
  };
  await inPractice(test, practiceId, async (tx) => {
    await tx.query(
      `INSERT INTO patient (practice_id, id, mrn, family_name, given_name, search_name, birth_date, sex_at_birth)
       VALUES ($1, $2, $3, $4, $5, $6, $7, 'female')`,
      [
        practiceId,
        id,
        patient.mrn,
        patient.familyName,
        patient.givenName,
        searchName(patient.familyName, patient.givenName),
        patient.birthDate,
      ],
    );
    await tx.query(
      `INSERT INTO resource (practice_id, id, kind, name, patient_id) VALUES ($1, $2, 'patient', $3, $2)`,
      [practiceId, id, `${patient.familyName}, ${patient.givenName}`],
    );
  });
  return patient;
}

export interface GivenFlag {
  readonly kind: string;
  readonly state: string;
  readonly substance?: string;
}

export async function givenClinicalFlag(
  test: TestApp,
  practiceId: string,
  patientId: string,
  flag: GivenFlag,
): Promise<string> {
  const id = uuid();
  await inPractice(test, practiceId, (tx) =>
    tx.query(
      `INSERT INTO clinical_flag (practice_id, id, patient_id, kind, state, substance) VALUES ($1, $2, $3, $4, $5, $6)`,
      [practiceId, id, patientId, flag.kind, flag.state, flag.substance ?? null],
    ),
  );
  return id;
}

export interface GivenSeries {
  readonly patientId: string;
  readonly procedureTypeId: string;
  /** The physician's resource. */
  readonly physicianId: string;
  readonly side: Side;
  readonly icd10: string;
  readonly plannedCount: number;
  readonly minimumIntervalDays: number;
  readonly targetIntervalDays: number;
  readonly maximumIntervalDays: number;
  readonly sedation: 'none' | 'minimal' | 'moderate' | 'deep';
  readonly gated: boolean;
  readonly state: SeriesState;
}

/** A series of four, 7 to 28 days apart, on the left, active; `changes` must say whose, what and by whom. */
export async function givenSeries(
  test: TestApp,
  practiceId: string,
  changes: Pick<GivenSeries, 'patientId' | 'procedureTypeId' | 'physicianId'> & Partial<GivenSeries>,
): Promise<string> {
  const [id, conditionId] = [uuid(), uuid()];
  const series: GivenSeries = {
    side: 'left',
    icd10: 'G90.522',
    plannedCount: 4,
    minimumIntervalDays: 7,
    targetIntervalDays: 14,
    maximumIntervalDays: 28,
    sedation: 'none',
    gated: true,
    state: 'active',
    ...changes,
  };
  await inPractice(test, practiceId, async (tx) => {
    await tx.query(
      `INSERT INTO condition (practice_id, id, patient_id, label, icd10, side) VALUES ($1, $2, $3, 'CRPS', $4, NULL)`,
      [practiceId, conditionId, series.patientId, series.icd10],
    );
    await tx.query(
      `INSERT INTO injection_series (practice_id, id, patient_id, condition_id, procedure_type_id, physician_id, side, purpose,
         planned_count, minimum_interval_days, target_interval_days, maximum_interval_days, sedation, gated, state, end_reason, opened_on)
       VALUES ($1, $2, $3, $4, $5, $6, $7, 'therapeutic', $8, $9, $10, $11, $12, $13, $14, $15, DATE '2026-01-05')`,
      [
        practiceId,
        id,
        series.patientId,
        conditionId,
        series.procedureTypeId,
        series.physicianId,
        series.side,
        series.plannedCount,
        series.minimumIntervalDays,
        series.targetIntervalDays,
        series.maximumIntervalDays,
        series.sedation,
        series.gated,
        series.state,
        series.state === 'stopped' ? 'patient-choice' : null,
      ],
    );
  });
  return id;
}
