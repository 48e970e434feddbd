import { describe, expect, it } from 'vitest';
import { checkStampedTime } from './stamped-time.js';

const now = Date.UTC(2026, 10, 23, 14);
const minute = 60_000;

describe('DAY-01, H24: when something at the bedside was', () => {
  it.each<[string, number | null, string | null, number | string]>([
    ['is now by the server’s clock, when nobody says otherwise', null, null, now],
    ['is a time of the last minutes without a word why', now - 5 * minute, null, now - 5 * minute],
    ['is no earlier time without a reason', now - 6 * minute, null, 'time.stamp-unexplained'],
    ['is no earlier time with a reason of blanks', now - 6 * minute, '  ', 'time.stamp-unexplained'],
    ['is an earlier time with a reason', now - 90 * minute, 'written on paper first', now - 90 * minute],
    ['is never in the future, whatever the reason', now + 1, 'the clock is slow', 'time.stamp-in-future'],
  ])('%s', (_story, at, reason, expected) => {
    const decision = checkStampedTime({ at, reason }, now);
    expect(decision.accepted ? decision.value : decision.refusals[0]?.code).toBe(expected);
  });
});
