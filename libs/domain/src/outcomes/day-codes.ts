/** Why vital signs are not written down as given. */
export const vitalSignsRefusalCodes = [
  'outcomes.vitals-patient-not-there',
  'outcomes.vitals-nothing-measured',
  'outcomes.vitals-implausible',
  'outcomes.vitals-pressure-incomplete',
  'outcomes.vitals-pressure-reversed',
  'outcomes.vitals-change-unexplained',
  'outcomes.vitals-recorded-meanwhile',
] as const;

/** Why a time-out does not stand, or an injection without one. */
export const timeOutRefusalCodes = [
  'outcomes.time-out-not-in-room',
  'outcomes.time-out-item-open',
  'outcomes.time-out-level-missing',
  'outcomes.time-out-side-disagrees',
  'outcomes.time-out-levels-disagree',
  'outcomes.time-out-same-member',
  'outcomes.time-out-completed-already',
  'outcomes.time-out-nothing-to-withdraw',
  'outcomes.time-out-missing',
] as const;
