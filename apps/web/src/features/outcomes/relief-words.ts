import type { InjectionReliefView, ReliefView } from '@lull/contracts';
import { daysNumber, reliefCounts, typicalRelief, unjudgedWords, type ReliefCounts } from '@lull/domain';
import { reliefOf, type Threshold } from './relief-course.js';

const minutesPerDay = 1440;

/** How long after the injection relief ended, as an interval: `9-11 d`, `>= 21 d`, `none`; null when nothing is known. */
export function durationText(relief: ReliefView): string | null {
  const { lapse } = relief;
  if (relief.status !== 'evaluable' || lapse === null) return null;
  if (lapse.upper === null) return `≥ ${spanText(lapse.lower, Math.floor)}`;
  if (lapse.upper === 0) return 'none';
  if (lapse.lower === 0) return `≤ ${spanText(lapse.upper, Math.ceil)}`;
  if (lapse.upper < 2 * minutesPerDay)
    return `${Math.floor(lapse.lower / 60)}–${Math.ceil(lapse.upper / 60)} h`;
  const [lower, upper] = [
    daysNumber(lapse.lower / minutesPerDay, Math.floor),
    daysNumber(lapse.upper / minutesPerDay, Math.ceil),
  ];
  return lower === upper ? `${lower} d` : `${lower}–${upper} d`;
}

function spanText(minutes: number, round: (figure: number) => number): string {
  return minutes < 2 * minutesPerDay
    ? `${round(minutes / 60)} h`
    : `${daysNumber(minutes / minutesPerDay, round)} d`;
}

/** Why there is no duration, in a few words. */
export function statusText(relief: ReliefView): string {
  return relief.status === 'evaluable' ? 'evaluable' : unjudgedWords(relief.status, relief.reason);
}

export const patternWords: Readonly<Record<string, string>> = {
  continuous: 'continuous',
  biphasic: 'biphasic: relief, pain, relief',
  'anaesthetic-only': 'anaesthetic only',
  delayed: 'delayed onset',
  none: 'no relief',
  'sustained-early-unknown': 'sustained; first 2 days unknown',
  'none-early-unknown': 'no relief seen; first 2 days unknown',
  'early-only-observed': 'only first 2 days observed',
  indeterminate: 'indeterminate',
};

export const responseWords: Readonly<Record<string, string>> = {
  responder: 'response',
  'non-responder': 'no response',
  uncertain: 'uncertain',
  'not-evaluable': 'not evaluable',
};

export const qualityWords: Readonly<Record<'A' | 'B' | 'C', string>> = {
  A: 'asked at least every 2 days',
  B: 'asked less often',
  C: 'from recall only',
};

/** What is typical, apart from what this patient's scores say (clinical reference S26; hazard H14). */
export function typicalReliefSentence(): string {
  const { fromDays, toDays, version, effectiveFrom } = typicalRelief;
  return `Typically relief lasts ${fromDays} to ${toDays} days; it differs from patient to patient, and this is never a promise (version ${version} of ${effectiveFrom}).`;
}

/** The injections as the rules of the review read them: by one definition. */
export function reviewed(injections: readonly InjectionReliefView[], threshold: Threshold) {
  return injections.map((each) => ({
    ordinal: each.ordinal,
    intervalDays: each.intervalDays,
    relief: reliefOf(each, threshold),
  }));
}

/** Responders of those judged, with the others named beside: a rate never stands alone (clinical reference 1.6). */
export function responseCounts(injections: readonly InjectionReliefView[], threshold: Threshold): string {
  return countsSentence(reliefCounts(reviewed(injections, threshold)));
}

export function countsSentence({
  responders,
  nonResponders,
  uncertain,
  notEvaluable,
  censored,
}: ReliefCounts): string {
  const reasons = notEvaluable.map(({ ordinal, why }) => `#${ordinal} ${why}`).join(', ');
  return `Response after ${responders} of ${responders + nonResponders} judged; ${uncertain} uncertain, ${notEvaluable.length} not evaluable${reasons === '' ? '' : ` (${reasons})`}; ${censored} not seen to end.`;
}
