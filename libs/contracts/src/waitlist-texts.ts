import { dayText, type AdvisoryCode, type BackFillMerit, type RefusalCode } from '@lull/domain';
import { moment } from './fact-words.js';
import { intakeWord } from './intake-words.js';
import type { ProblemFacts } from './problem-codes.js';
import { say, type ProblemText } from './problem-text.js';

const weekdayWords = ['', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

const hours = (f: ProblemFacts): string => `${f['noticeHours']} ${f['noticeHours'] === 1 ? 'hour' : 'hours'}`;
const days = (f: ProblemFacts): string => `${f['days']} ${f['days'] === 1 ? 'day' : 'days'}`;

type WaitlistCode<Code extends string> = Extract<Code, `waitlist.${string}`>;

/** Why somebody who waits does not get a freed time, and why an entry or an offer is refused. */
export const waitlistRefusalTexts: Readonly<Record<WaitlistCode<RefusalCode>, ProblemText>> = {
  'waitlist.outside-wished-days': say('Not on that day', (f) =>
    f['until'] === undefined
      ? `Wishes ${dayText(String(f['from']))} or later.`
      : `Wishes ${dayText(String(f['from']))} to ${dayText(String(f['until']))}.`,
  ),
  'waitlist.weekday-not-wished': say('Not on that weekday', (f) => {
    const words = String(f['weekdays']).split(',');
    return `Can come on ${words.map((each) => weekdayWords[Number(each)] ?? '').join(', ')} only.`;
  }),
  'waitlist.half-of-day-not-wished': say(
    'Not at that hour',
    (f) => `Can come in the ${f['halfOfDay']} only.`,
  ),
  'waitlist.physician-not-wished': say(
    'Another physician',
    (f) => `Waits for another physician than ${f['physicianName']}.`,
  ),
  'waitlist.notice-too-short': say('Too short notice', (f) => {
    const at = moment(f, 'arriveAt');
    return `Needs ${hours(f)} of notice${at === null ? '' : `; would have to arrive at ${at}`}.`;
  }),
  'waitlist.fasting-too-late': say('Fasting', (f) => {
    const at = moment(f, 'lastAt');
    return `Fasting can no longer be kept: the last ${intakeWord(f)} would have been ${at === null ? 'too long ago' : `at ${at}`}.`;
  }),
  'waitlist.escort-not-obtainable': say(
    'No escort',
    (f) => `Sedated: nobody can be found within ${hours(f)} to take the patient home.`,
  ),
  'waitlist.anticoagulant-undecided': say(
    'Anticoagulant undecided',
    "The prescriber's decision about the anticoagulant is not recorded for this day.",
  ),
  'waitlist.infection': say('Infection', 'An infection is recorded: the physician decides first.'),
  'waitlist.not-authorised': say(
    'Not authorised',
    (f) => `No authorisation of this series has a unit left for ${dayText(String(f['date']))}.`,
  ),
  'waitlist.waits-already': say(
    'Waits already',
    'This series is on the waitlist already. Change what the patient wishes there.',
  ),
  'waitlist.entry-over': say('Not waiting', (f) =>
    f['state'] === 'placed'
      ? 'This patient has a time by now and no longer waits.'
      : 'This entry was taken off the waitlist.',
  ),
  'waitlist.window-backward': say('Days the wrong way round', 'The last wished day lies before the first.'),
  'waitlist.offer-stands': say(
    'Offered already',
    'An offer of this time, or to this patient, waits for its answer. Record the answer first.',
  ),
  'waitlist.time-over': say('Not free any longer', 'This time has passed, or was taken or closed meanwhile.'),
  'waitlist.nobody-fits': say(
    'Nobody fits',
    'Nobody on the waitlist who was not asked before can take this time and still be ready.',
  ),
};

/** What to say or to ask when the patient is called. */
export const waitlistAdvisoryTexts: Readonly<Record<WaitlistCode<AdvisoryCode>, ProblemText>> = {
  'waitlist.ask-anticoagulant': say(
    'Anticoagulant not asked',
    'Nobody has recorded whether the patient takes an anticoagulant: ask first.',
  ),
  'waitlist.ask-authorisation': say(
    'No authorisation recorded',
    'No authorisation is recorded for this series: ask whether the payer wants one.',
  ),
  'waitlist.arrange-escort': say('Escort', 'Sedated: somebody must take the patient home.'),
  'waitlist.tell-fasting': say('Fasting', (f) => {
    const at = moment(f, 'lastAt');
    return `Tell the patient when to fast: last ${intakeWord(f)}${at === null ? '' : ` at ${at}`}.`;
  }),
};

/** Why one is asked before another. */
export const backFillMeritTexts: Readonly<Record<BackFillMerit, ProblemText>> = {
  priority: say('Priority', (f) => (f['priority'] === 'urgent' ? 'Urgent' : 'Soon')),
  'interval-nearly-over': say('Due', (f) => `${days(f)} past the target interval`),
  'same-physician': say('Same physician', (f) => `${f['physicianName']}'s patient`),
  waited: say('Waiting', (f) => (f['days'] === 0 ? 'Waits since today' : `Waits for ${days(f)}`)),
};
