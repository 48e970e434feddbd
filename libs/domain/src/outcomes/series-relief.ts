import { baselineOf, type Baseline, type BaselineFacts } from './baseline.js';
import { assessRelief, type PersistedAtNext, type Relief, type ReliefFacts } from './relief.js';
import { displayDuration, type Response } from './relief-duration.js';
import { reliefDefinition30, reliefDefinition50, type ReliefDefinition } from './relief-definition.js';
import type { ReliefPattern } from './relief-phases.js';
import type { DataQuality } from './data-quality.js';
import type { NumericEntry, ScoreEntry } from './score-entry.js';
import { countBefore, placeEntries } from './score-timeline.js';

const MINUTES_PER_DAY = 1440;

export type InjectionPurpose = 'diagnostic' | 'therapeutic' | 'pre-surgical';

/** A completed injection on the target (patient, side, region); one that was not done is not handed in. */
export interface CompletedInjection {
  readonly id: string;
  /** t0, when the therapeutic injectate was finished: minutes since the epoch. */
  readonly at: number;
  /** Local midnight, in the clinic's zone, of the day of t0: minutes since the epoch. */
  readonly dayStartsAt: number;
  readonly purpose: InjectionPurpose;
}

/** What ended the follow-up of the target: surgery on the limb, neurolysis, a new neuropathic drug, death, ... */
export interface FollowUpEnd {
  readonly at: number;
  readonly reason: NonNullable<ReliefFacts['followUpEnded']>['reason'];
}

export interface SeriesReliefFacts {
  /** In ascending order of t0, no two at the same minute. */
  readonly injections: readonly CompletedInjection[];
  /** All scores of the target, in any order, in minutes since the epoch. */
  readonly entries: readonly ScoreEntry[];
  readonly followUpEnds?: readonly FollowUpEnd[];
}

/** The row "relief between injections"; days are exact quotients of minutes, null is not known or not there. */
export interface ReliefBetweenInjections {
  readonly intervalDays: number | null;
  /** `at-least` is shown with ">=". */
  readonly duration: { readonly days: number; readonly bound: 'about' | 'at-least' } | null;
  /** The point is null while too little of the time is known; the bounds always stand. */
  readonly coverage: {
    readonly point: number | null;
    readonly low: number;
    readonly high: number;
    readonly knownFraction: number;
  } | null;
  readonly unrelievedGapDays: number | null;
  readonly persistedAtNext: PersistedAtNext | null;
  readonly pattern: ReliefPattern | null;
  readonly response: Response;
  readonly dataQuality: DataQuality | null;
}

export interface JudgedRelief {
  readonly relief: Relief;
  readonly between: ReliefBetweenInjections;
}

export interface InjectionRelief {
  readonly injectionId: string;
  /** 1, 2, ... among the completed injections of the target. */
  readonly ordinal: number;
  /** Pre-surgical injections are judged by the operation: they stay out of series survival statistics. */
  readonly countsInSurvival: boolean;
  readonly baseline: Baseline;
  readonly primary: JudgedRelief;
  readonly secondary: JudgedRelief;
}

export interface ReliefDefinitions {
  /** Also decides whether relief persisted at the next injection, for its baseline. */
  readonly primary: ReliefDefinition;
  readonly secondary: ReliefDefinition;
}

/**
 * REL-14: the relief of every injection on one target, by both definitions, with its baseline and the row
 * "relief between injections". In order, because a baseline may be carried forward from the injection before.
 * A check-in score counts twice: as the last look after the injection before, and as a baseline of the new one.
 * A bilateral session is two injections on two targets: call this once for each side.
 * Time grows with n log n of scores. Source: clinical reference 1.1, 1.3 and 1.6.
 */
export function seriesRelief(
  facts: SeriesReliefFacts,
  definitions: ReliefDefinitions = { primary: reliefDefinition50, secondary: reliefDefinition30 },
): readonly InjectionRelief[] {
  const { injections } = facts;
  const timeline = placeEntries(
    injections.map((injection) => injection.at),
    facts.entries,
  );
  const scoreTimes = timeline.scores.map((score) => score.at);
  const ends = (facts.followUpEnds ?? []).toSorted((a, b) => a.at - b.at);
  const endTimes = ends.map((end) => end.at);

  const baselines: Baseline[] = [];
  let persists = false;
  return injections.map((injection, index) => {
    const before = timeline.scores.slice(
      countBefore(scoreTimes, injection.at - longestWindow(definitions.primary)),
      countBefore(scoreTimes, injection.at + 1),
    );
    const previous = injections[index - 1];
    const baseline = baselineOf(
      baselineFacts(before, injection, previous, persists, definitions.primary),
      baselines,
      definitions.primary.baseline,
    );
    baselines.push(baseline);

    const next = injections[index + 1];
    const nextAt = next === undefined ? null : next.at - injection.at;
    const end = ends[countBefore(endTimes, injection.at + 1)];
    const reliefFacts: ReliefFacts = {
      baseline: baseline.value,
      entries: timeline.afterInjection[index] ?? [],
      nextAt,
      ...(end === undefined ? {} : { followUpEnded: { at: end.at - injection.at, reason: end.reason } }),
    };
    const primary = judge(reliefFacts, definitions.primary);
    persists = 'relievedAtNext' in primary.relief && primary.relief.relievedAtNext;
    return {
      injectionId: injection.id,
      ordinal: index + 1,
      countsInSurvival: injection.purpose !== 'pre-surgical',
      baseline,
      primary,
      secondary: judge(reliefFacts, definitions.secondary),
    };
  });
}

/** REL-20: injections whose symptom has no threshold: counted and dated, and nothing is judged of them. */
export function unjudgedRelief(injections: readonly CompletedInjection[]): readonly InjectionRelief[] {
  const definition = { name: 'none', version: '1', relativePercent: 0, rescuePolicy: 'ignore' } as const;
  const relief = { status: 'not-evaluable', reason: 'no-threshold', definition } as const;
  return injections.map((injection, index) => {
    const next = injections[index + 1];
    const judged = {
      relief,
      between: reliefBetween(relief, next === undefined ? null : next.at - injection.at),
    };
    return {
      injectionId: injection.id,
      ordinal: index + 1,
      countsInSurvival: injection.purpose !== 'pre-surgical',
      baseline: { value: null, source: 'missing' },
      primary: judged,
      secondary: judged,
    };
  });
}

function judge(facts: ReliefFacts, definition: ReliefDefinition): JudgedRelief {
  const relief = assessRelief(facts, definition);
  return { relief, between: reliefBetween(relief, facts.nextAt) };
}

/**
 * REL-15: the row "relief between injections" for one judged injection; `nextAt` in minutes after its t0.
 * An indeterminate course keeps its pattern, coverage and quality, but gives no duration.
 */
export function reliefBetween(relief: Relief, nextAt: number | null): ReliefBetweenInjections {
  const evaluable = relief.status === 'evaluable' ? relief : null;
  const observed = evaluable ?? (relief.status === 'indeterminate' ? relief : null);
  return {
    intervalDays: inDays(nextAt),
    duration:
      evaluable === null
        ? null
        : {
            days: displayDuration(evaluable.duration) / MINUTES_PER_DAY,
            bound: evaluable.duration.upper === null ? 'at-least' : 'about',
          },
    coverage:
      observed === null
        ? null
        : {
            point: observed.coverage.pointReliable ? observed.coverage.point : null,
            low: observed.coverage.low,
            high: observed.coverage.high,
            knownFraction: observed.coverage.knownFraction,
          },
    unrelievedGapDays: inDays(evaluable?.unrelievedGap ?? null),
    persistedAtNext: nextAt === null ? null : (evaluable?.persistedAtNext ?? 'unknown'),
    pattern: observed?.pattern ?? null,
    response: evaluable?.response ?? 'not-evaluable',
    dataQuality: observed?.dataQuality ?? null,
  };
}

function inDays(minutes: number | null): number | null {
  return minutes === null ? null : minutes / MINUTES_PER_DAY;
}

function longestWindow(definition: ReliefDefinition): number {
  const { diaryMinutes, clinicMinutes } = definition.baseline;
  return Math.max(diaryMinutes, clinicMinutes, MINUTES_PER_DAY);
}

/**
 * BAS-03: what is known before an injection, from the scores up to its t0 in order of time. A clinic score from
 * the early phase of the injection before is the anaesthetic at work and no baseline; neither is one from before
 * that injection on the same day a check-in.
 */
function baselineFacts(
  before: readonly NumericEntry[],
  injection: CompletedInjection,
  previous: CompletedInjection | undefined,
  previousReliefPersists: boolean,
  definition: ReliefDefinition,
): BaselineFacts {
  const { diaryMinutes, clinicMinutes } = definition.baseline;
  const diaryScores: number[] = [];
  let checkIn: number | null = null;
  let clinicScore: number | null = null;
  for (const score of before) {
    if (score.kind === 'avg24h') {
      if (score.at >= injection.at - diaryMinutes) diaryScores.push(score.value);
    } else if (score.atClinic === true) {
      const sincePrevious = previous === undefined ? Infinity : score.at - previous.at;
      const numbed = sincePrevious > 0 && sincePrevious < definition.sustainedFrom;
      if (score.at >= injection.dayStartsAt) {
        if (sincePrevious > 0) checkIn = score.value;
      } else if (score.at >= injection.at - clinicMinutes && !numbed) {
        clinicScore = score.value;
      }
    }
  }
  return { previousReliefPersists, diaryScores, checkIn, clinicScore };
}
