import { civilDateAt, civilDay, hourMs, type CivilDate } from './zone.js';
import { dateParts, zoneAbbreviation } from './clock-parts.js';

export { clockParts, clockText, type ClockParts } from './clock-parts.js';

/**
 * TIME-04: for the people at the desk, who know their clinic's year and zone, a time is short: `06:30 on
 * Mon 23 Nov`. The zone is named only on the days on which the clocks change, when a time may come twice.
 */
export function momentText(instant: number, zone: string): string {
  return `${timeOfDay(instant, zone)} on ${dayText(civilDateAt(instant, zone))}`;
}

/**
 * TIME-04: a stretch of time names its day once, `06:30 to 08:00 on Mon 23 Nov`; one over midnight names
 * both, `22:00 on Mon 23 Nov to 02:00 on Tue 24 Nov`; whole days have no times, `Thu 26 Nov`.
 */
export function spanText(start: number, end: number, zone: string): string {
  const firstDate = civilDateAt(start, zone);
  const lastDate = civilDateAt(end - 1, zone);
  const wholeDays = civilDay(firstDate, zone).start === start && civilDay(lastDate, zone).end === end;
  if (wholeDays)
    return firstDate === lastDate ? dayText(firstDate) : `${dayText(firstDate)} to ${dayText(lastDate)}`;
  if (civilDateAt(end, zone) !== firstDate) return `${momentText(start, zone)} to ${momentText(end, zone)}`;
  return `${timeOfDay(start, zone)} to ${timeOfDay(end, zone)} on ${dayText(firstDate)}`;
}

/** `Mon 23 Nov` of a civil date. */
export function dayText(date: CivilDate): string {
  const { weekday, date: day } = dateParts(civilDay(date, 'UTC').start, 'UTC', 'en-GB');
  return `${weekday} ${day.replace(/ \d+$/, '')}`;
}

function timeOfDay(instant: number, zone: string): string {
  const { time } = dateParts(instant, zone, 'en-GB');
  const { start, end } = civilDay(civilDateAt(instant, zone), zone);
  return end - start === 24 * hourMs ? time : `${time} ${zoneAbbreviation(instant, zone)}`;
}
