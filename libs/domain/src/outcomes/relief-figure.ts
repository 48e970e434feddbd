import { diarySchedule } from './diary-schedule.js';
import type { BaselineSource } from './baseline.js';
import type { DataQuality } from './data-quality.js';
import type { PersistedAtNext, Relief } from './relief.js';
import { reliefDefinition30, reliefDefinition50 } from './relief-definition.js';
import type { CensoringReason, Response } from './relief-duration.js';
import type { ReliefPattern } from './relief-phases.js';
import { isStatement, type ScoreEntry } from './score-entry.js';
import { placeEntries } from './score-timeline.js';
import {
  seriesRelief,
  type JudgedRelief,
  type ReliefDefinitions,
  type SeriesReliefFacts,
} from './series-relief.js';

const MINUTES_PER_DAY = 1440;

/** Both thresholds of one version; a new version is a new entry of `reliefDefinitionVersions`, none is ever edited. */
export const reliefDefinitionVersions: readonly ReliefDefinitions[] = [
  { primary: reliefDefinition50, secondary: reliefDefinition30 },
];

/** The one that new figures are made with: the last. */
export const currentReliefDefinitions: ReliefDefinitions = {
  primary: reliefDefinition50,
  secondary: reliefDefinition30,
};

/**
 * What one definition says of one injection, flat, as it is kept and counted. Times are whole minutes after t0, shares
 * from 0 to 1; null is not known or not there. It holds nothing of the day on which it was computed, so that the same
 * facts always give the same figure.
 */
export interface ReliefFigure {
  readonly definition: string;
  readonly version: string;
  readonly status: Relief['status'];
  readonly reason: 'missing-baseline' | 'low-baseline' | 'no-threshold' | null;
  readonly baseline: number | null;
  readonly baselineSource: BaselineSource;
  readonly pattern: ReliefPattern | null;
  /** Relief ended in (lower, upper]; upper null: last confirmed at lower. Both null without a result. */
  readonly lower: number | null;
  readonly upper: number | null;
  readonly event: 0 | 1 | null;
  readonly lapseConfirmed: boolean | null;
  readonly censoredBy: CensoringReason | null;
  readonly response: Response;
  readonly flares: number | null;
  readonly persistedAtNext: PersistedAtNext | null;
  readonly coveragePoint: number | null;
  readonly coverageLow: number | null;
  readonly coverageHigh: number | null;
  readonly knownFraction: number | null;
  readonly quality: DataQuality | null;
}

/** One injection by both definitions, with what does not depend on a definition. */
export interface InjectionFigures {
  readonly injectionId: string;
  readonly ordinal: number;
  /** Minutes to the next injection on the target. */
  readonly nextAt: number | null;
  /** On how many of the days that are asked daily something was said. */
  readonly daysAnswered: number;
  readonly figures: readonly [ReliefFigure, ReliefFigure];
}

/**
 * REL-17: the figures of every injection on one target, by both definitions, a function of its facts alone: computed
 * anew after each change, or all from nothing, they are the same to the last bit. Facts and order as in `seriesRelief`.
 */
export function reliefFigures(
  facts: SeriesReliefFacts,
  definitions: ReliefDefinitions = currentReliefDefinitions,
): readonly InjectionFigures[] {
  const starts = facts.injections.map((injection) => injection.at);
  const { afterInjection } = placeEntries(starts, facts.entries);
  return seriesRelief(facts, definitions).map((relief, index) => {
    const next = starts[index + 1];
    const nextAt = next === undefined ? null : next - (starts[index] ?? 0);
    const figure = (judged: JudgedRelief, { name, version }: ReliefDefinitions['primary']) =>
      figureOf(judged, relief.baseline, name, version);
    return {
      injectionId: relief.injectionId,
      ordinal: relief.ordinal,
      nextAt,
      daysAnswered: daysAnswered(afterInjection[index] ?? [], nextAt),
      figures: [figure(relief.primary, definitions.primary), figure(relief.secondary, definitions.secondary)],
    };
  });
}

/**
 * REL-18: on how many of the first `dailyDays` days after an injection (24 h each, from t0; until the next injection)
 * the patient or the clinic said anything that can be dated. How many days there were to answer on depends on today, and
 * is asked when the adherence is read.
 */
export function daysAnswered(
  entries: readonly ScoreEntry[],
  nextAt: number | null,
  schedule = diarySchedule,
): number {
  const days = new Set<number>();
  for (const entry of entries) {
    if (isStatement(entry) && entry.from !== entry.to && entry.enteredAt === undefined) continue;
    const at = isStatement(entry) ? entry.to : entry.at;
    if (at <= 0 || (nextAt !== null && at > nextAt)) continue;
    const day = Math.ceil(at / MINUTES_PER_DAY);
    if (day <= schedule.dailyDays) days.add(day);
  }
  return days.size;
}

/**
 * REL-19: on how many days the daily diary could have been answered, whole days after an injection: those that have
 * passed, at most `dailyDays`, and none after the next injection. `nextAt` and `sinceInjection` in minutes after t0.
 */
export function daysToAnswer(
  nextAt: number | null,
  sinceInjection: number,
  schedule = diarySchedule,
): number {
  const until = nextAt === null ? sinceInjection : Math.min(nextAt, sinceInjection);
  return Math.max(0, Math.min(schedule.dailyDays, Math.floor(until / MINUTES_PER_DAY)));
}

function figureOf(
  { relief, between }: JudgedRelief,
  baseline: { readonly value: number | null; readonly source: BaselineSource },
  definition: string,
  version: string,
): ReliefFigure {
  const evaluable = relief.status === 'evaluable' ? relief : null;
  const observed = evaluable ?? (relief.status === 'indeterminate' ? relief : null);
  const duration = evaluable?.duration ?? null;
  return {
    definition,
    version,
    status: relief.status,
    reason: relief.status === 'not-evaluable' ? relief.reason : null,
    baseline: baseline.value,
    baselineSource: baseline.source,
    pattern: between.pattern,
    lower: duration?.lower ?? null,
    upper: duration?.upper ?? null,
    event: duration?.event ?? null,
    lapseConfirmed: duration?.event === 1 ? duration.lapseConfirmed : null,
    censoredBy: duration?.event === 0 ? duration.censoredBy : null,
    response: between.response,
    flares: observed?.flares ?? null,
    persistedAtNext: between.persistedAtNext,
    coveragePoint: between.coverage?.point ?? null,
    coverageLow: between.coverage?.low ?? null,
    coverageHigh: between.coverage?.high ?? null,
    knownFraction: between.coverage?.knownFraction ?? null,
    quality: between.dataQuality,
  };
}
