/** Why a patient's particulars cannot be true. */
export const patientRefusalCodes = [
  'patients.birth-date-not-a-date',
  'patients.birth-date-in-future',
  'patients.birth-date-too-early',
  'patients.weight-out-of-range',
  'patients.phone-not-e164',
  'patients.allergies-listed-without-substance',
  'patients.birth-date-unclear',
  'patients.flag-state-of-another-kind',
  'patients.flag-contradicts-finding',
  'patients.mrn-taken',
  'patients.likely-duplicate',
] as const;

/** Why two records of one person cannot be joined, or not parted again. */
export const mergeRefusalCodes = [
  'merge.same-record',
  'merge.joined-already',
  'merge.visit-under-way',
  'merge.times-meet',
  'merge.diaries-meet',
  'merge.conflict-not-settled',
  'merge.conflict-of-treatment',
  'merge.taken-back-already',
  'merge.kept-was-joined',
  'merge.rows-since',
  'merge.flags-since',
  'merge.record-closed',
] as const;
export type MergeRefusalCode = (typeof mergeRefusalCodes)[number];
