/** Why a civil date, a wall time or a zone cannot be turned into an instant, and why a stamp is not taken. */
export const timeRefusalCodes = [
  'time.local-time-does-not-exist',
  'time.local-time-ambiguous',
  'time.wall-time-malformed',
  'time.zone-unknown',
  'time.stamp-in-future',
  'time.stamp-unexplained',
] as const;
