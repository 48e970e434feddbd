import { cancellationGraceSeconds, dayText, type RefusalCode } from '@lull/domain';
import { messagesRefusalTexts } from './message-texts.js';
import { memberRefusalTexts } from './member-texts.js';
import { dayRefusalTexts } from './day-texts.js';
import { decisionRefusalTexts } from './decision-texts.js';
import { ledgerRefusalTexts } from './ledger-texts.js';
import { mergeRefusalTexts } from './merge-texts.js';
import { outcomesRefusalTexts } from './outcome-texts.js';
import { recoveryRefusalTexts } from './recovery-texts.js';
import { waitlistRefusalTexts } from './waitlist-texts.js';
import { day, daysApart, heldWords, moment, outsideHours, span } from './fact-words.js';
import { kindWords } from './kind-words.js';
import { intakeWord } from './intake-words.js';
import type { ProblemFacts } from './problem-codes.js';
import { say, type ProblemText } from './problem-text.js';
import { policyRefusalTexts } from './policy-texts.js';
import { profileRefusalTexts } from './profile-texts.js';
import { readinessRefusalTexts } from './readiness-texts.js';
import { settingsRefusalTexts } from './settings-texts.js';

const stageWords: Readonly<Record<string, string>> = {
  prepare: 'to prepare in',
  procedure: 'for the procedure',
  turnover: 'for the turnover',
  recover: 'to recover in',
};

/** `No C-arm is free for the procedure from 08:00 to 08:30 on Mon 23 Nov.` */
function noneFree(f: ProblemFacts): string {
  const [one, many] = kindWords[String(f['resourceKind'])] ?? ['resource', 'resources'];
  const free = Number(f['free']);
  const found = free === 0 ? `No ${one} is` : `Only ${free} ${free === 1 ? `${one} is` : `${many} are`}`;
  const wanted = Number(f['wanted']) > 1 ? `; ${f['wanted']} are needed` : '';
  return `${found} free ${stageWords[String(f['stage'])] ?? 'for the visit'}${span(f, 'from', 'until')}${wanted}.`;
}

const because = (f: ProblemFacts): string => (f['cause'] === 'closure' ? ' (closed)' : '');

/** What a scheduler reads when a rule says no. A missing text for a code is a compile error. */
export const refusalTexts: Readonly<Record<RefusalCode, ProblemText>> = {
  'time.local-time-does-not-exist': say(
    'This time does not exist',
    'The clocks go forward then. Choose a time before or after the gap.',
  ),
  'time.local-time-ambiguous': say(
    'This time comes twice',
    'The clocks go back then. Say whether the first or the second is meant.',
  ),
  'time.wall-time-malformed': say('Not a time', 'Write a date and a time such as 2026-12-01T08:30.'),
  'time.zone-unknown': say('Unknown time zone', 'Choose an IANA time zone such as America/New_York.'),
  'time.stamp-in-future': say('In the future', 'This has not happened yet: the time lies in the future.'),
  'time.stamp-unexplained': say(
    'Why another time?',
    (f) => `This time lies more than ${f['minutes']} minutes back. Say why, or leave the time to the server.`,
  ),
  'patients.birth-date-not-a-date': say('Not a date', 'This birth date is not in the calendar.'),
  'patients.birth-date-in-future': say('Birth date in the future', 'The birth date lies in the future.'),
  'patients.birth-date-too-early': say('Birth date too early', 'The birth date lies before 1900.'),
  'patients.weight-out-of-range': say(
    'Weight not plausible',
    'Enter a weight in kilograms that a person can have.',
  ),
  'patients.phone-not-e164': say(
    'Not a telephone number',
    'Write the number with its country code, such as +15551234567.',
  ),
  'patients.allergies-listed-without-substance': say(
    'Which allergy?',
    'Name the substance, or choose "none known".',
  ),
  'patients.birth-date-unclear': say(
    'Which day is meant?',
    'Write the birth date as 1961-04-05 or 5 Apr 1961: figures alone can mean two days.',
  ),
  'patients.flag-state-of-another-kind': say(
    'This answer does not fit',
    'An allergy is "none known" or "listed"; every other flag is "present" or "absent".',
  ),
  'patients.flag-contradicts-finding': say(
    'The record says otherwise',
    'A finding of this kind stands in the record. End it first if it is no longer true.',
  ),
  'patients.mrn-taken': say('MRN taken', 'Another patient of your practice has this MRN.'),
  'patients.likely-duplicate': say(
    'Perhaps here already',
    'A patient with the same name and birth date stands in the record. Compare first; if this is another person, say so.',
  ),
  'scheduling.resource-busy': say(
    'Taken',
    (f) => `${f['resourceName']} is taken${span(f, 'busyFrom', 'busyUntil')}${because(f)}.`,
  ),
  'scheduling.none-free': say('None free', noneFree),
  'scheduling.resource-unqualified': say(
    'Not equipped for it',
    (f) =>
      `${f['resourceName']} has no "${f['skill']}", which this procedure needs of its ${kindWords[String(f['resourceKind'])]?.[0] ?? 'resource'}.`,
  ),
  'scheduling.patient-busy': say(
    'The patient has another visit',
    (f) => `The patient is already booked${span(f, 'busyFrom', 'busyUntil')}.`,
  ),
  'scheduling.resource-held': say('Held for the moment', (f) =>
    f['resourceKind'] === 'patient'
      ? `A time at that hour is held for this patient already, ${heldWords(f)}.`
      : `${f['resourceName']} is ${heldWords(f)}.`,
  ),
  'scheduling.held-time-over': say('No longer held', (f) => {
    if (f['state'] === 'booked') return 'This held time has been booked already.';
    if (f['state'] === 'given-back') return 'This held time has been given back.';
    const at = moment(f, 'expiresAt');
    return `This time was held until ${at ?? 'its end'} and is anybody's again. Hold it anew if it is still free.`;
  }),
  'scheduling.outside-opening-hours': say('Clinic not open', outsideHours),
  'scheduling.clinic-closed': say(
    'Clinic closed',
    (f) => `The clinic is closed${span(f, 'closedFrom', 'closedUntil')}: ${f['reason']}.`,
  ),
  'scheduling.outside-block-time': say(
    'Outside block time',
    (f) =>
      `${f['physicianName']} has no block time in ${f['roomName']}${span(f, 'wantedFrom', 'wantedUntil')}.`,
  ),
  'scheduling.block-time-of-another': say(
    "Another physician's block time",
    (f) => `${f['roomName']} is block time of ${f['physicianName']}${span(f, 'from', 'until')}.`,
  ),
  'scheduling.procedure-type-not-allowed': say(
    'Procedure not allowed here',
    (f) => `This block time in ${f['roomName']} is not meant for ${f['procedureType']}.`,
  ),
  'scheduling.physician-day-full': say(
    'Day full',
    (f) =>
      `${f['physicianName']} has ${f['booked']} sessions on ${dayText(String(f['date']))}; the clinic has agreed on ${f['limit']} a day.`,
  ),
  'scheduling.sedations-day-full': say(
    'Sedations full',
    (f) =>
      `${f['booked']} sedated sessions stand on ${dayText(String(f['date']))}; the clinic takes on ${f['limit']} a day.`,
  ),
  'scheduling.block-time-full': say(
    'Block time full',
    (f) =>
      `This block time of ${f['physicianName']} in ${f['roomName']} takes ${f['mostSessions'] === 1 ? 'one session' : `${f['mostSessions']} sessions`}, and has them.`,
  ),
  'scheduling.block-time-impossible': say('Not possible', (f) =>
    f['entry'] === 'validTo'
      ? 'The last day lies before the first.'
      : `Block time ends after it begins, and is no longer than ${f['longestHours']} hours.`,
  ),
  'scheduling.block-time-overlaps': say(
    'The room is owned then',
    (f) => `${f['physicianName']} has block time in this room${span(f, 'from', 'until')}.`,
  ),
  'scheduling.block-time-not-on-date': say(
    'Not on this day',
    (f) => `This block time does not fall on ${dayText(String(f['date']))}.`,
  ),
  'scheduling.block-time-over': say(
    'Over or begun',
    (f) => `Block time of ${dayText(String(f['date']))} has begun or is over, and stays as it was.`,
  ),
  'scheduling.block-time-released-already': say(
    'Released already',
    (f) => `This time on ${dayText(String(f['date']))} is released already.`,
  ),
  'scheduling.block-time-not-released': say(
    'Not released',
    (f) => `This time on ${dayText(String(f['date']))} is not released.`,
  ),
  'scheduling.block-time-refilled': say('No longer free', (f) =>
    f['sessions'] === 1
      ? 'A session of another physician stands in this time.'
      : `${f['sessions']} sessions of other physicians stand in this time.`,
  ),
  'scheduling.session-to-rehouse': say(
    'What becomes of this session?',
    (f) =>
      `The session at ${moment(f, 'start') ?? 'this time'} loses its place: keep it, move it or have it placed again.`,
  ),
  'scheduling.in-the-past': say(
    'In the past',
    (f) => `${moment(f, 'start') ?? 'The start'} has passed. What happened is recorded, not booked or moved.`,
  ),
  'scheduling.too-late-to-fast': say('Too late to fast', (f) => {
    const at = moment(f, 'lastAt');
    return `Who is told now cannot keep the fast: the last ${intakeWord(f)} would have been ${at === null ? 'too long ago' : `at ${at}`}.`;
  }),
  'scheduling.duration-out-of-range': say(
    'Length not possible',
    (f) => `Choose a length of up to ${f['longestMinutes']} minutes.`,
  ),
  'scheduling.session-step-not-allowed': say('Not from here', (f) =>
    f['possible'] === ''
      ? `A session that is ${f['from']} takes no further step.`
      : `A session that is ${f['from']} can only become ${f['possible']}.`,
  ),
  'scheduling.session-step-too-early': say('Not yet', (f) => {
    const begins = moment(f, 'start');
    if (f['to'] === 'no-show')
      return `The session ${begins === null ? 'has not begun' : `begins at ${begins}`}: nobody has stayed away before it.`;
    const opens = day(f, 'opensAt');
    return `The session is ${opens === null ? 'on another day' : `on ${opens}`}: until that day nobody is ${f['to'] === 'arrived' ? 'arrived' : 'taken on'}.`;
  }),
  'scheduling.no-step-to-take-back': say('Nothing to take back', (f) =>
    f['state'] === 'cancelled'
      ? `A cancellation is no step. It can be taken back for ${cancellationGraceSeconds} seconds by its own undo; after that, book the session anew.`
      : `A session that is ${f['state']} has no step to take back.`,
  ),
  'scheduling.injection-recorded-since': say(
    'An injection depends on it',
    'An injection was recorded after this step. Amend that record first if it is wrong.',
  ),
  'scheduling.not-cancelled': say(
    'Not cancelled',
    (f) => `The session is ${f['state']}, so there is no cancellation to take back.`,
  ),
  'scheduling.cancellation-final': say(
    'Too late to take back',
    (f) =>
      `A cancellation can be taken back for ${f['graceSeconds']} seconds; the patient may have been told since. Book the session anew.`,
  ),
  'series.not-active': say(
    'Series not active',
    (f) => `The series is ${f['state']}. Only an active series takes a session.`,
  ),
  'series.interval-too-short': say(
    'Too soon',
    (f) => `${daysApart(f)}; the series asks for at least ${f['minimumDays']}.`,
  ),
  'series.interval-below-floor': say(
    'Much too soon',
    (f) => `${daysApart(f)}; fewer than ${f['minimumDays']} are never booked.`,
  ),
  'series.outside-authorisation': say('Not authorised', (f) => {
    const when = `No authorisation of this series covers ${dayText(String(f['date']))}`;
    if (f['beginsOn'] !== undefined) return `${when}; one begins on ${dayText(String(f['beginsOn']))}.`;
    return f['endedOn'] === undefined
      ? `${when}.`
      : `${when}; the last ended on ${dayText(String(f['endedOn']))}.`;
  }),
  'series.planned-count-too-small': say('At least two', 'A series has at least two planned injections.'),
  'series.intervals-inconsistent': say(
    'Intervals disagree',
    'The minimum must not exceed the target, nor the target the maximum.',
  ),
  'series.side-missing': say('Which side?', 'Choose the side. It is never filled in for you.'),
  'series.side-disagrees-with-diagnosis': say(
    'Sides disagree',
    'The diagnosis code names another side than the series.',
  ),
  'series.step-not-allowed': say('Not from here', 'The series cannot take this step from where it stands.'),
  'series.end-reason-missing': say('Why does it stop?', 'Choose the reason for which the series stops.'),
  'series.end-reason-unwanted': say('No reason wanted', 'Only a series that ends has a reason for it.'),
  'series.sessions-still-booked': say(
    'Sessions still booked',
    (f) =>
      `${f['count'] === 1 ? 'One session' : `${f['count']} sessions`} of this series still hold their time. Cancel or close them first.`,
  ),
  'series.ended': say('Series ended', 'This series has ended and its plan stays as it was. Begin a new one.'),
  ...decisionRefusalTexts,
  ...profileRefusalTexts,
  ...policyRefusalTexts,
  ...settingsRefusalTexts,
  ...waitlistRefusalTexts,
  ...outcomesRefusalTexts,
  ...messagesRefusalTexts,
  ...memberRefusalTexts,
  ...readinessRefusalTexts,
  ...dayRefusalTexts,
  ...recoveryRefusalTexts,
  ...ledgerRefusalTexts,
  ...mergeRefusalTexts,
};
