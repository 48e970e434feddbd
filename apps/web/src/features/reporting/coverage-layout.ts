import type { ReliefCoverageStep, ReliefGroupView } from '@lull/contracts';
import { scaleLinear } from 'd3-scale';
import { letterOf, round, wrapped, type Scale } from './chart-layout.js';
import { drawnGroups } from './survival-layout.js';

const top = 14;
const plotHeight = 200;
const captionLine = 15;
const nameLine = 22;

export interface CoverageLayout {
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly shares: readonly { readonly y: number; readonly text: string }[];
  readonly days: readonly { readonly x: number; readonly day: number }[];
  /** The interval that was asked for; null where it lies beyond the drawing. */
  readonly asked: number | null;
  readonly lines: readonly {
    readonly key: string;
    readonly label: string;
    readonly look: number;
    readonly path: string;
    /** Where nobody was followed that long. */
    readonly beyond: string | null;
    readonly band: string | null;
    readonly mark: { readonly x: number; readonly y: number; readonly letter: string };
    readonly nameY: number;
  }[];
  readonly caption: readonly { readonly y: number; readonly text: string }[];
}

/** Expected coverage against the interval between two injections (STAT-05). Pure; bands as for the curves. */
export function layoutCoverage(
  groups: readonly ReliefGroupView[],
  intervalDays: number,
  caption: string,
  width: number,
): CoverageLayout {
  const drawn = drawnGroups(groups);
  const narrow = width < 640;
  const left = narrow ? 48 : 84;
  const right = width - 16;
  const bottom = top + plotHeight;
  const lastDay = drawn[0]?.duration?.coverageCurve.at(-1)?.[0] ?? 1;
  const x = scaleLinear([0, lastDay], [left, right]);
  const y = scaleLinear([0, 1], [bottom, top]);
  const namesTop = bottom + 48;
  const captionTop = namesTop + (drawn.length > 1 ? drawn.length * nameLine : 0);
  const captions = wrapped(caption, width - 8);
  return {
    height: captionTop + captions.length * captionLine,
    left,
    right,
    top,
    bottom,
    shares: [0, 0.25, 0.5, 0.75, 1].map((share) => ({ y: y(share), text: `${100 * share} %` })),
    days: weeks(lastDay, narrow ? 14 : 7).map((day) => ({ x: x(day), day })),
    asked: intervalDays <= lastDay ? x(intervalDays) : null,
    lines: drawn.map(({ key, label, duration }, index) => {
      const curve = duration?.coverageCurve ?? [];
      const followed = curve.filter(([, , , , beyond]) => !beyond);
      const at = curve[Math.min(curve.length - 1, 10 + index * 10)];
      return {
        key,
        label,
        look: index,
        path: pathOf(followed, x, y),
        beyond: followed.length < curve.length ? pathOf(curve.slice(followed.length - 1), x, y) : null,
        band: drawn.length <= 2 ? bandOf(curve, x, y) : null,
        mark: { x: x(at?.[0] ?? 0), y: y(at?.[1] ?? 0), letter: letterOf(index) },
        nameY: namesTop + index * nameLine,
      };
    }),
    caption: captions.map((text, index) => ({ y: captionTop + index * captionLine, text })),
  };
}

function pathOf(curve: readonly ReliefCoverageStep[], x: Scale, y: Scale): string {
  if (curve.length === 0) return '';
  return `M${curve.map(([day, share]) => `${round(x(day))},${round(y(share))}`).join('L')}`;
}

function bandOf(curve: readonly ReliefCoverageStep[], x: Scale, y: Scale): string | null {
  if (curve.length === 0) return null;
  const edge = (of: 2 | 3) => curve.map((step) => `${round(x(step[0]))},${round(y(step[of]))}`);
  return `M${[...edge(3), ...edge(2).toReversed()].join('L')}Z`;
}

function weeks(lastDay: number, every: number): readonly number[] {
  return Array.from({ length: Math.floor(lastDay / every) + 1 }, (_, index) => index * every);
}
