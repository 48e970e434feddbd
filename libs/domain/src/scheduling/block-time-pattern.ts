import { civilDaysBetween, hourMs, minuteMs, mondayOf, weekdayOf, type CivilDate } from '../time/zone.js';
import { accept, refuse, type Decision } from '../decision.js';
import type { BlockTime, BlockTimePattern, BlockTimeRepeat } from './clinic-calendar.js';

/** Longer than any clinic's day: a slip of the finger. It also bounds how far around a visit its block time can reach. */
const longestMinutes = (14 * hourMs) / minuteMs;

export function isValidOn(
  { validFrom, validTo }: Pick<BlockTimePattern, 'validFrom' | 'validTo'>,
  date: CivilDate,
): boolean {
  return validFrom <= date && (validTo === null || date <= validTo);
}

/**
 * CAL-03: whether a pattern has an occurrence on a date. Weeks are counted from the anchor's week, Monday
 * to Sunday, before it as well as after it; the nth weekday of a month is counted from the month's first.
 */
export function occursOn(
  pattern: Pick<BlockTimePattern, 'weekday' | 'repeat' | 'validFrom' | 'validTo'>,
  date: CivilDate,
): boolean {
  return isValidOn(pattern, date) && pattern.weekday === weekdayOf(date) && comesBackOn(pattern.repeat, date);
}

function comesBackOn(repeat: BlockTimeRepeat, date: CivilDate): boolean {
  if (repeat.kind === 'weekly') return true;
  if (repeat.kind === 'nth-weekdays') return repeat.nths.includes(Math.ceil(Number(date.slice(8)) / 7));
  const weeks = civilDaysBetween(mondayOf(repeat.anchor), mondayOf(date)) / 7;
  return weeks % repeat.weeks === 0;
}

/** CAL-04: block time as it is on a date, with what is otherwise in that one week; null when it is not. */
export function blockTimeOn(blockTime: BlockTime, date: CivilDate): BlockTime | null {
  if (!occursOn(blockTime, date)) return null;
  const exception = blockTime.exceptions.find((each) => each.date === date);
  if (exception === undefined) return blockTime;
  return exception.instead === null ? null : { ...blockTime, ...exception.instead };
}

/** CAL-06: whether block time can be as it is written. Numbers out of range are refused at the door. */
export function checkBlockTime<
  Pattern extends Pick<BlockTimePattern, 'from' | 'to' | 'validFrom' | 'validTo'>,
>(pattern: Pattern): Decision<Pattern> {
  const { from, to, validFrom, validTo } = pattern;
  if (validTo !== null && validTo < validFrom) return impossible('validTo');
  const minutes = minuteOfDay(to) - minuteOfDay(from);
  if (minutes <= 0 || minutes > longestMinutes) return impossible('to');
  return accept(pattern);
}

function impossible(entry: string): Decision<never> {
  return refuse({
    code: 'scheduling.block-time-impossible',
    facts: { entry, longestHours: longestMinutes / 60 },
    overridable: false,
    remedy: { code: 'correct-entry', facts: { entry } },
  });
}

function minuteOfDay(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}
