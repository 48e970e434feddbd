import { civilDateAt, civilDay, type CompletedInjection, type ScoreEntry } from '@lull/domain';
import type { PainScoreView } from '@lull/contracts';
import type {
  JudgedInjection,
  JudgedRecords,
  JudgedSeries,
  ReliefInjection,
  ReliefScore,
} from './relief.repository.js';

const MINUTE_MS = 60_000;

/** One target (patient, procedure, side) of one series, ready to be judged. */
export interface ReliefTarget<Injection extends JudgedInjection> {
  readonly side: 'left' | 'right';
  /** Of the series, by needle-out. */
  readonly own: readonly ReliefInjection<Injection>[];
  readonly scores: readonly PainScoreView[];
  /** The series' own, and after them the next injection of a later series on the same target, if there is one. */
  readonly injections: readonly CompletedInjection[];
  readonly entries: readonly ScoreEntry[];
}

/**
 * The facts of one side of a series. A further plan for the same target is another series (51 of 950 in the clinic's
 * book): its first injection ends the interval of the last one here, and what was said before it still speaks of
 * that one (clinical reference 1.1: t_next is the next on the same target). Baselines and ordinals begin anew.
 */
export function reliefTarget<Injection extends JudgedInjection>(
  records: JudgedRecords<Injection>,
  series: JudgedSeries,
  side: 'left' | 'right',
): ReliefTarget<Injection> {
  const sameTarget = new Set(
    records.series.filter((each) => each.procedureTypeId === series.procedureTypeId).map((each) => each.id),
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

  const concerns = ({ score }: ReliefScore): boolean => score.side === null || score.side === side;
  const scores = records.scores.filter((each) => each.seriesId === series.id && concerns(each));
  const borrowed = records.scores.filter((each) => {
    if (lastAt === null || laterAt === null || each.seriesId === series.id || !sameTarget.has(each.seriesId))
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

/** The sides of a series, each a target of its own. */
export function sidesOf({ side }: Pick<JudgedSeries, 'side'>): readonly ('left' | 'right')[] {
  return side === 'both' ? ['left', 'right'] : [side];
}

/** A score without a side means its series' own side. */
function sideOf(
  records: Pick<JudgedRecords<never>, 'series'>,
  { score, seriesId }: ReliefScore,
  side: 'left' | 'right',
): boolean {
  if (score.side !== null) return score.side === side;
  const seriesSide = records.series.find((each) => each.id === seriesId)?.side;
  return seriesSide === side || seriesSide === 'both';
}

function t0({ injection }: ReliefInjection<JudgedInjection>): number {
  if (injection.needleOutAt === null) throw new Error('A completed injection without its needle-out.');
  return injection.needleOutAt;
}

function completed(each: ReliefInjection<JudgedInjection>, { purpose }: JudgedSeries): CompletedInjection {
  const at = t0(each);
  const { start } = civilDay(civilDateAt(at, each.zone), each.zone);
  return { id: each.injection.id, at: minuteOf(at), dayStartsAt: minuteOf(start), purpose };
}

function scoreEntry({ score, enteredAt }: ReliefScore): ScoreEntry {
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
  return Math.floor(instant / MINUTE_MS);
}
