import type { SedationLevel } from '../sedation/sedation-level.js';
import { accept, refuse, type Decision } from '../decision.js';
import { civilDateAt, minuteMs } from '../time/zone.js';
import {
  policyOn,
  readinessPolicies,
  type FastingIntake,
  type FastingPolicy,
  type Intake,
  type ReadinessPolicies,
} from './readiness-policy.js';

/** What about a patient makes the usual fast another one. */
export interface FastingVariants {
  readonly glp1: boolean;
}

export interface FastingSpan<Of extends FastingIntake = FastingIntake> {
  readonly intake: Of;
  readonly minutes: number;
}

/** The last instant at which something may be taken in. */
export interface FastingCutOff {
  readonly intake: FastingIntake;
  readonly lastAt: number;
}

/** In the order in which they end under every guideline; breast milk is told to no adult. */
const usualIntakes: readonly Intake[] = ['full-meal', 'light-meal', 'clear-liquids'];

/** READY-02: for how long a sedated patient without anything particular takes in what no more, by a clinic's guideline. */
export function usualFast({ guideline, minutes }: FastingPolicy): FastingSpan<Intake>[] {
  return usualIntakes.map((intake) => ({ intake, minutes: minutes[guideline][intake] }));
}

/**
 * READY-02: for how long this patient takes in what no more, the longest first. Unsedated nobody fasts; with a GLP-1
 * drug meals of every kind end with the liquid diet. Source: clinical.md 3.1.
 */
export function fastingSpans(
  sedation: SedationLevel,
  policy: FastingPolicy,
  { glp1 }: FastingVariants = { glp1: false },
): FastingSpan[] {
  if (sedation === 'none') return [];
  const usual = usualFast(policy);
  if (!glp1) return longestFirst(usual);
  const meals = Math.max(policy.glp1LiquidDietMinutes, ...usual.map(({ minutes }) => minutes));
  const liquids = usual.filter(({ intake }) => intake === 'clear-liquids');
  return longestFirst([{ intake: 'solid-food', minutes: meals }, ...liquids]);
}

/**
 * READY-02: the same as instants, the earliest first. Elapsed minutes, not hands turned back: eight hours before
 * 08:00 in the night the clocks go forward is 23:00 of the evening before (clinical.md, time vectors; hazard H3).
 * Whoever moves or changes a session asks again. Units: epoch milliseconds.
 */
export function fastingCutOffs(
  visit: { readonly start: number; readonly arriveAt: number; readonly sedation: SedationLevel },
  policy: FastingPolicy,
  variants?: FastingVariants,
): FastingCutOff[] {
  const anchor = policy.anchor === 'start' ? visit.start : visit.arriveAt;
  return fastingSpans(visit.sedation, policy, variants).map(({ intake, minutes }) => ({
    intake,
    lastAt: anchor - minutes * minuteMs,
  }));
}

/** The cut-offs as one text, by which a fast that was told, signed or kept is known again; another minute, another text. */
export function fastingText(cutOffs: readonly FastingCutOff[]): string {
  return cutOffs.map(({ intake, lastAt }) => `${intake} ${lastAt}`).join(', ');
}

/** By what a patient fasts, whatever the day: the clinic's policies, and what is known of the patient. */
export interface FastingBasis {
  readonly policies: ReadinessPolicies;
  readonly glp1: boolean;
}

/** As long as nothing else is known: what Lull proposes, for a patient without anything particular. */
export const usualBasis: FastingBasis = { policies: readinessPolicies, glp1: false };

/**
 * READY-02: the cut-offs by the policy in force on the day of the visit. The one source for booking, search, waitlist,
 * displacement, the session's own page and readiness.
 */
export function fastOf(
  visit: Parameters<typeof fastingCutOffs>[0],
  zone: string,
  { policies, glp1 }: FastingBasis,
): FastingCutOff[] {
  return fastingCutOffs(visit, policyOn(civilDateAt(visit.start, zone), policies).fasting, { glp1 });
}

/**
 * READY-03: the first cut-off that has passed already; null: whoever is told now can still keep the fast. The instant
 * itself is not too late. The one answer for offers of the waitlist, re-housing and booking on the day.
 */
export function tooLateToFast<CutOff extends Pick<FastingCutOff, 'lastAt'>>(
  cutOffs: readonly CutOff[],
  now: number,
): CutOff | null {
  return cutOffs.find(({ lastAt }) => lastAt < now) ?? null;
}

/** When something was last taken in; null: the patient was asked, and took in nothing of the kind. */
export type LastIntakes = Readonly<Partial<Record<FastingIntake, number | null>>>;

/**
 * READY-04: the fast was kept, by what the patient answers on arrival. Each cut-off wants its own answer: what nobody
 * asked was not kept. A refusal says from when on a start would keep it. Source: clinical.md, hazard H3.
 */
export function checkFastingKept(
  cutOffs: readonly FastingCutOff[],
  last: LastIntakes,
  start: number,
): Decision<true> {
  const unasked = cutOffs.find(({ intake }) => last[intake] === undefined);
  if (unasked !== undefined)
    return refuse({
      code: 'readiness.last-intake-not-asked',
      facts: { intake: unasked.intake },
      overridable: false,
    });
  const lateBy = ({ intake, lastAt }: FastingCutOff): number => (last[intake] ?? lastAt) - lastAt;
  const [worst] = cutOffs.toSorted((a, b) => lateBy(b) - lateBy(a));
  if (worst === undefined || lateBy(worst) <= 0) return accept(true);
  return refuse({
    code: 'readiness.not-fasted',
    facts: { intake: worst.intake, lastAt: worst.lastAt },
    overridable: false,
    remedy: { code: 'start-at', facts: { at: start + lateBy(worst) } },
  });
}

function longestFirst(spans: readonly FastingSpan[]): FastingSpan[] {
  return spans.toSorted((a, b) => b.minutes - a.minutes);
}
