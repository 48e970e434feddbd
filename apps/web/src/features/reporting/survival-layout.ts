import type { ReliefBoundView, ReliefGroupView, ReliefStep } from '@lull/contracts';
import { scaleLinear } from 'd3-scale';
import { letterOf, round, wrapped, type Scale } from './chart-layout.js';
import type { ReliefFigureAsked } from './relief-report.queries.js';

/** More lines than these cannot be told apart without colour. */
const mostLines = 6;

interface SurvivalLine {
  readonly key: string;
  readonly label: string;
  /** Which dash pattern. */
  readonly look: number;
  readonly path: string;
  readonly band: string | null;
  readonly ticks: readonly { readonly x: number; readonly y: number }[];
  /** Its letter stands on the curve, each at another height, and again before its name. */
  readonly mark: { readonly x: number; readonly y: number; readonly letter: string };
}

interface UnderAxisRow {
  readonly label: string;
  readonly y: number;
  readonly figures: readonly {
    readonly x: number;
    readonly day: number;
    readonly count: number;
    readonly figure: ReliefFigureAsked['figure'];
  }[];
}

export interface SurvivalLayout {
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly shares: readonly { readonly y: number; readonly text: string }[];
  readonly days: readonly { readonly x: number; readonly day: number }[];
  readonly lines: readonly SurvivalLine[];
  /** Where intervals were used: between the two days nobody can tell. */
  readonly boxes: readonly {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  }[];
  readonly under: readonly {
    readonly key: string;
    readonly title: string;
    readonly letter: string;
    readonly look: number;
    readonly titleY: number;
    readonly rows: readonly UnderAxisRow[];
  }[];
  /** What the figures are of, which goes with the drawing wherever it goes. */
  readonly caption: readonly { readonly y: number; readonly text: string }[];
}

interface SurvivalDrawn {
  readonly groups: readonly ReliefGroupView[];
  readonly drawnUntil: number;
  /** Of groups with sparse diaries, as soon as patients were drawn. */
  readonly bounds: readonly ReliefBoundView[];
  readonly caption: string;
}

const top = 14;
const plotHeight = 260;
/** Each figure can be pressed, and has room for it. */
const rowHeight = 24;
const captionLine = 15;

/** The groups that have a curve, the first ones of them. */
export function drawnGroups(groups: readonly ReliefGroupView[]): readonly ReliefGroupView[] {
  return groups.filter(({ duration }) => duration !== null).slice(0, mostLines);
}

/**
 * Curves of how long relief lasts with the table under their axis (KMunicate): at risk, censored and lapsed of each.
 * Where diaries are sparse the line is Turnbull's: straight through the days between which nobody can tell (STAT-14).
 * Pure. Bands only where one or two lines are: more would cover each other.
 */
export function layoutSurvival(
  { groups, drawnUntil, bounds, caption }: SurvivalDrawn,
  width: number,
): SurvivalLayout {
  const drawn = drawnGroups(groups);
  const narrow = width < 640;
  const left = narrow ? 62 : 84;
  const right = width - 16;
  const bottom = top + plotHeight;
  const lastDay = Math.max(1, drawnUntil);
  const x = scaleLinear([0, lastDay], [left, right]).clamp(true);
  const y = scaleLinear([0, 1], [bottom, top]);

  const lines = drawn.map(({ key, label, duration }, index): SurvivalLine => {
    const byInterval = turnbullPoints(duration?.sparse.steps ?? [], lastDay);
    const steps = (duration?.steps ?? []).filter(([day]) => day <= lastDay);
    const endDay = Math.min(lastDay, duration?.lastDay ?? 0);
    const points =
      byInterval.length > 0 ? [...byInterval, endOf(byInterval, endDay)] : stepPoints(steps, endDay);
    const bound = bounds.find((each) => each.key === key);
    // One below the other, from where most curves lie apart.
    const level = 0.52 - (0.4 * index) / mostLines;
    const at = points.find(([, share]) => share <= level) ?? points.at(-1);
    const band = byInterval.length > 0 ? drawnBand(bound) : stepBand(steps, endDay);
    return {
      key,
      label,
      look: index,
      path: `M${points.map(([day, share]) => `${round(x(day))},${round(y(share))}`).join('L')}`,
      band: drawn.length <= 2 ? bandPath(band, x, y) : null,
      ticks: (duration?.censorTicks ?? [])
        .filter(([day]) => day <= lastDay)
        .map(([day, share]) => ({
          x: x(day),
          y: y(byInterval.length > 0 ? shareAt(points, day) : share),
        })),
      mark: { x: x(at?.[0] ?? 0), y: y(level), letter: letterOf(index) },
    };
  });

  const axis = drawn[0]?.duration?.underAxis.map(({ day }) => day) ?? [0];
  const shown = withRoom(
    axis.filter((day) => day <= lastDay),
    x,
    narrow ? 40 : 46,
  );
  const underTop = bottom + 40;
  const block = rowHeight * 3 + 26;
  const captionTop = underTop + drawn.length * block + 6;
  const lineOf = wrapped(caption, width - 8);
  return {
    height: captionTop + lineOf.length * captionLine,
    left,
    right,
    top,
    bottom,
    shares: [0, 0.25, 0.5, 0.75, 1].map((share) => ({ y: y(share), text: `${100 * share} %` })),
    days: shown.map((day) => ({ x: x(day), day })),
    lines,
    boxes: drawn.length === 1 ? boxesOf(drawn[0], x, y, lastDay) : [],
    under: drawn.map(({ key, label, duration }, index) => {
      const at = underTop + index * block;
      const row = (
        place: number,
        words: string,
        of: 'atRisk' | 'censored' | 'lapsed',
        figure: ReliefFigureAsked['figure'],
      ): UnderAxisRow => ({
        label: words,
        y: at + place * rowHeight - 4,
        figures: (duration?.underAxis ?? [])
          .filter(({ day }) => shown.includes(day))
          .map((each) => ({ x: x(each.day), day: each.day, count: each[of], figure })),
      });
      return {
        key,
        title: label,
        letter: letterOf(index),
        look: index,
        titleY: at,
        rows: [
          row(1, 'At risk', 'atRisk', 'at-risk'),
          row(2, 'Censored', 'censored', 'censored-before'),
          row(3, 'Lapsed', 'lapsed', 'lapsed-before'),
        ],
      };
    }),
    caption: lineOf.map((text, index) => ({ y: captionTop + index * captionLine, text })),
  };
}

/** [day, share]: a corner of a line. */
type Point = readonly [number, number];

/** Down at each lapse, level in between. */
function stepPoints(steps: readonly ReliefStep[], endDay: number): Point[] {
  const points: Point[] = [[0, 1]];
  let share = 1;
  for (const [day, after] of steps) {
    points.push([day, share], [day, after]);
    share = after;
  }
  points.push([endDay, share]);
  return points;
}

/** Level between the intervals, straight through each: where within it relief ended the data cannot say. */
function turnbullPoints(
  steps: readonly (readonly [number, number | null, number, number])[],
  lastDay: number,
): Point[] {
  if (steps.length === 0) return [];
  const points: Point[] = [[0, 1]];
  for (const [from, to, before, after] of steps) {
    if (from > lastDay) break;
    points.push([from, before]);
    if (to === null) break;
    if (to > lastDay) {
      points.push([lastDay, before + ((after - before) * (lastDay - from)) / (to - from)]);
      break;
    }
    points.push([to, after]);
  }
  return points;
}

const endOf = (points: readonly Point[], endDay: number): Point => [
  Math.max(endDay, points.at(-1)?.[0] ?? 0),
  points.at(-1)?.[1] ?? 1,
];

function shareAt(points: readonly Point[], day: number): number {
  const next = points.findIndex(([at]) => at >= day);
  const [to, from] = [points[next] ?? points.at(-1), points[next - 1] ?? points[0]];
  if (to === undefined || from === undefined) return 1;
  const span = to[0] - from[0];
  return span <= 0 ? to[1] : from[1] + ((to[1] - from[1]) * Math.min(span, day - from[0])) / span;
}

interface Band {
  readonly upper: readonly Point[];
  readonly lower: readonly Point[];
}

/** Where the interval is undefined (at 1 and at 0) the band is as narrow as the line. */
function stepBand(steps: readonly ReliefStep[], endDay: number): Band | null {
  if (steps.every(([, , lower]) => lower === null)) return null;
  const edge = (of: 2 | 3) =>
    stepPoints(
      steps.map((step) => [step[0], step[of] ?? step[1], null, null]),
      endDay,
    );
  return { upper: edge(3), lower: edge(2) };
}

function drawnBand(bound: ReliefBoundView | undefined): Band | null {
  if (bound === undefined) return null;
  return {
    upper: bound.band.map(([day, , upper]) => [day, upper]),
    lower: bound.band.map(([day, lower]) => [day, lower]),
  };
}

function bandPath(band: Band | null, x: Scale, y: Scale): string | null {
  if (band === null) return null;
  const corners = [...band.upper, ...band.lower.toReversed()];
  return `M${corners.map(([day, share]) => `${round(x(day))},${round(y(share))}`).join('L')}Z`;
}

function boxesOf(
  group: ReliefGroupView | undefined,
  x: Scale,
  y: Scale,
  lastDay: number,
): SurvivalLayout['boxes'] {
  return (group?.duration?.sparse.steps ?? [])
    .filter(([from]) => from < lastDay)
    .map(([from, to, before, after]) => ({
      x: x(from),
      y: y(before),
      width: Math.max(1, x(Math.min(lastDay, to ?? lastDay)) - x(from)),
      height: Math.max(1, y(after) - y(before)),
    }));
}

/** Every day that has room, evenly: all of them, each second, each third. */
function withRoom(days: readonly number[], x: Scale, room: number): readonly number[] {
  const gap = days.length < 2 ? room : x(days[1] ?? 0) - x(days[0] ?? 0);
  const every = Math.max(1, Math.ceil(room / Math.max(1, gap)));
  return days.filter((_, index) => index % every === 0);
}
