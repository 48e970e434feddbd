import type { InstrumentScoreView, PainScoreView, ScoreKind, TargetReliefView } from '@lull/contracts';
import { addCivilDays, civilDateAt, civilDay, weekdayOf } from '@lull/domain';
import { scaleLinear } from 'd3-scale';
import {
  reliefCourses,
  reliefLine,
  type ReliefCourse,
  type StretchKind,
  type Threshold,
} from './relief-course.js';
import {
  expectedUntil,
  layoutLanes,
  rescueRoom,
  type LapseBands,
  type TimelineLanes,
} from './timeline-lanes.js';

const dayMs = 86_400_000;

export type Span = 'whole' | 'last-3';

export interface TimelineFacts {
  readonly target: TargetReliefView;
  readonly threshold: Threshold;
  readonly instruments: readonly InstrumentScoreView[];
  readonly prediction: LapseBands | null;
  readonly nextSessionAt: number | null;
  readonly now: number;
  /** The clinic's. */
  readonly zone: string;
  readonly span: Span;
  /** Of the whole picture, in px. */
  readonly width: number;
}

export interface ScoreMark {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  /** Told apart by shape, never by colour alone. */
  readonly shape: 'clinic' | 'diary' | 'average' | 'percent' | 'returned' | 'relieved';
  readonly rescue: boolean;
}

interface InjectionMark {
  readonly ordinal: number;
  readonly x: number;
  /** Row of the label above the plot: near neighbours stand on different rows. */
  readonly row: number;
  readonly steroid: boolean;
}

export interface ReliefBar {
  readonly kind: StretchKind;
  readonly x: number;
  readonly width: number;
}

export interface CourseMark {
  readonly ordinal: number;
  readonly x: number;
  readonly width: number;
  /** From the last confirmed relief to here; the arrow says that nobody has seen its end. */
  readonly arrow: { readonly from: number; readonly to: number } | null;
  readonly flares: readonly number[];
}

export interface LevelLine {
  readonly meaning: 'baseline' | 'relief-50' | 'relief-30';
  readonly y: number;
  readonly x1: number;
  readonly x2: number;
}

export interface Timeline {
  readonly width: number;
  readonly plot: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  readonly height: number;
  readonly laneTop: number;
  readonly laneHeight: number;
  readonly stripY: number;
  readonly axisY: number;
  readonly lanes: TimelineLanes;
  readonly scores: readonly ScoreMark[];
  /** Paths through the daily averages, broken where nobody looked for a week. */
  readonly traces: readonly string[];
  readonly injections: readonly InjectionMark[];
  readonly bars: readonly ReliefBar[];
  readonly courses: readonly CourseMark[];
  readonly levels: readonly LevelLine[];
  readonly levelLabels: readonly { readonly y: number; readonly text: string }[];
  readonly scaleTicks: readonly { readonly y: number; readonly value: number }[];
  readonly timeTicks: readonly { readonly x: number; readonly text: string; readonly strong: boolean }[];
  readonly today: number | null;
  readonly nextSession: number | null;
  /** It lies further ahead than the picture reaches: the edge says so. */
  readonly nextBeyond: boolean;
}

const margin = { left: 26, right: 78 } as const;
const labelRow = 26;
/** For what was given, below the marks of the injections. */
const givenRow = 14;
const labelWidth = 30;
const plotHeight = 190;
const stripHeight = 18;
const laneHeight = 26;
const axisHeight = 22;

/** The whole picture in pixels, from what the server says. Pure: the same facts give the same picture. */
export function layoutTimeline(facts: TimelineFacts): Timeline {
  const courses = reliefCourses(facts.target, facts.threshold);
  const [from, to] = timeWindow(facts, courses);
  const left = margin.left;
  const right = Math.max(left + 40, facts.width - margin.right);
  const x = scaleLinear([from, to], [left, right]);
  const inWindow = (at: number): boolean => at >= from && at <= to;

  const injections = markInjections(facts.target, x, inWindow);
  const rows = Math.max(1, ...injections.map(({ row }) => row + 1));
  const top = rows * labelRow + givenRow + 6;
  const bottom = top + plotHeight;
  const y = scaleLinear([0, 10], [bottom, top]);
  const stripY = bottom + stripHeight / 2 + 2;
  const laneTop = bottom + stripHeight + rescueRoom(facts.target) + 18;
  const lanes = layoutLanes({
    ...facts,
    window: [from, to],
    x,
    right,
    stripY,
    after: laneTop + laneHeight,
  });
  const axisY = lanes.bottom + 6;
  const clip = (at: number): number => x(Math.min(to, Math.max(from, at)));

  const visible = facts.target.scores.filter((score) => inWindow(score.at));
  const shown = courses.filter((course) => (course.end ?? to) > from && course.start < to);
  return {
    width: facts.width,
    plot: { left, right, top, bottom },
    height: axisY + axisHeight,
    laneTop,
    laneHeight,
    stripY,
    axisY,
    lanes,
    scores: visible.map((score) => markScore(score, x, y, stripY)),
    traces: traces(visible, x, y),
    injections,
    bars: shown.flatMap((course) =>
      course.stretches
        .filter((stretch) => stretch.end > from && stretch.start < to)
        .map(({ kind, start, end }) => ({ kind, x: clip(start), width: clip(end) - clip(start) })),
    ),
    courses: shown.map((course) => markCourse(course, clip, to, x, inWindow)),
    levels: levelLines(facts, courses, clip, y, from, to),
    levelLabels: levelLabels(facts.target, y),
    scaleTicks: [0, 2, 4, 6, 8, 10].map((value) => ({ value, y: y(value) })),
    timeTicks: timeTicks(from, to, facts.zone, x),
    today: inWindow(facts.now) ? x(facts.now) : null,
    nextSession:
      facts.nextSessionAt !== null && inWindow(facts.nextSessionAt) ? x(facts.nextSessionAt) : null,
    nextBeyond: facts.nextSessionAt !== null && facts.nextSessionAt > to,
  };
}

/** What is expected takes no more of the picture than this; a longer range is cut, with an arrow. */
const mostAhead = 45 * dayMs;

type Scale = (at: number) => number;

/** From what to when: today and the next session are part of it unless they lie far beyond what is known. */
function timeWindow(facts: TimelineFacts, courses: readonly ReliefCourse[]): readonly [number, number] {
  const { target, now, nextSessionAt, span, prediction } = facts;
  const first = span === 'last-3' ? (courses.at(-3) ?? courses[0]) : courses[0];
  const known = [
    ...target.scores.map((score) => score.until ?? score.at),
    ...courses.map((course) => course.start),
  ];
  const last = known.length === 0 ? now : Math.max(...known);
  const begin = Math.min(...(first === undefined ? known : [first.start]), now);
  const earlier = target.scores.map(({ at }) => at).filter((at) => at < begin && at >= begin - 21 * dayMs);
  const from = (span === 'last-3' || earlier.length === 0 ? begin : Math.min(...earlier)) - 3 * dayMs;
  const near = [nextSessionAt, now].filter((at) => at !== null && at - last < 75 * dayMs && at > last);
  const reach = Math.max(last, ...near.filter((at) => at !== null));
  const expected = Math.min(expectedUntil(target, prediction) ?? reach, reach + mostAhead);
  const to = Math.max(reach, expected) + 4 * dayMs;
  return [from, Math.max(to, from + 14 * dayMs)];
}

function markInjections(
  target: TargetReliefView,
  x: Scale,
  inWindow: (at: number) => boolean,
): InjectionMark[] {
  const rowEnds: number[] = [];
  return target.injections.flatMap(({ ordinal, injection }) => {
    const at = injection.needleOutAt;
    if (at === null || !inWindow(at)) return [];
    const place = x(at);
    const free = rowEnds.findIndex((end) => place - labelWidth / 2 >= end);
    const row = free < 0 ? rowEnds.length : free;
    rowEnds[row] = place + labelWidth / 2 + 2;
    return [{ ordinal, x: place, row, steroid: injection.drugs.some((drug) => drug.role === 'steroid') }];
  });
}

const shapes: Readonly<Record<ScoreKind, ScoreMark['shape']>> = {
  now: 'diary',
  avg24h: 'average',
  'pct-relief': 'percent',
  'pain-returned': 'returned',
  'pain-relieved': 'relieved',
};

export function shapeOf({ kind, source }: PainScoreView): ScoreMark['shape'] {
  return kind === 'now' && source === 'clinic' ? 'clinic' : shapes[kind];
}

function markScore(score: PainScoreView, x: Scale, y: Scale, stripY: number): ScoreMark {
  const shape = shapeOf(score);
  const onScale = score.value !== null && (score.kind === 'now' || score.kind === 'avg24h');
  // A statement speaks of a whole day; it stands in the middle of it, below the scale.
  const at = score.until === null ? score.at : (score.at + score.until) / 2;
  return { id: score.id, x: x(at), y: onScale ? y(score.value) : stripY, shape, rescue: score.rescue };
}

function traces(scores: readonly PainScoreView[], x: Scale, y: Scale): string[] {
  const averages = scores
    .filter((score) => score.kind === 'avg24h' && score.value !== null)
    .toSorted((a, b) => a.at - b.at);
  const paths: string[] = [];
  let previous: PainScoreView | undefined;
  for (const score of averages) {
    const point = `${round(x(score.at))},${round(y(score.value ?? 0))}`;
    const broken = previous === undefined || score.at - previous.at > 7 * dayMs;
    if (broken) paths.push(`M${point}`);
    else paths[paths.length - 1] += `L${point}`;
    previous = score;
  }
  return paths.filter((path) => path.includes('L'));
}

function markCourse(
  course: ReliefCourse,
  clip: Scale,
  to: number,
  x: Scale,
  inWindow: (at: number) => boolean,
): CourseMark {
  const start = clip(course.start);
  const end = clip(course.end ?? to);
  const { ongoingFrom } = course;
  const arrow =
    ongoingFrom === null
      ? null
      : {
          from: clip(ongoingFrom),
          to: Math.max(clip(ongoingFrom) + 10, Math.min(end - 2, clip(ongoingFrom) + 34)),
        };
  return {
    ordinal: course.ordinal,
    x: start,
    width: end - start,
    arrow,
    flares: course.flares.filter(inWindow).map(x),
  };
}

function levelLines(
  facts: TimelineFacts,
  courses: readonly ReliefCourse[],
  clip: Scale,
  y: Scale,
  from: number,
  to: number,
): LevelLine[] {
  return courses.flatMap((course) => {
    const baseline =
      facts.target.injections.find((each) => each.ordinal === course.ordinal)?.baseline.value ?? null;
    const end = course.end ?? to;
    if (baseline === null || end <= from || course.start >= to) return [];
    const [x1, x2] = [clip(course.start), clip(end)];
    const line = (meaning: LevelLine['meaning'], value: number | null): LevelLine[] =>
      value === null ? [] : [{ meaning, y: y(value), x1, x2 }];
    return [
      ...line('baseline', baseline),
      ...line('relief-30', reliefLine(baseline, 30)),
      ...line('relief-50', reliefLine(baseline, 50)),
    ];
  });
}

/** The lines' names at the right edge, for the last injection with a baseline; kept 13 px apart. */
function levelLabels(target: TargetReliefView, y: Scale): { y: number; text: string }[] {
  const baseline = target.injections.findLast((each) => each.baseline.value !== null)?.baseline.value ?? null;
  if (baseline === null) return [];
  const [moderate, substantial] = [reliefLine(baseline, 30), reliefLine(baseline, 50)];
  const labels = [
    { value: baseline, text: `baseline ${baseline}` },
    // Under a low baseline the two-point rule binds both, and the lines lie upon each other.
    { value: moderate, text: moderate === substantial ? '30, 50 % relief' : '30 % relief' },
    { value: moderate === substantial ? null : substantial, text: '50 % relief' },
  ];
  let lowest = -Infinity;
  return labels.flatMap(({ value, text }) => {
    if (value === null) return [];
    lowest = Math.max(y(value), lowest + 13);
    return [{ y: lowest, text }];
  });
}

/** Midnights of the clinic: days, Mondays or first days of months, as many as can be read. */
function timeTicks(
  from: number,
  to: number,
  zone: string,
  x: Scale,
): { x: number; text: string; strong: boolean }[] {
  const days = (to - from) / dayMs;
  const pxPerDay = (x(to) - x(from)) / days;
  const step = pxPerDay * 7 > 46 ? (pxPerDay > 46 ? 'day' : 'week') : 'month';
  const everyMonths =
    step === 'month' ? ([1, 2, 3, 6].find((months) => pxPerDay * 30 * months > 44) ?? 12) : 1;
  const ticks: { x: number; text: string; strong: boolean }[] = [];
  for (let date = civilDateAt(from, zone), n = 0; n <= days + 1; n += 1, date = addCivilDays(date, 1)) {
    const [year, month, day] = [date.slice(0, 4), Number(date.slice(5, 7)), Number(date.slice(8))];
    const wanted =
      step === 'day' ||
      (step === 'week' && weekdayOf(date) === 1) ||
      (step === 'month' && day === 1 && (month - 1) % everyMonths === 0);
    if (!wanted) continue;
    const at = civilDay(date, zone).start;
    if (at < from || at > to) continue;
    const newYear = ticks.every((tick) => !tick.text.endsWith(year));
    const monthName = monthNames[month - 1] ?? '';
    const text = step === 'month' ? monthName : `${day} ${monthName}`;
    ticks.push({ x: x(at), text: newYear ? `${text} ${year}` : text, strong: newYear });
  }
  return ticks;
}

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function round(px: number): number {
  return Math.round(px * 10) / 10;
}
