/** Scores are decimals such as 8.5 or 1.25; four places hold every one of them exactly as an integer. */
const PLACES = 10_000;

/**
 * A decimal as a whole number of ten-thousandths, so that boundaries (70 to 49 is 30 %, 28.2 °C to 30.2 °C
 * is 2 °C) are decided by integers and not by binary fractions. Anything finer is rounded.
 */
export function exact(decimal: number): number {
  return Math.round(decimal * PLACES);
}

/** Median of the values: the mean of the middle two for an even count; null when there is none. */
export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}
