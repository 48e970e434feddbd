/**
 * For how long relief lasts as a rule, in whole days: shown beside a course as what is typical, never as a promise and
 * never put into a figure. Ours (D), after the leaflet: a few days to several weeks (clinical reference, S26).
 */
export const typicalRelief = {
  version: '1',
  author: 'Lull defaults, to be confirmed by a physician of the clinic',
  effectiveFrom: '2026-01-01',
  fromDays: 2,
  toDays: 42,
} as const;
