import type { AdvisoryCode } from '@lull/domain';
import { decisionAdvisoryTexts } from './decision-texts.js';
import { ledgerAdvisoryTexts } from './ledger-texts.js';
import { outcomesAdvisoryTexts } from './outcome-texts.js';
import { policyAdvisoryTexts } from './policy-texts.js';
import { profileAdvisoryTexts } from './profile-texts.js';
import { waitlistAdvisoryTexts } from './waitlist-texts.js';
import { say, type ProblemText } from './problem-text.js';

/** What a scheduler reads beside a yes. A missing text for a code is a compile error. */
export const advisoryTexts: Readonly<Record<AdvisoryCode, ProblemText>> = {
  'series.interval-too-long': say(
    'A long gap',
    (f) => `${f['days']} days to the neighbouring session; the series plans at most ${f['maximumDays']}.`,
  ),
  'series.beyond-planned-count': say(
    'More than planned',
    (f) =>
      `This is session ${f['count']}; the series plans ${f['plannedCount']}. The plan is an estimate, not a limit.`,
  ),
  'series.target-already-open': say(
    'Another series is open',
    (f) => `The patient has an open series (${f['procedureType']}, ${f['side']}) for the same target.`,
  ),
  ...decisionAdvisoryTexts,
  ...policyAdvisoryTexts,
  'scheduling.tentative-until-decision': say(
    'Tentative',
    "An earlier session of the series is still open. This one holds its resources and waits for the response and the physician's decision.",
  ),
  'scheduling.later-sessions-wait-for-this-one': say(
    'Later sessions wait',
    (f) =>
      `${f['count']} later ${f['count'] === 1 ? 'session waits' : 'sessions wait'} for the response to this one.`,
  ),
  ...profileAdvisoryTexts,
  ...waitlistAdvisoryTexts,
  ...outcomesAdvisoryTexts,
  ...ledgerAdvisoryTexts,
};
