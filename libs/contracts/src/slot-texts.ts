import type { RefusalCode, ResourceKind, SlotReasonCode } from '@lull/domain';
import type { ProblemFacts } from './problem-codes.js';
import { say, type ProblemText } from './problem-text.js';
import { kindWords } from './kind-words.js';
import { refusalTexts } from './refusal-texts.js';

const daysAfter = (f: ProblemFacts): string =>
  `${f['days']} ${f['days'] === 1 ? 'day' : 'days'} after the one before, target ${f['targetDays']}`;

/** Why a slot stands where it does among the proposals. A missing text for a code is a compile error. */
export const slotReasonTexts: Readonly<Record<SlotReasonCode, ProblemText>> = {
  'slot.fits-without-gap': say('Fits', 'leaves no gap in the room that nobody can use'),
  'slot.leaves-gap': say('Leaves a gap', (f) => `leaves ${f['minutes']} min in the room that nobody can use`),
  'slot.first-of-series': say('First of the series', 'first of the series'),
  'slot.near-target': say('Near the target', daysAfter),
  'slot.before-target': say('Before the target', daysAfter),
  'slot.after-target': say('After the target', daysAfter),
  'slot.beyond-maximum': say(
    'Past the maximum',
    (f) => `past the maximum interval of ${f['maximumDays']} days`,
  ),
  'slot.same-physician': say(
    'Same physician',
    (f) => `${f['physicianName']}, ${f['before'] === true ? 'as before' : 'who plans the series'}`,
  ),
  'slot.other-physician': say('Other physician', (f) =>
    f['before'] === true
      ? `another physician than before: ${f['physicianName']}`
      : `not the physician who plans the series: ${f['physicianName']}`,
  ),
  'slot.early-for-diabetes': say(
    'Early',
    'early in the day: the patient has diabetes and should not fast long',
  ),
  'slot.early-for-sedation': say('Early', 'early in the day: time to recover from the sedation'),
  'slot.same-weekday': say('Same weekday', 'same weekday as before'),
};

/** What a rule took out of a search, in two or three words. */
export function exclusionTitle(code: RefusalCode, resourceKind: ResourceKind | null): string {
  const [one] = kindWords[resourceKind ?? ''] ?? [];
  if (code === 'scheduling.resource-busy' && one !== undefined)
    return `${one.slice(0, 1).toUpperCase()}${one.slice(1)} taken`;
  if (code === 'scheduling.none-free' && one !== undefined) return `No ${one} free`;
  return refusalTexts[code].title;
}
