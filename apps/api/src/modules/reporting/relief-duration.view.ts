import {
  expectedCoverage,
  kaplanMeier,
  kaplanMeierByPatient,
  survivalInterval,
  survivalQuantile,
  turnbull,
  turnbullQuantile,
  Z_95,
  type LapseInterval,
  type PatientDuration,
  type SurvivalCurve,
  type SurvivalStep,
} from '@lull/domain';
import type {
  ReliefCoverageView,
  ReliefDurationView,
  ReliefQuantileView,
  ReliefSparseView,
  ReliefStep,
} from '@lull/contracts';

const MINUTES_PER_DAY = 1440;
/** A lapse known no better than to so many days is a wide one; when more than this share are, intervals are used. */
const wideDays = 3;
const wideShareLimit = 0.2;
/** A drawing has no more places than these. */
const mostSteps = 400;
const mostTicks = 400;
/** Above so many injections, bounds are rounded outward to whole days: nobody means them to the minute. */
const exactUpTo = 2_000;
/** The intervals whose coverage stands in the table; the one that was asked for joins them. */
const usualIntervals = [7, 14, 21, 28, 42, 56, 84];

/** One evaluable injection: relief ended in (lower, upper] minutes after it; upper null: last seen at lower. */
export interface EvaluableInjection {
  readonly patient: string;
  readonly lower: number;
  readonly upper: number | null;
  readonly persistedAtNext: boolean;
}

export interface DurationQuestion {
  readonly intervalDays: number;
  /** The same of all groups, so that they can stand under one axis. */
  readonly axisDays: readonly number[];
}

/** How long the relief of a group lasted. */
export function durationView(
  injections: readonly EvaluableInjection[],
  { intervalDays, axisDays }: DurationQuestion,
): ReliefDurationView {
  const curve = kaplanMeierByPatient(injections.map((each) => durationOf(each, false)));
  const pessimistic = kaplanMeier(injections.map((each) => durationOf(each, true)));
  const lapses = curve.steps.filter((step) => step.lapses > 0);
  const shown = thin(lapses, mostSteps);
  const censored = curve.steps.filter((step) => step.censored > 0);
  return {
    lastDay: curve.lastDay ?? 0,
    steps: shown.map(stepOf),
    thinned: shown.length < lapses.length,
    censorTicks: thin(censored, mostTicks).map(({ days, survival }) => [days, survival]),
    median: quantile(curve, 0.5),
    quartiles: [quantile(curve, 0.25), quantile(curve, 0.75)],
    // A bound itself, which needs no interval.
    pessimisticMedian: { days: survivalQuantile(pessimistic, 0.5).days, lower: null, upper: null },
    underAxis: underAxis(curve, axisDays),
    sparse: sparseView(injections),
    expectedCoverage: coverages(curve, intervalDays),
  };
}

/** The day after which fewer than one in a hundred injections were still at risk: a curve says little from there on. */
export function lastTellingDay(injections: readonly EvaluableInjection[]): number {
  const days = Float64Array.from(injections, (each) => durationOf(each, false).days).sort();
  return days[Math.ceil(days.length * 0.99) - 1] ?? 0;
}

/** The middle of the interval, and of what was not followed further the last time relief was seen. */
function durationOf(
  { patient, lower, upper, persistedAtNext }: EvaluableInjection,
  pessimistic: boolean,
): PatientDuration {
  if (upper !== null) return { patient, days: (lower + upper) / 2 / MINUTES_PER_DAY, lapsed: true };
  return { patient, days: lower / MINUTES_PER_DAY, lapsed: pessimistic && persistedAtNext };
}

function stepOf(step: SurvivalStep): ReliefStep {
  const band = survivalInterval(step);
  return [step.days, step.survival, band?.lower ?? null, band?.upper ?? null];
}

/** At most so many, the first and the last among them, evenly over the steps. */
function thin<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  return Array.from({ length: most }, (_, index) =>
    Math.round((index * (all.length - 1)) / (most - 1)),
  ).flatMap((at) => all[at] ?? []);
}

function quantile(curve: SurvivalCurve, p: number): ReliefQuantileView {
  const { days, lower, upper } = survivalQuantile(curve, p);
  return { days, lower, upper };
}

/** Weeks while a drawing has room for them, then months of four weeks, and so on, up to the last day of all groups. */
export function axisUpTo(lastDay: number): readonly number[] {
  const every = [7, 14, 28, 56, 112].find((days) => lastDay / days <= 9) ?? 224;
  return Array.from({ length: Math.floor(lastDay / every) + 1 }, (_, index) => index * every);
}

/** At risk before the day, censored and lapsed before it. */
function underAxis(
  { steps, injections }: SurvivalCurve,
  days: readonly number[],
): ReliefDurationView['underAxis'] {
  let next = 0;
  let censored = 0;
  let lapsed = 0;
  return days.map((day) => {
    for (let step = steps[next]; step !== undefined && step.days < day; step = steps[(next += 1)]) {
      censored += step.censored;
      lapsed += step.lapses;
    }
    return { day, atRisk: injections - censored - lapsed, censored, lapsed };
  });
}

function sparseView(injections: readonly EvaluableInjection[]): ReliefSparseView {
  const lapses = injections.filter((each) => each.upper !== null);
  const wide = lapses.filter(({ lower, upper }) => (upper ?? 0) - lower > wideDays * MINUTES_PER_DAY);
  const wideShare = lapses.length === 0 ? 0 : wide.length / lapses.length;
  if (wideShare <= wideShareLimit) return { wideShare, median: null, steps: [] };
  const outward = injections.length > exactUpTo;
  const estimate = turnbull(injections.map((each) => intervalOf(each, outward)));
  const half = turnbullQuantile(estimate.masses, 0.5);
  if (!estimate.converged || half === null) return { wideShare, median: null, steps: [] };
  let survival = 1;
  const steps = estimate.masses
    .filter(({ mass }) => mass > 1e-9)
    .map(({ left, right, mass }) => {
      const before = survival;
      survival = Math.max(0, survival - mass);
      return [left, right, before, survival] as const;
    });
  return { wideShare, median: { from: half.left, to: half.right }, steps: thin(steps, mostSteps) };
}

function intervalOf({ lower, upper }: EvaluableInjection, outward: boolean): LapseInterval {
  const from = lower / MINUTES_PER_DAY;
  const to = upper === null ? null : upper / MINUTES_PER_DAY;
  return outward
    ? { lower: Math.floor(from), upper: to === null ? null : Math.ceil(to) }
    : { lower: from, upper: to };
}

function coverages(curve: SurvivalCurve, intervalDays: number): ReliefCoverageView[] {
  const days = [...new Set([...usualIntervals, intervalDays])].sort((a, b) => a - b);
  return days.flatMap((each) => {
    const found = expectedCoverage(curve, each);
    if (found === null) return [];
    const reach = Z_95 * found.standardError;
    return {
      intervalDays: each,
      share: found.coverage,
      lower: Math.max(0, found.coverage - reach),
      upper: Math.min(1, found.coverage + reach),
      beyondLast: found.beyondLast,
    };
  });
}
