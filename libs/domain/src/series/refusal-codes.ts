/** Why a series cannot be planned so, or cannot take one more session on that day. */
export const seriesRefusalCodes = [
  'series.not-active',
  'series.patient-died',
  'series.interval-too-short',
  'series.interval-below-floor',
  'series.outside-authorisation',
  'series.planned-count-too-small',
  'series.intervals-inconsistent',
  'series.side-missing',
  'series.side-disagrees-with-diagnosis',
  'series.step-not-allowed',
  'series.end-reason-missing',
  'series.end-reason-unwanted',
  'series.sessions-still-booked',
  'series.ended',
  'series.decision-before-acceptance',
  'series.decision-outdated',
  'series.nothing-to-decide',
  'series.change-names-nothing',
  'series.change-not-meant',
  'series.no-decision-to-undo',
  'series.decision-final',
] as const;

/** What deserves a look, though the series or session may stand. */
export const seriesAdvisoryCodes = [
  'series.interval-too-long',
  'series.beyond-planned-count',
  'series.target-already-open',
  'series.non-response-repeated',
  'series.no-lengthening',
  'series.gap-too-long',
  'series.review-due',
] as const;
