import type { VolumeView } from '@lull/contracts';
import { scaleLinear } from 'd3-scale';
import { rowLabel } from './volume-words.js';

interface Bar {
  readonly column: number;
  readonly x: number;
  readonly width: number;
  readonly count: number;
  /** Whether the number can be read inside the bar. */
  readonly labelled: boolean;
}

interface BarRow {
  readonly key: string;
  readonly label: string;
  readonly y: number;
  /** Null: withheld. */
  readonly total: number | null;
  readonly totalX: number;
  readonly bars: readonly Bar[];
}

export interface VolumeLayout {
  readonly height: number;
  readonly rows: readonly BarRow[];
  readonly ticks: readonly { readonly x: number; readonly value: number }[];
  readonly axisY: number;
}

const rowHeight = 26;
export const barHeight = 18;
const totalWidth = 44;

/** Stacked bars lying down, so that long names and many rows stay legible. Pure. */
export function layoutVolume(volume: VolumeView, width: number, labelWidth: number): VolumeLayout {
  const most = Math.max(1, ...volume.rows.map(({ total }) => total ?? 0));
  const x = scaleLinear([0, most], [labelWidth, Math.max(labelWidth + 60, width - totalWidth)]);
  const rows = volume.rows.map((row, index): BarRow => {
    const { key, counts, total } = row;
    let sum = 0;
    const bars = counts.flatMap((count, column): Bar[] => {
      const start = sum;
      // A bar of what is withheld would tell it.
      if (count === null || count === 0) return [];
      sum += count;
      const length = x(sum) - x(start);
      return [
        { column, x: x(start), width: length, count, labelled: length >= String(count).length * 7 + 8 },
      ];
    });
    return {
      key,
      label: rowLabel(volume, row),
      y: index * rowHeight,
      total,
      totalX: x(total ?? 0) + 6,
      bars,
    };
  });
  const axisY = rows.length * rowHeight + 4;
  const whole = x.ticks(5).filter((value) => Number.isInteger(value));
  return { height: axisY + 20, rows, axisY, ticks: whole.map((value) => ({ value, x: x(value) })) };
}
