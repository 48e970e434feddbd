import type {
  AdvisoryCode,
  CriterionStatus,
  DecisionWord,
  RefusalCode,
  RepeatCriterionCode,
  Response,
  SeriesEndReason,
} from '@lull/domain';
import { dayText, scoreNumber } from '@lull/domain';
import type { ProblemFacts } from './problem-codes.js';
import { say, type ProblemText } from './problem-text.js';

type DecisionRefusal = Extract<
  RefusalCode,
  | `series.decision-${string}`
  | `series.change-${string}`
  | 'series.nothing-to-decide'
  | 'series.no-decision-to-undo'
>;
type DecisionAdvisory = Extract<
  AdvisoryCode,
  'series.non-response-repeated' | 'series.no-lengthening' | 'series.gap-too-long' | 'series.review-due'
>;

export const decisionRefusalTexts: Readonly<Record<DecisionRefusal, ProblemText>> = {
  'series.decision-before-acceptance': say(
    'Still a proposal',
    'Accept the proposal first; there is nothing to decide about it yet.',
  ),
  'series.decision-outdated': say(
    'Another injection since',
    'The last injection is another one than the one you were looking at. Look again before you decide.',
  ),
  'series.nothing-to-decide': say(
    'No injection yet',
    'No injection of this series is recorded as completed, so there is no response to decide about.',
  ),
  'series.change-names-nothing': say(
    'What changes?',
    'Change the interval, the sedation or the drugs. Another side is a new series.',
  ),
  'series.change-not-meant': say(
    'Change or not?',
    'The plan is given another value, but the decision is not to change it.',
  ),
  'series.no-decision-to-undo': say('Nothing to take back', 'There is no decision that could be taken back.'),
  'series.decision-final': say(
    'Too late to take back',
    (f) =>
      `A decision can be taken back for ${f['graceSeconds']} seconds; then the patient may have been told. Decide anew instead; after a stop, begin a new series.`,
  ),
};

const plural = (count: unknown, one: string, many: string): string =>
  `${String(count)} ${Number(count) === 1 ? one : many}`;

/** What asks for a look before the next injection. None of it decides. */
export const decisionAdvisoryTexts: Readonly<Record<DecisionAdvisory, ProblemText>> = {
  'series.non-response-repeated': say(
    'No response again',
    (f) =>
      `${plural(f['count'], 'injection', 'injections')} without a response and none with one between (${f['ordinals']})${
        Number(f['notJudged']) > 0 ? `; ${f['notJudged']} more could not be judged` : ''
      }. Consider whether something else is needed.`,
  ),
  'series.no-lengthening': say(
    'Relief has not lengthened',
    (f) => `From #${f['from']} to #${f['to']} no relief lasted longer than after #${f['from']}.`,
  ),
  'series.gap-too-long': say(
    'The gap is too long',
    (f) =>
      `${f['days']} days from the last injection to ${f['booked'] === true ? 'the next session' : 'today, and none is booked'}; the series plans at most ${f['maximumDays']}.`,
  ),
  'series.review-due': say(
    'Review due',
    (f) => `#${f['ordinal']} is done: look at the series as a whole before it goes on.`,
  ),
};

export const decisionWordTexts: Readonly<Record<DecisionWord, string>> = {
  continue: 'Continue',
  change: 'Change',
  pause: 'Pause',
  stop: 'Stop',
};

/** What an injection did, in the words of clinical reference 1.6. */
export const responseTexts: Readonly<Record<Response, string>> = {
  responder: 'Response',
  'non-responder': 'No response',
  uncertain: 'Uncertain',
  'not-evaluable': 'Cannot be judged',
};

export const seriesEndReasonTexts: Readonly<Record<SeriesEndReason, string>> = {
  'plan-completed': 'plan completed',
  'lasting-relief': 'lasting relief',
  'no-response': 'no response',
  'adverse-event': 'adverse event',
  'patient-choice': 'patient’s choice',
  'diagnosis-changed': 'diagnosis changed',
  'treatment-changed': 'other treatment',
  contraindication: 'contraindication',
  'authorisation-denied': 'authorisation denied',
  'lost-to-follow-up': 'lost to follow-up',
  deceased: 'deceased',
  other: 'other reason',
};

export const criterionStatusTexts: Readonly<Record<CriterionStatus, string>> = {
  met: 'met',
  'not-met': 'not met',
  'not-known': 'not known',
};

/** What a payer asks for before another injection, with what is known of it. */
export const repeatCriterionTexts: Readonly<Record<RepeatCriterionCode, (facts: ProblemFacts) => string>> = {
  relief: (f) => {
    const lasting = `${f['days'] === undefined ? '' : ` for ${plural(f['days'], 'day', 'days')}`} after the last injection`;
    if (f['symptom'] === 'sweating')
      return `Sweating at least ${plural(f['steps'], 'step', 'steps')} lower on the HDSS${lasting}${f['percent'] === undefined ? '' : ` (the payer asks for ${f['percent']} % relief; the HDSS counts steps)`}`;
    const asked = `At least ${f['percent']} % relief${lasting}`;
    return f['symptom'] === 'perfusion' ? `${asked}; blood flow is measured and not judged` : asked;
  },
  function: (f) =>
    f['symptom'] !== undefined
      ? 'Function better: PEG asks about pain, which this series does not treat'
      : `Function better: PEG ${f['before'] === undefined ? 'not asked before' : scoreNumber(Number(f['before']))}, then ${f['after'] === undefined ? 'not asked since' : scoreNumber(Number(f['after']))}`,
  'physical-therapy': () => 'Physical therapy: Lull keeps no record of it',
  'prior-authorisation': (f) =>
    f['unitsReady'] === undefined
      ? 'Authorised beforehand: no authorisation is recorded'
      : `Authorised beforehand: ${plural(f['unitsReady'], 'unit', 'units')} for the next`,
  'sessions-of-series': (f) =>
    `The next would be session ${f['count']} of the series, at most ${f['maximum']}`,
  'sessions-of-year': (f) =>
    `The next would be session ${f['count']} in twelve months, at most ${f['maximum']}`,
  interval: (f) => `${f['minimumDays']} days between two: from ${dayText(String(f['from']))} on`,
};
