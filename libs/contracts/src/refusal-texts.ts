import type { RefusalCode } from '@lull/domain';
import { outcomesRefusalTexts } from './outcome-texts.js';
import { say, type ProblemText } from './problem-text.js';

/** What a scheduler reads when a rule says no. A missing text for a code is a compile error. */
export const refusalTexts: Readonly<Record<RefusalCode, ProblemText>> = {
  'time.local-time-does-not-exist': say('This time does not exist', 'The clocks go forward then. Choose a time before or after the gap.'),
  'time.local-time-ambiguous': say('This time comes twice', 'The clocks go back then. Say whether the first or the second is meant.'),
  'time.wall-time-malformed': say('Not a time', 'Write a date and a time such as 2026-12-01T08:30.'),
  'time.zone-unknown': say('Unknown time zone', 'Choose an IANA time zone such as America/New_York.'),
  'patients.birth-date-not-a-date': say('Not a date', 'This birth date is not in the calendar.'),
  'patients.birth-date-in-future': say('Birth date in the future', 'The birth date lies in the future.'),
  'patients.birth-date-too-early': say('Birth date too early', 'The birth date lies before 1900.'),
  'patients.weight-out-of-range': say('Weight not plausible', 'Enter a weight in kilograms that a person can have.'),
  'patients.phone-not-e164': say('Not a telephone number', 'Write the number with its country code, such as +15551234567.'),
  'patients.allergies-listed-without-substance': say('Which allergy?', 'Name the substance, or choose "none known".'),
  'scheduling.resource-busy': say('Taken', (f) => `${f['resourceName'] ?? 'A resource'} is taken at that time.`),
  'scheduling.none-free': say('None free', (f) => `No ${f['resourceKind'] ?? 'resource'} is free at that time.`),
  'scheduling.patient-busy': say('The patient has another session', 'The patient is booked elsewhere at that time.'),
  'scheduling.outside-opening-hours': say('Clinic not open', 'The visit would lie outside the opening hours.'),
  'scheduling.clinic-closed': say('Clinic closed', 'The clinic is closed at that time.'),
  'scheduling.outside-block-time': say('Outside block time', 'The physician has no block time in this room then.'),
  'scheduling.block-time-of-another': say("Another physician's block time", 'The room belongs to another physician then.'),
  'scheduling.procedure-type-not-allowed': say('Procedure not allowed here', 'This block time does not allow the procedure.'),
  'scheduling.in-the-past': say('In the past', 'A session cannot begin in the past.'),
  'scheduling.duration-out-of-range': say('Length not possible', 'Choose a length from 5 minutes to 8 hours.'),
  'scheduling.session-step-not-allowed': say('Not from here', 'The session cannot take this step from where it stands.'),
  'series.not-active': say('Series not active', 'Only an active series can be booked.'),
  'series.interval-too-short': say('Too soon', 'The interval to the neighbouring session is shorter than the series allows.'),
  'series.interval-below-floor': say('Much too soon', 'The interval is below the floor that no override may pass.'),
  'series.limit-reached': say('Limit reached', 'The series has reached its limit of sessions.'),
  'series.planned-count-too-small': say('At least two', 'A series has at least two planned injections.'),
  'series.intervals-inconsistent': say('Intervals disagree', 'The minimum must not exceed the target, nor the target the maximum.'),
  'series.side-missing': say('Which side?', 'Choose the side. It is never filled in for you.'),
  'series.side-disagrees-with-diagnosis': say('Sides disagree', 'The diagnosis code names another side than the series.'),
  'series.step-not-allowed': say('Not from here', 'The series cannot take this step from where it stands.'),
  ...outcomesRefusalTexts,
};
