export const sides = ['left', 'right', 'both'] as const;
export type Side = (typeof sides)[number];

export const purposes = ['diagnostic', 'therapeutic', 'pre-surgical'] as const;
export type Purpose = (typeof purposes)[number];

export const sedationLevels = ['none', 'minimal', 'moderate', 'deep'] as const;
export type Sedation = (typeof sedationLevels)[number];

export const seriesStates = ['proposed', 'active', 'paused', 'completed', 'stopped'] as const;
export type SeriesStateName = (typeof seriesStates)[number];

export const sessionStates = [
  'tentative',
  'booked',
  'confirmed',
  'arrived',
  'preparing',
  'in-room',
  'recovering',
  'discharged',
  'cancelled',
  'no-show',
] as const;
export type SessionStateName = (typeof sessionStates)[number];

export const resourceKinds = [
  'physician',
  'room',
  'c-arm',
  'sedation-nurse',
  'recovery-bay',
  'patient',
] as const;
export type ResourceKindName = (typeof resourceKinds)[number];
