import type { AdvisoryCode, RefusalCode } from '@lull/domain';
import { intakeWord } from './intake-words.js';
import type { ProblemFacts } from './problem-codes.js';
import { say, type ProblemText } from './problem-text.js';

const hours = (minutes: unknown): string => {
  const count = Number(minutes) / 60;
  return count === 1 ? '1 hour' : `${Math.round(count * 100) / 100} hours`;
};

/** Why a version of a clinical default cannot be so. */
export const policyRefusalTexts: Readonly<Record<Extract<RefusalCode, `policy.${string}`>, ProblemText>> = {
  'policy.figure-out-of-range': say(
    'Not a possible figure',
    (f) => `This figure lies between ${f['least']} and ${f['most']}.`,
  ),
  'policy.figures-out-of-order': say('Out of order', (f: ProblemFacts) => {
    const entry = String(f['entry']);
    if (entry.includes('/minutes/'))
      return 'The lighter the intake, the shorter its fast: nobody stops drinking before eating.';
    return entry.includes('pregnancyTestAges')
      ? 'The first age lies above the last.'
      : 'The class from which somebody is asked lies above the last one that is treated.';
  }),
  'policy.nothing-changed': say('Nothing is changed', 'These are the figures of the newest version.'),
  'policy.begins-in-the-past': say(
    'Begins in the past',
    'What was judged on a day that is over stays judged. Begin today or later.',
  ),
  'policy.not-the-version-it-names': say(
    'Not that version',
    'These are not the figures of the version that they are said to bring back.',
  ),
};

/** What a physician should know of a version that may stand. */
export const policyAdvisoryTexts: Readonly<Record<Extract<AdvisoryCode, `policy.${string}`>, ProblemText>> = {
  'policy.shorter-than-guideline': say(
    'Shorter than the guideline',
    (f) =>
      `${hours(f['minutes'])} after ${intakeWord(f)} is shorter than the ${hours(f['guidelineMinutes'])} of the ASA. Say in the source on whose word.`,
  ),
  'policy.begins-today': say(
    'Begins today',
    'It judges today’s sessions at once. Whoever is on the way was told by the version so far.',
  ),
};
