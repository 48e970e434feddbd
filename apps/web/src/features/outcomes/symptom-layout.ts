import type { TargetReliefView } from '@lull/contracts';
import { civilDateAt, civilDay, addCivilDays } from '@lull/domain';
import { scaleLinear } from 'd3-scale';

const dayMs = 86_400_000;
const margin = { left: 26, right: 16, top: 24, bottom: 24 } as const;
const plotHeight = 130;

export interface SymptomFacts {
  readonly target: Pick<TargetReliefView, 'scores' | 'injections'>;
  /** Of the instrument. */
  readonly range: { readonly least: number; readonly most: number };
  /** The clinic's. */
  readonly zone: string;
  readonly width: number;
}

/** A course on a scale of few steps, in pixels. */
export interface SymptomLayout {
  readonly width: number;
  readonly height: number;
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
  readonly steps: readonly { readonly value: number; readonly y: number }[];
  readonly scores: readonly {
    readonly id: string;
    readonly x: number;
    readonly y: number;
    readonly clinic: boolean;
  }[];
  /** Through the answers, broken where nobody answered for a week: nothing is drawn as if somebody had. */
  readonly lines: readonly string[];
  readonly injections: readonly { readonly ordinal: number; readonly x: number }[];
  readonly days: readonly { readonly x: number; readonly text: string }[];
}

/** Answers and injections on one axis of time. Pure: the same facts give the same picture. */
export function layoutSymptom({ target, range, zone, width }: SymptomFacts): SymptomLayout {
  const scores = target.scores.flatMap(({ id, at, value, source }) =>
    value === null ? [] : [{ id, at, value, clinic: source !== 'diary' }],
  );
  const given = target.injections.flatMap(({ ordinal, injection }) =>
    injection.needleOutAt === null ? [] : [{ ordinal, at: injection.needleOutAt }],
  );
  const known = [...scores, ...given].map(({ at }) => at);
  const from = Math.min(...known) - 2 * dayMs;
  const to = Math.max(...known, from + 14 * dayMs) + 2 * dayMs;
  const [left, right] = [margin.left, Math.max(margin.left + 60, width - margin.right)];
  const [top, bottom] = [margin.top, margin.top + plotHeight];
  const x = scaleLinear([from, to], [left, right]);
  const y = scaleLinear([range.least, range.most], [bottom, top]);
  return {
    width,
    height: bottom + margin.bottom,
    top,
    bottom,
    left,
    right,
    steps: Array.from({ length: range.most - range.least + 1 }, (_, step) => range.least + step).map(
      (value) => ({ value, y: y(value) }),
    ),
    scores: scores.map(({ id, at, value, clinic }) => ({ id, x: x(at), y: y(value), clinic })),
    lines: lines(scores, x, y),
    injections: given.map(({ ordinal, at }) => ({ ordinal, x: x(at) })),
    days: days(from, to, zone, x),
  };
}

type Scale = (value: number) => number;

function lines(
  scores: readonly { readonly at: number; readonly value: number }[],
  x: Scale,
  y: Scale,
): readonly string[] {
  const paths: string[] = [];
  scores.forEach(({ at, value }, index) => {
    const before = scores[index - 1];
    const point = `${Math.round(x(at) * 10) / 10},${Math.round(y(value) * 10) / 10}`;
    if (before === undefined || at - before.at > 7 * dayMs) paths.push(`M${point}`);
    else paths[paths.length - 1] += `L${point}`;
  });
  return paths.filter((path) => path.includes('L'));
}

/** Midnights of the clinic, as many as can be read. */
function days(from: number, to: number, zone: string, x: Scale): SymptomLayout['days'] {
  const room = (x(to) - x(from)) / ((to - from) / dayMs);
  const every = [7, 14, 28, 56, 112].find((step) => step * room > 64) ?? 224;
  const ticks: { x: number; text: string }[] = [];
  for (let date = civilDateAt(from + dayMs, zone); ; date = addCivilDays(date, every)) {
    const at = civilDay(date, zone).start;
    if (at > to - dayMs) return ticks;
    if (at >= from)
      ticks.push({
        x: x(at),
        text: `${Number(date.slice(8))} ${months[Number(date.slice(5, 7)) - 1] ?? ''}`,
      });
  }
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
