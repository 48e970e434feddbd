/** Why a session cannot be booked, moved, changed or cancelled as asked. */
export const schedulingRefusalCodes = [
  'scheduling.resource-busy',
  'scheduling.none-free',
  'scheduling.patient-busy',
  'scheduling.outside-opening-hours',
  'scheduling.clinic-closed',
  'scheduling.outside-block-time',
  'scheduling.block-time-of-another',
  'scheduling.procedure-type-not-allowed',
  'scheduling.physician-day-full',
  'scheduling.sedations-day-full',
  'scheduling.in-the-past',
  'scheduling.duration-out-of-range',
  'scheduling.session-step-not-allowed',
] as const;

/** What a scheduler should know about a session that may be booked all the same. */
export const schedulingAdvisoryCodes = [
  'scheduling.tentative-until-decision',
  'scheduling.later-sessions-wait-for-this-one',
] as const;
