import { dayText, type LedgerAdvisoryCode, type LedgerRefusalCode } from '@lull/domain';
import type { ProblemFacts } from './problem-codes.js';
import { say, type ProblemText } from './problem-text.js';
import { day } from './fact-words.js';

const on = (f: ProblemFacts, name: string): string => dayText(String(f[name]));

function tooSoon(f: ProblemFacts): string {
  const days = f['daysSince'] === 1 ? '1 day' : `${f['daysSince']} days`;
  const from = day(f, 'nextFrom');
  return `A steroid was given ${days} before (${f['drug']}); the minimum is ${f['minimumDays']} days. The injection may go ahead without steroid${from === null ? '' : `, or with it from ${from}`}.`;
}

const overLimit = (f: ProblemFacts): string =>
  `The known steroids of the 12 months before are worth ${f['knownMg']} mg of ${f['toldAs']}; the clinic looks closer above ${f['limitMg']} mg. The injection may go ahead without steroid.`;

/** What a member reads when something that adds up over many sessions stands against one more. */
export const ledgerRefusalTexts: Readonly<Record<LedgerRefusalCode, ProblemText>> = {
  'ledger.authorisation-used-up': say('No authorised unit left', (f) =>
    f['date'] === undefined
      ? 'Another booking took the last authorised unit.'
      : `Every authorised unit that is valid on ${on(f, 'date')} is reserved or used (${f['units']} of ${f['units']}).`,
  ),
  'ledger.authorisation-not-for-this': say('Authorised for something else', (f) =>
    f['side'] === f['authorisedSide'] || f['authorisedSide'] === 'both'
      ? `The authorisation is for ${f['codes']}, which this procedure is not billed as.`
      : `The authorisation is for the ${f['authorisedSide']} side, the series for ${f['side'] === 'both' ? 'both sides' : `the ${f['side']}`}.`,
  ),
  'ledger.payer-interval-too-short': say(
    'Too soon for the payer',
    (f) =>
      `${f['days']} days from the session of ${on(f, 'otherDate')}; ${f['payer']} asks for ${f['minimumDays']} between two.`,
  ),
  'ledger.payer-series-maximum': say(
    'More than the payer pays for',
    (f) => `This would be session ${f['count']} of the series; ${f['payer']} pays for ${f['maximum']}.`,
  ),
  'ledger.payer-year-maximum': say(
    'More in a year than the payer pays for',
    (f) => `This would be session ${f['count']} in 12 months; ${f['payer']} pays for ${f['maximum']}.`,
  ),
  'ledger.steroid-too-soon': say('Too soon for a steroid', tooSoon),
  'ledger.steroid-over-limit': say('Much steroid in 12 months', overLimit),
  'ledger.entry-side-disagrees': say(
    'Another side',
    (f) =>
      `The authorisation is for the ${f['side']} side, the series for ${f['seriesSide'] === 'both' ? 'both sides' : `the ${f['seriesSide']}`}. Ask the payer before anything is booked on it.`,
  ),
  'ledger.entry-codes-disagree': say(
    'Other codes',
    (f) => `The authorisation names ${f['codes']}; ${f['procedureCode']} is billed as ${f['billingCodes']}.`,
  ),
  'ledger.entry-validity-reversed': say('Days reversed', 'The last day lies before the first.'),
  'ledger.entry-in-future': say('In the future', 'A steroid cannot have been given in the future.'),
  'ledger.entry-withdrawn-already': say('Withdrawn before', 'This entry was withdrawn already.'),
};

/** What deserves a look beside a yes. */
export const ledgerAdvisoryTexts: Readonly<Record<LedgerAdvisoryCode, ProblemText>> = {
  'ledger.authorisation-last-unit': say(
    'Last authorised unit',
    (f) => `This takes the last unit that ${f['payer']} authorised. Ask for more before the next one.`,
  ),
  'ledger.authorisation-asked-for': say(
    'Authorisation asked for',
    (f) => `${f['payer']} asks for an authorisation beforehand; none is valid on this day.`,
  ),
  'ledger.payer-unknown': say('Payer not known', (f) =>
    f['payer'] === undefined
      ? 'Nobody has recorded who pays: how often a payer pays cannot be told.'
      : `No rules of ${f['payer']} are written down: how often it pays cannot be told.`,
  ),
  'ledger.payer-asks-for-relief': say('The payer asks for more', (f) => {
    const asked = [
      reliefAsked(f),
      f['requiresFunction'] === true ? 'better function' : null,
      f['requiresPhysicalTherapy'] === true ? 'physical therapy' : null,
    ].filter((each) => each !== null);
    return `${f['payer']} asks for ${asked.join(', ')}. Whether that is met is open: it is not judged here.`;
  }),
  'ledger.steroid-too-soon-to-repeat': say('Too soon for a steroid', tooSoon),
  'ledger.steroid-limit-passed': say('Much steroid in 12 months', overLimit),
  'ledger.steroid-review-due': say(
    'Review of steroids',
    (f) => `${f['sessions']} sessions with a steroid in 12 months: a review is due.`,
  ),
  'ledger.steroid-not-all-known': say(
    'Not every steroid is known',
    (f) =>
      `The drug or dose of ${f['unknown'] === 1 ? 'one steroid' : `${f['unknown']} steroids`} in 12 months is not known: the true sum is higher.`,
  ),
};

function reliefAsked(f: ProblemFacts): string | null {
  const [percent, days] = [f['minReliefPct'], f['minReliefDays']];
  if (percent === undefined && days === undefined) return null;
  return [
    percent === undefined ? 'relief' : `at least ${percent} % relief`,
    days === undefined ? null : `for ${days} days`,
  ]
    .filter((each) => each !== null)
    .join(' ');
}
