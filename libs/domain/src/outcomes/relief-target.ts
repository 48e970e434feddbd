import type { Side } from '../series/side.js';
import type { TargetSymptom } from '../series/target-symptom.js';
import { civilDateAt, civilDay, minuteMs } from '../time/zone.js';
import type { CompletedInjection, InjectionPurpose } from './series-relief.js';
import type { ScoreEntry } from './score-entry.js';

/** A series as far as its target matters. Instants in this file are epoch milliseconds. */
export interface TargetSeries {
  readonly id: string;
  readonly side: Side;
  readonly purpose: InjectionPurpose;
  readonly procedureTypeId: string;
  /** Decides by which scores and definitions it is judged. */
  readonly targetSymptom: TargetSymptom;
}

/** A completed injection with the zone of the clinic where it was given. */
export interface TargetInjection {
  readonly zone: string;
  readonly injection: {
    readonly id: string;
    readonly seriesId: string;
    readonly side: 'left' | 'right';
    readonly needleOutAt: number | null;
  };
}

export interface TargetScore {
  readonly seriesId: string;
  /** When it was said; null when neither a member nor the patient entered it (an imported book does not tell). */
  readonly enteredAt: number | null;
  readonly score: {
    readonly at: number;
    readonly until: number | null;
    readonly kind: ScoreEntry['kind'];
    readonly value: number | null;
    readonly source: string;
    readonly rescue: boolean;
    readonly side: 'left' | 'right' | null;
  };
}

/** Everything that is known of a patient's injections and scores, however much more each of them carries. */
export interface TargetRecords<
  Injection extends TargetInjection = TargetInjection,
  Score extends TargetScore = TargetScore,
> {
  readonly series: readonly TargetSeries[];
  /** Completed ones, by needle-out. */
  readonly injections: readonly Injection[];
  /** By time. */
  readonly scores: readonly Score[];
}

/** One target (patient, procedure, side) of one series, ready to be judged by `seriesRelief`. */
export interface ReliefTarget<
  Injection extends TargetInjection = TargetInjection,
  Score extends TargetScore = TargetScore,
> {
  readonly side: 'left' | 'right';
  /** Of the series, by needle-out. */
  readonly own: readonly Injection[];
  readonly scores: readonly Score['score'][];
  /** The series' own, and after them the next injection of a later series on the same target, if there is one. */
  readonly injections: readonly CompletedInjection[];
  readonly entries: readonly ScoreEntry[];
}

/** The sides that a series is judged by: a bilateral one has two targets. */
export function sidesOf({ side }: Pick<TargetSeries, 'side'>): readonly ('left' | 'right')[] {
  return side === 'both' ? ['left', 'right'] : [side];
}

/**
 * REL-16: the facts of one side of a series. A further plan for the same target is another series (51 of 950 in the
 * clinic's book): its first injection ends the interval of the last one here, and what was said before it still speaks
 * of that one (clinical reference 1.1: t_next is the next on the same target). Baselines and ordinals begin anew.
 */
export function reliefTarget<Injection extends TargetInjection, Score extends TargetScore>(
  records: TargetRecords<Injection, Score>,
  series: TargetSeries,
  side: 'left' | 'right',
): ReliefTarget<Injection, Score> {
  const sameTarget = new Set(
    records.series.filter((each) => each.procedureTypeId === series.procedureTypeId).map((each) => each.id),
  );
  // Another symptom is scored by another instrument: its injections end the interval, its scores say nothing here.
  const sameOutcome = new Set(
    records.series
      .filter((each) => sameTarget.has(each.id) && each.targetSymptom === series.targetSymptom)
      .map((each) => each.id),
  );
  const onTarget = records.injections.filter(
    ({ injection }) => injection.side === side && sameTarget.has(injection.seriesId),
  );
  const own = onTarget.filter(({ injection }) => injection.seriesId === series.id);
  const last = own.at(-1);
  const lastAt = last === undefined ? null : minuteOf(t0(last));
  const later =
    lastAt === null
      ? undefined
      : onTarget.find((each) => each.injection.seriesId !== series.id && minuteOf(t0(each)) > lastAt);
  const laterAt = later === undefined ? null : minuteOf(t0(later));

  const concerns = ({ score }: TargetScore): boolean => score.side === null || score.side === side;
  const scores = records.scores.filter((each) => each.seriesId === series.id && concerns(each));
  const borrowed = records.scores.filter((each) => {
    if (lastAt === null || laterAt === null || each.seriesId === series.id || !sameOutcome.has(each.seriesId))
      return false;
    const at = minuteOf(each.score.at);
    return at > lastAt && at <= laterAt && sideOf(records, each, side);
  });
  return {
    side,
    own,
    scores: scores.map(({ score }) => score),
    injections: [...own, ...(later === undefined ? [] : [later])].map((each) => completed(each, series)),
    entries: [...scores, ...borrowed].map(scoreEntry),
  };
}

/** A score without a side means its series' own side. */
function sideOf(records: TargetRecords, { score, seriesId }: TargetScore, side: 'left' | 'right'): boolean {
  if (score.side !== null) return score.side === side;
  const seriesSide = records.series.find((each) => each.id === seriesId)?.side;
  return seriesSide === side || seriesSide === 'both';
}

function t0({ injection }: TargetInjection): number {
  if (injection.needleOutAt === null) throw new Error('A completed injection without its needle-out.');
  return injection.needleOutAt;
}

function completed(each: TargetInjection, { purpose }: TargetSeries): CompletedInjection {
  const at = t0(each);
  const { start } = civilDay(civilDateAt(at, each.zone), each.zone);
  return { id: each.injection.id, at: minuteOf(at), dayStartsAt: minuteOf(start), purpose };
}

function scoreEntry({ score, enteredAt }: TargetScore): ScoreEntry {
  const { kind, rescue, value } = score;
  const at = minuteOf(score.at);
  if (kind === 'pain-returned' || kind === 'pain-relieved') {
    const to = score.until === null ? at : minuteOf(score.until);
    return { kind, from: at, to, rescue, ...(enteredAt === null ? {} : { enteredAt: minuteOf(enteredAt) }) };
  }
  if (value === null) throw new Error('A score without its value.');
  return { kind, at, value, rescue, atClinic: score.source === 'clinic' };
}

function minuteOf(instant: number): number {
  return Math.floor(instant / minuteMs);
}
