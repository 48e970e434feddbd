const MINUTES_PER_DAY = 1440;

type Rounding = (figure: number) => number;

/** Binary fractions must not push a whole figure below itself. */
const tidy = (figure: number): number => Number(figure.toFixed(6));

/** Days without false precision: `9`, `8.5`, `0.4`. A bound is rounded away from the middle: 6.98 is not yet 7. */
export function daysNumber(days: number, round: Rounding = Math.round): string {
  return String(days >= 10 ? round(tidy(days)) : round(tidy(days * 10)) / 10);
}

/**
 * A moment after the injection (minutes), which is a bound: by the hour up to two days, then by the day, as it counts
 * days ("day 9"). A lower bound is rounded down, an upper one up.
 */
export function momentWords(minutes: number, round: Rounding): string {
  return minutes < 2 * MINUTES_PER_DAY
    ? `hour ${round(tidy(minutes / 60))}`
    : `day ${daysNumber(minutes / MINUTES_PER_DAY, round)}`;
}

/** `day 9 to 11`, `hour 6 to 12`, `hour 30 to day 3`; one moment where both bounds round to it. Minutes after t0. */
export function spanWords(lower: number, upper: number): string {
  const [from, to] = [momentWords(lower, Math.floor), momentWords(upper, Math.ceil)];
  if (from === to) return from;
  const unit = `${from.split(' ')[0] ?? ''} `;
  return `${from} to ${to.startsWith(unit) ? to.slice(unit.length) : to}`;
}

/** `74 %` of a share from 0 to 1. */
export function percentText(share: number, round: Rounding = Math.round): string {
  return `${round(tidy(share * 100))} %`;
}

/** A share of observed time in words: what rounds to all or nothing without being it says so. */
export function shareWords(share: number): string {
  const whole = Math.round(tidy(share * 100));
  if (whole === 100 && share < 1) return 'more than 99 %';
  if (whole === 0 && share > 0) return 'less than 1 %';
  return `${whole} %`;
}

/** `39 % to 100 %`: rounded away from the middle, so that what may be is never said to be impossible. */
export function boundsText({ low, high }: { readonly low: number; readonly high: number }): string {
  return `${percentText(low, Math.floor)} to ${percentText(high, Math.ceil)}`;
}

/** `#1`, `#1 and #3`, `#1, #2 and #4`. */
export function ordinalWords(ordinals: readonly number[]): string {
  const names = ordinals.map((ordinal) => `#${ordinal}`);
  const last = names.at(-1);
  return last === undefined || names.length === 1
    ? (last ?? '')
    : `${names.slice(0, -1).join(', ')} and ${last}`;
}
