import { dataQualityOf, type DataQuality } from './data-quality.js';
import { exact } from './exact.js';
import { observe, type Observation } from './observations.js';
import { coverageOf, type ReliefCoverage } from './relief-coverage.js';
import type { ReliefDefinition, RescuePolicy } from './relief-definition.js';
import {
  displayDuration,
  responseOf,
  walkCourse,
  type CensoringReason,
  type ReliefDuration,
  type Response,
} from './relief-duration.js';
import {
  onsetAt,
  patternOf,
  readPhases,
  type OnsetInterval,
  type PhaseFinding,
  type ReliefPattern,
} from './relief-phases.js';
import { improvement, isStatement, type ScoreEntry } from './score-entry.js';

/** The facts of one injection; all times in whole minutes after its t0. */
export interface ReliefFacts {
  /** In points of the scale (BAS-01); null when missing. */
  readonly baseline: number | null;
  /** Of this injection, in any order. */
  readonly entries: readonly ScoreEntry[];
  /** t0 of the next completed injection on the same target. */
  readonly nextAt: number | null;
  /** What ended the follow-up before that, if anything did: later entries are not read. */
  readonly followUpEnded?: {
    readonly at: number;
    readonly reason: Exclude<CensoringReason, 'next-injection' | 'last-contact'>;
  };
}

/** Which definition a figure was made with: it stands beside every number. */
export interface DefinitionStamp {
  readonly name: string;
  readonly version: string;
  readonly relativePercent: number;
  readonly rescuePolicy: RescuePolicy;
}

export type PersistedAtNext = 'yes' | 'no' | 'unknown';

interface ObservedRelief {
  readonly definition: DefinitionStamp;
  readonly early: PhaseFinding;
  readonly sustained: PhaseFinding;
  readonly lateFirstLook: boolean;
  readonly pattern: ReliefPattern;
  readonly flares: number;
  readonly onset: OnsetInterval | null;
  /** Only for a biphasic or delayed course. */
  readonly sustainedOnset: OnsetInterval | null;
  /** Largest reduction in the diagnostic window, in percent of the baseline; null when nobody looked. */
  readonly peakReductionPercent: number | null;
  /** Relief in the diagnostic window; null when nobody looked. */
  readonly immediateRelief: boolean | null;
  readonly coverage: ReliefCoverage;
  readonly dataQuality: DataQuality;
  /** The last look was relieved, and close before the next injection: the next baseline is carried forward. */
  readonly relievedAtNext: boolean;
}

export interface EvaluableRelief extends ObservedRelief {
  readonly status: 'evaluable';
  readonly duration: ReliefDuration;
  readonly response: Response;
  /** Null without a next injection. */
  readonly persistedAtNext: PersistedAtNext | null;
  /** Minutes from the end of relief (as displayed) to the next injection; null if ongoing or none. */
  readonly unrelievedGap: number | null;
}

export interface IndeterminateRelief extends ObservedRelief {
  readonly status: 'indeterminate';
  /** Early relief that was seen to lapse; the sustained phase was not observed, so it is not a result. */
  readonly seenDuration: ReliefDuration | null;
}

export type Relief =
  | EvaluableRelief
  | IndeterminateRelief
  | {
      readonly status: 'not-evaluable';
      readonly definition: DefinitionStamp;
      /** `no-threshold`: no source says what relief of the symptom is. */
      readonly reason: 'missing-baseline' | 'low-baseline' | 'no-threshold';
    }
  | { readonly status: 'no-data'; readonly definition: DefinitionStamp };

/**
 * REL-10: what one injection did, by one definition (clinical reference 1.4 to 1.6; held against the vectors).
 * - `no-data`: no entry can be used; `not-evaluable`: there are entries but no baseline to judge them by (and no
 *   percent relief was asked), or a baseline too low to show relief;
 * - `indeterminate`: the early phase failed and nobody looked at the sustained one: not a zero;
 * - `evaluable`: duration, response and coverage.
 */
export function assessRelief(facts: ReliefFacts, definition: ReliefDefinition): Relief {
  const { baseline, entries, nextAt } = facts;
  const stamp = stampOf(definition);
  const ended = endBefore(facts);
  const until = ended?.at ?? nextAt;

  const unusable = baselineFault(facts, until, definition);
  if (unusable !== null) return { ...unusable, definition: stamp };
  const observations = observe(entries, baseline, definition, until);
  const last = observations.at(-1);
  if (last === undefined) return { status: 'no-data', definition: stamp };

  const relievedAtNext =
    nextAt !== null && until === nextAt && last.relieved && nextAt - last.at <= definition.persistedWithin;
  const phases = readPhases(observations, definition);
  const endOfFollowUp = ended?.reason ?? (relievedAtNext ? 'next-injection' : 'last-contact');
  const { duration, flares, conclusive } = walkCourse(observations, phases, definition, endOfFollowUp);
  const pattern = patternOf(observations, phases);
  const observed: ObservedRelief = {
    definition: stamp,
    early: phases.early,
    sustained: phases.sustained,
    lateFirstLook: phases.lateFirstLook,
    pattern,
    flares,
    onset: onsetAt(observations, phases.firstEarlyRelief ?? phases.sustainedOnset),
    sustainedOnset:
      pattern === 'biphasic' || pattern === 'delayed' ? onsetAt(observations, phases.sustainedOnset) : null,
    peakReductionPercent: peakReduction(entries, baseline, definition, until),
    immediateRelief: immediateRelief(observations, definition),
    coverage: coverageOf(observations, definition, until),
    dataQuality: dataQualityOf(observations, duration, definition),
    relievedAtNext,
  };
  if (!conclusive || duration === null)
    return { status: 'indeterminate', ...observed, seenDuration: duration };
  return {
    status: 'evaluable',
    ...observed,
    duration,
    response: responseOf(duration, definition),
    persistedAtNext: nextAt === null ? null : persisted(duration, relievedAtNext),
    unrelievedGap: nextAt === null || duration.event === 0 ? null : nextAt - displayDuration(duration),
  };
}

/** The stamp that goes beside every figure made with this definition. */
export function stampOf(definition: ReliefDefinition): DefinitionStamp {
  const { name, version, relativePercent, rescuePolicy } = definition;
  return { name, version, relativePercent, rescuePolicy };
}

function endBefore(facts: ReliefFacts): ReliefFacts['followUpEnded'] | null {
  const { followUpEnded, nextAt } = facts;
  if (followUpEnded === undefined) return null;
  return nextAt === null || followUpEnded.at < nextAt ? followUpEnded : null;
}

/** BAS-02: a missing baseline is never imputed, a baseline below the least change cannot show relief. */
function baselineFault(
  { baseline, entries }: ReliefFacts,
  until: number | null,
  definition: ReliefDefinition,
):
  | { readonly status: 'no-data' }
  | { readonly status: 'not-evaluable'; readonly reason: 'missing-baseline' | 'low-baseline' }
  | null {
  const own = entries.filter((entry) => {
    const at = isStatement(entry) ? entry.to : entry.at;
    return at > 0 && (until === null || (isStatement(entry) ? entry.from : at) <= until);
  });
  if (own.length === 0) return { status: 'no-data' };
  if (baseline === null) {
    const percentAsked = own.some((entry) => entry.kind === 'pct-relief');
    return percentAsked ? null : { status: 'not-evaluable', reason: 'missing-baseline' };
  }
  const low =
    definition.betterIs === 'lower' &&
    exact(baseline) - exact(definition.scaleLeast) < exact(definition.absoluteMinimum);
  return low ? { status: 'not-evaluable', reason: 'low-baseline' } : null;
}

function immediateRelief(observations: readonly Observation[], definition: ReliefDefinition): boolean | null {
  const looks = observations.filter((look) => look.at <= definition.diagnosticWindow);
  return looks.length === 0 ? null : looks.some((look) => look.relieved);
}

/** Entries under rescue are no peak of the injection, unless the policy is to ignore rescue. */
function peakReduction(
  entries: readonly ScoreEntry[],
  baseline: number | null,
  definition: ReliefDefinition,
  until: number | null,
): number | null {
  const end = until === null ? definition.diagnosticWindow : Math.min(until, definition.diagnosticWindow);
  let peak: number | null = null;
  for (const entry of entries) {
    if (entry.kind !== 'now' && entry.kind !== 'pct-relief') continue;
    if (entry.at <= 0 || entry.at > end) continue;
    if (entry.rescue && definition.rescuePolicy !== 'ignore') continue;
    const reduction =
      entry.kind === 'pct-relief' ? entry.value : percentImprovement(baseline, entry.value, definition);
    if (reduction !== null && (peak === null || reduction > peak)) peak = reduction;
  }
  return peak;
}

function percentImprovement(
  baseline: number | null,
  score: number,
  definition: ReliefDefinition,
): number | null {
  if (baseline === null || exact(baseline) === 0) return null;
  return (100 * improvement(baseline, score, definition)) / Math.abs(exact(baseline));
}

function persisted(duration: ReliefDuration, relievedAtNext: boolean): PersistedAtNext {
  if (duration.event === 1) return 'no';
  return relievedAtNext ? 'yes' : 'unknown';
}
