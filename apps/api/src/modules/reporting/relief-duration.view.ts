import {
  diariesSparse,
  expectedCoverages,
  kaplanMeier,
  kaplanMeierByPatient,
  showsInterval,
  survivalInterval,
  survivalPolicy,
  survivalQuantile,
  turnbull,
  turnbullQuantile,
  Z_95,
  type PatientDuration,
  type PatientInterval,
  type SurvivalCurve,
  type SurvivalStep,
} from '@lull/domain';
import type {
  ReliefCoverageStep,
  ReliefCoverageView,
  ReliefDurationView,
  ReliefQuantileView,
  ReliefSparseView,
  ReliefStep,
} from '@lull/contracts';

const MINUTES_PER_DAY = 1440;
/** A drawing has no more places than these. */
const mostSteps = 400;
const mostTicks = 400;
/** Above so many injections, bounds are rounded outward to whole days: nobody means them to the minute. */
const exactUpTo = 2_000;
/** The intervals whose coverage stands in the table; the one that was asked for joins them. */
const usualIntervals = [7, 14, 21, 28, 42, 56, 84];
/** The intervals of the drawing of coverage: every day up to the longest of the table. */
const drawnIntervals = Array.from({ length: usualIntervals.at(-1) ?? 0 }, (_, index) => index + 1);

/**
 * The evaluable injections of a group, in columns: a hundred thousand rows of their own would cost the memory of the
 * answer many times over. Relief ended in (lower, upper] minutes after the injection; upper null: last seen at lower.
 */
export interface EvaluableInjections {
  readonly patients: readonly number[];
  readonly lowers: readonly number[];
  readonly uppers: readonly (number | null)[];
  /** Whether the next injection came while relief stood. */
  readonly persisted: readonly (0 | 1)[];
}

export interface DurationQuestion {
  readonly intervalDays: number;
  /** The same of all groups, so that they can stand under one axis. */
  readonly axisDays: readonly number[];
}

/** How long the relief of a group lasted. */
export function durationView(
  injections: EvaluableInjections,
  { intervalDays, axisDays }: DurationQuestion,
): ReliefDurationView {
  const durations = durationsOf(injections);
  const curve = kaplanMeierByPatient(durations);
  const told = showsInterval(curve, survivalPolicy);
  const lapses = curve.steps.filter((step) => step.lapses > 0);
  const shown = thin(lapses, mostSteps);
  const censored = curve.steps.filter((step) => step.censored > 0);
  return {
    lastDay: curve.lastDay ?? 0,
    steps: shown.map((step) => stepOf(step, told)),
    thinned: shown.length < lapses.length,
    interval: told,
    censorTicks: thin(censored, mostTicks).map(({ days, survival }) => [rounded(days), rounded(survival)]),
    median: quantile(curve, 0.5, told),
    quartiles: [quantile(curve, 0.25, told), quantile(curve, 0.75, told)],
    pessimisticMedian: { days: pessimisticMedian(durations, injections), lower: null, upper: null },
    underAxis: underAxis(curve, axisDays),
    sparse: sparseView(injections),
    ...coverages(curve, intervalDays),
  };
}

/** The middle of the interval, and of what was not followed further the last time relief was seen. */
export function durationsOf({ patients, lowers, uppers }: EvaluableInjections): readonly PatientDuration[] {
  const names = new Map<number, string>();
  return lowers.map((lower, index) => {
    const upper = uppers[index] ?? null;
    return {
      patient: nameOf(names, patients[index] ?? 0),
      days: (upper === null ? lower : (lower + upper) / 2) / MINUTES_PER_DAY,
      lapsed: upper !== null,
    };
  });
}

/** In days; of many injections with bounds rounded outward. */
export function intervalsOf(injections: EvaluableInjections): readonly PatientInterval[] {
  const exact = exactIntervals(injections);
  if (exact.length <= exactUpTo) return exact;
  return exact.map(({ patient, lower, upper }) => ({
    patient,
    lower: Math.floor(lower),
    upper: upper === null ? null : Math.ceil(upper),
  }));
}

function exactIntervals({ patients, lowers, uppers }: EvaluableInjections): readonly PatientInterval[] {
  const names = new Map<number, string>();
  return lowers.map((lower, index) => {
    const upper = uppers[index] ?? null;
    return {
      patient: nameOf(names, patients[index] ?? 0),
      lower: lower / MINUTES_PER_DAY,
      upper: upper === null ? null : upper / MINUTES_PER_DAY,
    };
  });
}

/** One text for all rows of a patient. */
function nameOf(names: Map<number, string>, patient: number): string {
  const known = names.get(patient) ?? String(patient);
  names.set(patient, known);
  return known;
}

/** The median if relief that stood at the next injection had ended there: a bound itself, which needs no interval. */
function pessimisticMedian(
  durations: readonly PatientDuration[],
  { persisted }: EvaluableInjections,
): number | null {
  const ended = durations.map((each, index) =>
    !each.lapsed && persisted[index] === 1 ? { ...each, lapsed: true } : each,
  );
  return survivalQuantile(kaplanMeier(ended), 0.5).days;
}

/** The day after which fewer than one in a hundred injections were still at risk: a curve says little from there on. */
export function lastTellingDay(injections: EvaluableInjections): number {
  const days = Float64Array.from(durationsOf(injections), (each) => each.days).sort();
  return days[Math.ceil(days.length * 0.99) - 1] ?? 0;
}

function stepOf(step: SurvivalStep, told: boolean): ReliefStep {
  const band = told ? survivalInterval(step) : null;
  return [
    rounded(step.days),
    rounded(step.survival),
    band === null ? null : rounded(band.lower),
    band === null ? null : rounded(band.upper),
  ];
}

/** Six digits are more than a drawing can show, and half as many to send. */
function rounded(value: number): number {
  return Math.round(1e6 * value) / 1e6;
}

/** At most so many, the first and the last among them, evenly over the steps. */
function thin<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  return Array.from({ length: most }, (_, index) =>
    Math.round((index * (all.length - 1)) / (most - 1)),
  ).flatMap((at) => all[at] ?? []);
}

function quantile(curve: SurvivalCurve, p: number, told: boolean): ReliefQuantileView {
  const { days, lower, upper } = survivalQuantile(curve, p);
  return { days, lower: told ? lower : null, upper: told ? upper : null };
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

function sparseView(injections: EvaluableInjections): ReliefSparseView {
  const lapses = exactIntervals(injections).filter(({ upper }) => upper !== null);
  const wide = lapses.filter(({ lower, upper }) => (upper ?? lower) - lower > survivalPolicy.sparse.days);
  const wideShare = lapses.length === 0 ? 0 : wide.length / lapses.length;
  const none = { wideShare, isSparse: false, median: null, steps: [] };
  if (!diariesSparse(lapses, survivalPolicy)) return none;
  const estimate = turnbull(intervalsOf(injections));
  const half = turnbullQuantile(estimate.masses, 0.5);
  if (!estimate.converged || half === null) return { ...none, isSparse: true };
  let survival = 1;
  const steps = estimate.masses
    .filter(({ mass }) => mass > 1e-9)
    .map(({ left, right, mass }) => {
      const before = survival;
      survival = Math.max(0, survival - mass);
      return [left, right, rounded(before), rounded(survival)] as const;
    });
  return {
    wideShare,
    isSparse: true,
    median: { from: half.left, to: half.right },
    steps: thin(steps, mostSteps),
  };
}

function coverages(
  curve: SurvivalCurve,
  asked: number,
): Pick<ReliefDurationView, 'expectedCoverage' | 'coverageCurve'> {
  const days = [...new Set([...drawnIntervals, asked])].sort((a, b) => a - b);
  const table = new Set([...usualIntervals, asked]);
  const found = expectedCoverages(curve, days).map(
    ({ intervalDays, coverage, standardError, beyondLast }): ReliefCoverageView => {
      const reach = Z_95 * standardError;
      return {
        intervalDays,
        share: coverage,
        lower: Math.max(0, coverage - reach),
        upper: Math.min(1, coverage + reach),
        beyondLast,
      };
    },
  );
  return {
    expectedCoverage: found.filter(({ intervalDays }) => table.has(intervalDays)),
    coverageCurve: found
      .filter(({ intervalDays }) => intervalDays <= drawnIntervals.length)
      .map(({ intervalDays, share, lower, upper, beyondLast }): ReliefCoverageStep => [
        intervalDays,
        rounded(share),
        rounded(lower),
        rounded(upper),
        beyondLast,
      ]),
  };
}
