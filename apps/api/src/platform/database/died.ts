/**
 * Whether a patient is reported to have died: `death_reported_at` (migration 034), asked only of the few with a series
 * that was stopped so, because a board asks it of every session. Both are expressions of ours.
 */
export const patientDied = (practiceId: string, patientId: string): string => `(EXISTS (
  SELECT 1 FROM injection_series dead WHERE dead.practice_id = ${practiceId} AND dead.patient_id = ${patientId}
     AND dead.state = 'stopped' AND dead.end_reason = 'deceased')
  AND death_reported_at(${practiceId}, ${patientId}) IS NOT NULL)`;
