import type { TargetReliefView } from '@lull/contracts';
import { scaleLinear } from 'd3-scale';
import {
  definitionOf,
  reliefCourses,
  reliefLine,
  reliefOf,
  type ReliefCourse,
  type Threshold,
} from './relief-course.js';
import { shapeOf, type ReliefBar, type ScoreMark } from './timeline-layout.js';

const dayMs = 86_400_000;
const minutesPerDay = 1440;

export const multipleSize = { width: 208, height: 132 } as const;
const plot = { left: 18, right: multipleSize.width - 6, top: 6, bottom: 86 } as const;
const laneTop = 92;
const laneHeight = 16;

/** One injection of a series, drawn on the scale that all of them share. */
export interface Multiple {
  readonly ordinal: number;
  readonly scores: readonly ScoreMark[];
  readonly bars: readonly ReliefBar[];
  readonly flares: readonly number[];
  /** Lines of the baseline and of relief by both definitions, across the plot. */
  readonly levels: readonly {
    readonly meaning: 'baseline' | 'relief-50' | 'relief-30';
    readonly y: number;
  }[];
  /** From the last confirmed relief: nobody has seen its end. */
  readonly ongoingFrom: number | null;
  /** The next injection; null after the last, or beyond the scale. */
  readonly next: number | null;
}

export interface Multiples {
  /** The common scale reaches from the injection to this day. */
  readonly days: number;
  readonly ticks: readonly { readonly x: number; readonly day: number }[];
  readonly scaleTicks: readonly { readonly y: number; readonly value: number }[];
  readonly plot: typeof plot;
  readonly laneTop: number;
  readonly laneHeight: number;
  readonly multiples: readonly Multiple[];
}

/**
 * Every injection from its own day 0, all on one scale of days and of points, so that what is longer looks longer. The
 * scale reaches as far as anything was seen after any injection, in whole weeks; an interval that goes on beyond that
 * in silence is cut there, for all alike.
 */
export function layoutMultiples(target: TargetReliefView, threshold: Threshold): Multiples {
  const courses = reliefCourses(target, threshold);
  const days = Math.max(
    14,
    Math.ceil(Math.max(0, ...courses.map((each) => seenDays(each, target, threshold))) / 7) * 7,
  );
  const x = scaleLinear([0, days], [plot.left, plot.right]);
  const y = scaleLinear([0, 10], [plot.bottom, plot.top]);
  const step = [7, 14, 28, 56, 84].find((each) => days / each <= 4) ?? 168;
  return {
    days,
    ticks: Array.from({ length: Math.floor(days / step) + 1 }, (_, index) => ({
      day: index * step,
      x: x(index * step),
    })),
    scaleTicks: [0, 5, 10].map((value) => ({ value, y: y(value) })),
    plot,
    laneTop,
    laneHeight,
    multiples: courses.map((course): Multiple => {
      const day = (at: number): number => (at - course.start) / dayMs;
      const clip = (at: number): number => x(Math.min(days, Math.max(0, day(at))));
      const shown = (at: number): boolean => day(at) >= 0 && day(at) <= days;
      const baseline =
        target.injections.find((each) => each.ordinal === course.ordinal)?.baseline.value ?? null;
      const level = (meaning: Multiple['levels'][number]['meaning'], value: number | null) =>
        value === null ? [] : [{ meaning, y: y(value) }];
      return {
        ordinal: course.ordinal,
        scores: scoresOf(target, course).flatMap((score) =>
          score.value === null || !shown(score.at) || (score.kind !== 'now' && score.kind !== 'avg24h')
            ? []
            : [
                {
                  id: score.id,
                  x: clip(score.at),
                  y: y(score.value),
                  shape: shapeOf(score),
                  rescue: score.rescue,
                },
              ],
        ),
        bars: course.stretches
          .filter(({ start }) => shown(start))
          .map(({ kind, start, end }) => ({ kind, x: clip(start), width: clip(end) - clip(start) })),
        flares: course.flares.filter(shown).map(clip),
        levels: [
          ...level('baseline', baseline),
          ...level('relief-30', reliefLine(baseline, definitionOf(target, 30))),
          ...level('relief-50', reliefLine(baseline, definitionOf(target, 50))),
        ],
        ongoingFrom: course.ongoingFrom === null ? null : clip(course.ongoingFrom),
        next: course.end !== null && shown(course.end) ? clip(course.end) : null,
      };
    }),
  };
}

function scoresOf({ scores }: TargetReliefView, course: ReliefCourse) {
  return scores.filter(({ at }) => at > course.start && (course.end === null || at <= course.end));
}

/** Until which day anything was seen: a score, or the bounds of the lapse. */
function seenDays(course: ReliefCourse, target: TargetReliefView, threshold: Threshold): number {
  const last = Math.max(0, ...scoresOf(target, course).map(({ at }) => (at - course.start) / dayMs));
  const judged = target.injections.find((each) => each.ordinal === course.ordinal);
  const lapse = judged === undefined ? null : reliefOf(judged, threshold).lapse;
  return Math.max(last, (lapse?.upper ?? lapse?.lower ?? 0) / minutesPerDay);
}
