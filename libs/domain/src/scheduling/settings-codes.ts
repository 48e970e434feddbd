/** Why a clinic's own arrangement cannot be as somebody wants it. */
export const settingsRefusalCodes = [
  'settings.hours-backwards',
  'settings.hours-overlap',
  'settings.zone-settled',
  'settings.clinic-name-taken',
  'settings.closure-over-sessions',
  'settings.closure-stands-already',
  'settings.calendar-unreadable',
] as const;
