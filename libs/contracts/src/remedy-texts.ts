import { dayText, readinessActions, type RemedyCode } from '@lull/domain';
import { moment } from './fact-words.js';
import { readinessActionTexts } from './readiness-texts.js';
import { say, type ProblemText } from './problem-text.js';

/** The nearest way out of a refusal, in words. A missing text for a code is a compile error. */
export const remedyTexts: Readonly<Record<RemedyCode, ProblemText>> = {
  'start-at': say('Start then', (f) => `Start at ${moment(f, 'at') ?? 'the time shown'} instead.`),
  'wait-until': say(
    'Wait a moment',
    (f) => `Wait until ${moment(f, 'at') ?? 'the time is over'}, or choose another time.`,
  ),
  'choose-one-of-two-times': say(
    'Say which',
    'The clocks go back: say whether the first or the second is meant.',
  ),
  'choose-another-resource': say('Choose another', (f) =>
    f['resourceKind'] === 'room' ? 'Choose another room.' : 'Choose another resource.',
  ),
  'choose-another-day': say('Choose another day', (f) => {
    if (f['fromDate'] !== undefined) return `Choose ${dayText(String(f['fromDate']))} or later.`;
    if (f['untilDate'] !== undefined) return `Choose ${dayText(String(f['untilDate']))} or earlier.`;
    return 'Choose another day.';
  }),
  'lift-closure': say(
    'Lift the closure',
    (f) => `Book from ${moment(f, 'reopensAt') ?? 'the end of the closure'} on, or have the closure lifted.`,
  ),
  'activate-series': say('Activate the series', 'Ask the physician to activate or resume the series.'),
  'correct-entry': say('Correct the entry', (f) => `Correct "${f['entry']}".`),
  'convert-to-unsedated': say(
    'Convert to unsedated',
    'Ask the physician whether to go on without sedation: nobody fasts or needs an escort for that.',
  ),
  'settle-requirement': say('Do this next', (f) => {
    const action = readinessActions.find((each) => each === f['action']);
    return action === undefined ? 'Settle what is open for this session.' : readinessActionTexts[action];
  }),
};
