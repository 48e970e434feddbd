import { v7 as uuid } from 'uuid';
import { arranging, type GivenClinic } from './given-clinic.js';
import type { TestApp } from './test-app.js';

export interface GivenSeries {
  readonly seriesId: string;
  readonly patientId: string;
}

export interface SeriesWishes {
  readonly patientId?: string;
  readonly state?: 'proposed' | 'active' | 'paused';
  readonly minimumIntervalDays?: number;
  readonly gated?: boolean;
  readonly sedation?: 'none' | 'minimal' | 'moderate' | 'deep';
  readonly familyName?: string;
}

/** A patient (unless one is named) with a series at this clinic, just as much of both as booking looks at. */
export async function givenBookableSeries(
  test: TestApp,
  clinic: GivenClinic,
  wishes: SeriesWishes = {},
): Promise<GivenSeries> {
  const { practiceId } = clinic;
  const patientId = wishes.patientId ?? uuid();
  const [conditionId, seriesId] = [uuid(), uuid()];
  return test.door.run(arranging(practiceId), async (tx) => {
    if (wishes.patientId === undefined) {
      const family = wishes.familyName ?? 'Nuñez';
      await tx.query(
        `INSERT INTO patient (practice_id, id, mrn, family_name, given_name, search_name, birth_date, sex_at_birth)
         VALUES ($1, $2, $3, $4, 'Ada', $5, '1970-05-17', 'female')`,
        [practiceId, patientId, `MP${patientId.slice(-12)}`, family, `${family.toLowerCase()} ada`],
      );
      await tx.query(
        `INSERT INTO resource (practice_id, id, kind, name, patient_id) VALUES ($1, $2, 'patient', 'patient', $2)`,
        [practiceId, patientId],
      );
    }
    await tx.query(
      `INSERT INTO condition (practice_id, id, patient_id, label, icd10, side) VALUES ($1, $2, $3, 'CRPS', 'G90.522', 'left')`,
      [practiceId, conditionId, patientId],
    );
    await tx.query(
      `INSERT INTO injection_series (practice_id, id, patient_id, condition_id, procedure_type_id, physician_id, side, purpose,
         planned_count, minimum_interval_days, target_interval_days, maximum_interval_days, sedation, gated, state, opened_on)
       VALUES ($1, $2, $3, $4, $5, $6, 'left', 'therapeutic', 6, $7, 21, 56, $8, $9, $10, current_date)`,
      [
        practiceId,
        seriesId,
        patientId,
        conditionId,
        clinic.procedureTypeId,
        clinic.physicians[0],
        wishes.minimumIntervalDays ?? 7,
        wishes.sedation ?? 'none',
        wishes.gated ?? true,
        wishes.state ?? 'active',
      ],
    );
    return { seriesId, patientId };
  });
}
