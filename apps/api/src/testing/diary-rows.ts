import type { TestApp } from './test-app.js';

/** The questionnaires that a patient answered. */
export function instrumentsOf(test: TestApp, patientId: string) {
  return test.database.rows<{ instrument: string; items: number[]; score: number }>(
    `SELECT instrument, items, score::float8 AS score FROM instrument_score WHERE patient_id = $1 ORDER BY instrument`,
    [patientId],
  );
}

/** The symptoms that a patient reported. */
export function reportsOf(test: TestApp, patientId: string) {
  return test.database.rows<{ symptoms: string[]; triage: string; task_id: string | null }>(
    `SELECT symptoms, triage, task_id FROM symptom_report WHERE patient_id = $1 ORDER BY created_at`,
    [patientId],
  );
}
