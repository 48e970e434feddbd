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
