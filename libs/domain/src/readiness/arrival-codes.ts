/**
 * Why an arrival is not written down as given. A code that begins with `arrival.answer-` says that an answer itself
 * cannot be true; the others, that it does not fit what stands.
 */
export const arrivalRefusalCodes = [
  'arrival.patient-not-there',
  'arrival.name-disagrees',
  'arrival.birth-date-disagrees',
  'arrival.namesake-not-told-apart',
  'arrival.recorded-meanwhile',
  'arrival.answer-in-future',
  'arrival.answer-too-long-ago',
  'arrival.answer-escort-unnamed',
  'arrival.answer-change-unexplained',
] as const;
