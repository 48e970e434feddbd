import type { ReliefGroupView, ReliefStep } from '@lull/contracts';
import { scaleLinear } from 'd3-scale';

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
  readonly figures: readonly { readonly x: number; readonly text: string }[];
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
    readonly title: string;
    readonly letter: string;
    readonly look: number;
    readonly titleY: number;
    readonly rows: readonly UnderAxisRow[];
  }[];
}

const top = 14;
const plotHeight = 260;
const rowHeight = 16;

/** The groups that have a curve, the first ones of them. */
export function drawnGroups(groups: readonly ReliefGroupView[]): readonly ReliefGroupView[] {
  return groups.filter(({ duration }) => duration !== null).slice(0, mostLines);
}

/**
 * Curves of how long relief lasts with the table under their axis (KMunicate): at risk, censored and lapsed of each.
 * Pure. Bands only where one or two lines are: more would cover each other.
 */
export function layoutSurvival(
  groups: readonly ReliefGroupView[],
  drawnUntil: number,
  width: number,
): SurvivalLayout {
  const drawn = drawnGroups(groups);
  const narrow = width < 640;
  const left = narrow ? 62 : 84;
  const right = width - 16;
  const bottom = top + plotHeight;
  const lastDay = Math.max(1, drawnUntil);
  const x = scaleLinear([0, lastDay], [left, right]);
  const y = scaleLinear([0, 1], [bottom, top]);

  const lines = drawn.map(({ key, label, duration }, index): SurvivalLine => {
    const steps = (duration?.steps ?? []).filter(([day]) => day <= lastDay);
    const endX = x(Math.min(lastDay, duration?.lastDay ?? 0));
    // One below the other, from where most curves lie apart.
    const level = 0.52 - (0.4 * index) / mostLines;
    const at = steps.find(([, share]) => share <= level) ?? steps.at(-1);
    return {
      key,
      label,
      look: index,
      path: stepPath(steps, x, y, endX),
      band: drawn.length <= 2 ? bandPath(steps, x, y, endX) : null,
      ticks: (duration?.censorTicks ?? [])
        .filter(([day]) => day <= lastDay)
        .map(([day, share]) => ({ x: x(day), y: y(share) })),
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
  const block = rowHeight * 4 + 8;
  return {
    height: underTop + drawn.length * block,
    left,
    right,
    top,
    bottom,
    shares: [0, 0.25, 0.5, 0.75, 1].map((share) => ({ y: y(share), text: `${100 * share} %` })),
    days: shown.map((day) => ({ x: x(day), day })),
    lines,
    boxes: drawn.length === 1 ? boxesOf(drawn[0], x, y, lastDay) : [],
    under: drawn.map(({ label, duration }, index) => {
      const at = underTop + index * block;
      const figures = (of: 'atRisk' | 'censored' | 'lapsed') =>
        (duration?.underAxis ?? [])
          .filter(({ day }) => shown.includes(day))
          .map((each) => ({ x: x(each.day), text: String(each[of]) }));
      return {
        title: label,
        letter: letterOf(index),
        look: index,
        titleY: at,
        rows: [
          { label: 'At risk', y: at + rowHeight, figures: figures('atRisk') },
          { label: 'Censored', y: at + 2 * rowHeight, figures: figures('censored') },
          { label: 'Lapsed', y: at + 3 * rowHeight, figures: figures('lapsed') },
        ],
      };
    }),
  };
}

type Scale = (value: number) => number;

/** From full, down at each step, level until the next and until the last day that was seen. */
function stepPath(steps: readonly ReliefStep[], x: Scale, y: Scale, endX: number): string {
  const moves = steps.map(([day, share]) => `H${round(x(day))}V${round(y(share))}`);
  return `M${round(x(0))},${round(y(1))}${moves.join('')}H${round(endX)}`;
}

/** Where the interval is undefined (at 1 and at 0) the band is as narrow as the line. */
function bandPath(steps: readonly ReliefStep[], x: Scale, y: Scale, endX: number): string | null {
  if (steps.length === 0) return null;
  const edge = (of: 2 | 3) => steps.map((step) => ({ x: x(step[0]), y: y(step[of] ?? step[1]) }));
  const upper = edge(3)
    .map((at) => `H${round(at.x)}V${round(at.y)}`)
    .join('');
  const lower = edge(2).toReversed();
  const back = lower.map((at, index) => `V${round(at.y)}H${round(lower[index]?.x ?? 0)}`).join('');
  return `M${round(x(0))},${round(y(1))}${upper}H${round(endX)}${back}V${round(y(1))}Z`;
}

function boxesOf(
  group: ReliefGroupView | undefined,
  x: Scale,
  y: Scale,
  lastDay: number,
): SurvivalLayout['boxes'] {
  return (group?.duration?.sparse.steps ?? []).map(([from, to, before, after]) => ({
    x: x(from),
    y: y(before),
    width: Math.max(1, x(Math.min(lastDay, to ?? lastDay)) - x(from)),
    height: Math.max(1, y(after) - y(before)),
  }));
}

function letterOf(index: number): string {
  return String.fromCodePoint(65 + index);
}

/** Every day that has room, evenly: all of them, each second, each third. */
function withRoom(days: readonly number[], x: Scale, room: number): readonly number[] {
  const gap = days.length < 2 ? room : x(days[1] ?? 0) - x(days[0] ?? 0);
  const every = Math.max(1, Math.ceil(room / Math.max(1, gap)));
  return days.filter((_, index) => index % every === 0);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
