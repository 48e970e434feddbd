/** Why a session cannot be booked, moved, changed or cancelled as asked. */
export const schedulingRefusalCodes = [
  'scheduling.resource-busy',
  'scheduling.none-free',
  'scheduling.resource-unqualified',
  'scheduling.patient-busy',
  'scheduling.resource-held',
  'scheduling.held-time-over',
  'scheduling.outside-opening-hours',
  'scheduling.clinic-closed',
  'scheduling.outside-block-time',
  'scheduling.block-time-of-another',
  'scheduling.procedure-type-not-allowed',
  'scheduling.physician-day-full',
  'scheduling.sedations-day-full',
  'scheduling.block-time-full',
  'scheduling.block-time-impossible',
  'scheduling.block-time-overlaps',
  'scheduling.block-time-not-on-date',
  'scheduling.block-time-over',
  'scheduling.block-time-released-already',
  'scheduling.block-time-not-released',
  'scheduling.block-time-refilled',
  'scheduling.session-to-rehouse',
  'scheduling.in-the-past',
  'scheduling.duration-out-of-range',
  'scheduling.session-step-not-allowed',
  'scheduling.not-cancelled',
  'scheduling.cancellation-final',
  'scheduling.session-step-too-early',
  'scheduling.no-step-to-take-back',
  'scheduling.injection-recorded-since',
] as const;

/** What a scheduler should know about a session that may be booked all the same. */
export const schedulingAdvisoryCodes = [
  'scheduling.tentative-until-decision',
  'scheduling.later-sessions-wait-for-this-one',
] as const;
