import type { MassReading } from './self-consistency.js';

/**
 * One step of the iterative convex minorant (Groeneboom; Jongbloed 1998): Newton's step for every cumulative mass by
 * itself, then the nearest distribution to it, weighted by the bends, by pooling neighbours that are out of order.
 */
export function convexMinorant(cumulative: Float64Array, { slope, bend }: MassReading): Float64Array {
  const inner = cumulative.length - 2;
  const level = new Float64Array(Math.max(0, inner));
  const weight = new Float64Array(Math.max(0, inner));
  const size = new Int32Array(Math.max(0, inner));
  let pools = 0;
  for (let index = 1; index <= inner; index += 1) {
    const own = Math.max(bend[index] ?? 0, Number.MIN_VALUE);
    level[pools] = (cumulative[index] ?? 0) + (slope[index] ?? 0) / own;
    weight[pools] = own;
    size[pools] = 1;
    pools += 1;
    while (pools > 1 && (level[pools - 2] ?? 0) >= (level[pools - 1] ?? 0)) {
      const before = weight[pools - 2] ?? 0;
      const after = weight[pools - 1] ?? 0;
      level[pools - 2] =
        ((level[pools - 2] ?? 0) * before + (level[pools - 1] ?? 0) * after) / (before + after);
      weight[pools - 2] = before + after;
      size[pools - 2] = (size[pools - 2] ?? 0) + (size[pools - 1] ?? 0);
      pools -= 1;
    }
  }
  const next = new Float64Array(cumulative.length);
  let index = 1;
  for (let pool = 0; pool < pools; pool += 1) {
    const value = Math.min(1, Math.max(0, level[pool] ?? 0));
    for (let member = 0; member < (size[pool] ?? 0); member += 1) {
      next[index] = value;
      index += 1;
    }
  }
  next[cumulative.length - 1] = 1;
  return next;
}
