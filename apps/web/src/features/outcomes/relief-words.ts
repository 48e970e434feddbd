import type { InjectionReliefView, ReliefView } from '@lull/contracts';
import { typicalRelief } from '@lull/domain';
import { reliefOf, type Threshold } from './relief-course.js';

const minutesPerDay = 1440;

type Rounding = (figure: number) => number;

/** Binary fractions must not push a whole figure below itself. */
const tidy = (figure: number): number => Number(figure.toFixed(6));

/** Days without false precision: `9`, `8.5`, `0.4`. A bound is rounded away from the middle: 6.98 is not yet 7. */
export function daysNumber(days: number, round: Rounding = Math.round): string {
  return String(days >= 10 ? round(tidy(days)) : round(tidy(days * 10)) / 10);
}

/** A moment after the injection, which is a bound: by the hour up to two days, then by the day. */
function moment(minutes: number, round: Rounding): string {
  if (minutes < 2 * minutesPerDay) return `hour ${round(tidy(minutes / 60))}`;
  return `day ${daysNumber(minutes / minutesPerDay, round)}`;
}

/** How long after the injection relief ended, as an interval: `9-11 d`, `>= 21 d`, `none`; null when nothing is known. */
export function durationText(relief: ReliefView): string | null {
  const { lapse } = relief;
  if (relief.status !== 'evaluable' || lapse === null) return null;
  if (lapse.upper === null) return `≥ ${spanText(lapse.lower, Math.floor)}`;
  if (lapse.upper === 0) return 'none';
  if (lapse.lower === 0) return `≤ ${spanText(lapse.upper, Math.ceil)}`;
  if (lapse.upper < 2 * minutesPerDay)
    return `${Math.floor(tidy(lapse.lower / 60))}–${Math.ceil(tidy(lapse.upper / 60))} h`;
  const [lower, upper] = [
    daysNumber(lapse.lower / minutesPerDay, Math.floor),
    daysNumber(lapse.upper / minutesPerDay, Math.ceil),
  ];
  return lower === upper ? `${lower} d` : `${lower}–${upper} d`;
}

function spanText(minutes: number, round: Rounding): string {
  return minutes < 2 * minutesPerDay
    ? `${round(tidy(minutes / 60))} h`
    : `${daysNumber(minutes / minutesPerDay, round)} d`;
}

const unknownReasons: Readonly<Record<string, string>> = {
  'missing-baseline': 'no baseline',
  'low-baseline': 'baseline too low to judge',
  indeterminate: 'not asked again after the first two days',
};

/** Why there is no duration, in a few words. */
export function statusText(relief: ReliefView): string {
  if (relief.status === 'no-data') return 'no scores';
  if (relief.status === 'evaluable') return 'evaluable';
  return unknownReasons[relief.reason ?? relief.status] ?? relief.reason ?? relief.status;
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

export const baselineSourceWords: Readonly<Record<string, string>> = {
  'carried-forward': 'carried forward',
  'diary-median-7d': 'diary, 7 days',
  'check-in': 'check-in',
  'clinic-14d': 'clinic, 14 days',
  'series-baseline': 'from #1',
  missing: 'missing',
};

export const qualityWords: Readonly<Record<'A' | 'B' | 'C', string>> = {
  A: 'asked at least every 2 days',
  B: 'asked less often',
  C: 'from recall only',
};

const diagnosticWords: Readonly<Record<string, string>> = {
  'sympathetically-maintained-supported': 'sympathetically maintained pain supported',
  'sympathetically-independent-supported': 'sympathetically independent pain supported',
  indeterminate: 'indeterminate: relief without proof of the injection’s effect',
  'technical-failure': 'technical failure: not interpretable, repeat',
  'temperature-not-recorded': 'provisional: temperature not recorded',
  'pain-not-rated': 'provisional: pain not rated in the window',
};

/** What relieves pain by itself, or takes the feeling of it: the codes are the domain's. */
const confounderWords: Readonly<Record<string, string>> = {
  opioid: 'an opioid',
  ketamine: 'ketamine',
  propofol: 'propofol',
  'sensory-motor-loss': 'loss of feeling or strength',
};

/** The result with what stands against it: with a confounder, relief is no proof (clinical reference 1.7). */
export function diagnosticText({
  diagnosticResult,
  diagnosticConfounders,
}: Pick<InjectionReliefView, 'diagnosticResult' | 'diagnosticConfounders'>): string | null {
  if (diagnosticResult === null) return null;
  const result = diagnosticWords[diagnosticResult] ?? diagnosticResult;
  if (diagnosticConfounders.length === 0) return result;
  return `${result}; confounded by ${diagnosticConfounders.map((code) => confounderWords[code] ?? code).join(' and ')}: relief is no proof`;
}

/** `74 %`; a share of nothing known has no percentage. */
export function percentText(share: number, round: Rounding = Math.round): string {
  return `${round(tidy(share * 100))} %`;
}

/** `39 % to 100 %`: rounded away from the middle, so that what may be is never said to be impossible. */
export function boundsText({ low, high }: { readonly low: number; readonly high: number }): string {
  return `${percentText(low, Math.floor)} to ${percentText(high, Math.ceil)}`;
}

/**
 * The picture in words, for the last injection that anything is known of: how its relief ended, whether it was
 * longer than after the one before, and how much of the known time was relieved. Comparing intervals, "longer"
 * is said only when they do not overlap (clinical reference 2.3, interval Mann-Kendall).
 */
export function reliefSentence(injections: readonly InjectionReliefView[], threshold: Threshold): string {
  const last = injections.at(-1);
  if (last === undefined) return 'No injection of this series has been recorded yet.';
  const known = injections.findLast((each) => reliefOf(each, threshold).status === 'evaluable');
  const silence =
    known === last
      ? ''
      : `Relief after #${last.ordinal} is not known yet (${statusText(reliefOf(last, threshold))}). `;
  if (known === undefined) return silence.trim();
  const relief = reliefOf(known, threshold);
  const before = injections.findLast(
    (each) => each.ordinal < known.ordinal && reliefOf(each, threshold).status === 'evaluable',
  );
  const parts = [
    endSentence(known.ordinal, relief),
    before === undefined ? null : comparison(relief, reliefOf(before, threshold), before.ordinal),
    coverageClause(relief),
  ].filter((part) => part !== null);
  return `${silence}${parts.join('; ')}.`;
}

function endSentence(ordinal: number, { lapse }: ReliefView): string {
  if (lapse === null) return `Relief after #${ordinal} cannot be judged`;
  const { lower, upper } = lapse;
  if (upper === null)
    return `Relief after #${ordinal} was still there when last confirmed, on ${moment(lower, Math.floor)}`;
  if (upper === 0) return `There was no relief after #${ordinal}`;
  if (lower === 0) return `Relief after #${ordinal}, if any, had ended by ${moment(upper, Math.ceil)}`;
  return `Relief after #${ordinal} ended between ${moment(lower, Math.floor)} and ${moment(upper, Math.ceil)}`;
}

function comparison(relief: ReliefView, before: ReliefView, ordinal: number): string | null {
  if (relief.lapse === null || before.lapse === null) return null;
  const [ours, theirs] = [relief.lapse, before.lapse];
  if (ours.lower === 0 && ours.upper === 0 && theirs.upper === 0) return `nor after #${ordinal}`;
  if (theirs.upper !== null && ours.lower >= theirs.upper) return `longer than after #${ordinal}`;
  if (ours.upper !== null && ours.upper <= theirs.lower) return `shorter than after #${ordinal}`;
  return `whether longer than after #${ordinal} cannot be told`;
}

function coverageClause({ coverage }: ReliefView): string | null {
  if (coverage === null) return null;
  if (coverage.point !== null) return `${percentText(coverage.point)} of the known time was relieved`;
  return `between ${boundsText(coverage).replace(' to ', ' and ')} of the time was relieved`;
}

/** Responders of those judged, with the others named beside: a rate never stands alone (clinical reference 1.6). */
export function responseCounts(injections: readonly InjectionReliefView[], threshold: Threshold): string {
  const count = (response: string) =>
    injections.filter((each) => reliefOf(each, threshold).response === response).length;
  const responders = count('responder');
  const judged = responders + count('non-responder');
  const uncertain = count('uncertain');
  const rest = injections.length - judged - uncertain;
  return `Response after ${responders} of ${judged} judged; ${uncertain} uncertain, ${rest} not evaluable.`;
}

/** What is typical, apart from what this patient's scores say (clinical reference S26; hazard H14). */
export function typicalReliefSentence(): string {
  const { fromDays, toDays, version, effectiveFrom } = typicalRelief;
  return `Typically relief lasts ${fromDays} to ${toDays} days; it differs from patient to patient, and this is never a promise (version ${version} of ${effectiveFrom}).`;
}
