import { civilDateAt, civilDay, hourMs, type CivilDate } from './zone.js';

/** The parts of an instant as a patient reads them, in one zone. */
export interface ClockParts {
  /** `Sat` */
  readonly weekday: string;
  /** `8 Mar 2025` */
  readonly date: string;
  /** `23:00`, always 24 hours: "12:00" with am or pm is how people come hungry at the wrong midnight. */
  readonly time: string;
  /** `EST`; the offset (`GMT+13`) where the zone has no letters of its own. */
  readonly zone: string;
}

// Each English locale knows the abbreviations of its own part of the world and writes an offset for the rest.
const abbreviationLocales = ['en-US', 'en-GB', 'en-NZ', 'en-AU', 'en-IN', 'en-ZA'];
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * TIME-03: weekday, date, time and zone abbreviation of an instant in the clinic's zone, so that
 * neither midnight nor the hour that comes twice can be misread (clinical.md, hazard H3).
 * `language` is the reader's (BCP 47); the server's zone and language play no part.
 */
export function clockParts(instant: number, zone: string, language = 'en-GB'): ClockParts {
  return { ...dateParts(instant, zone, language), zone: zoneAbbreviation(instant, zone) };
}

function dateParts(instant: number, zone: string, language: string): Omit<ClockParts, 'zone'> {
  const parts = partsOf(formatFor(language, zone), instant);
  return {
    weekday: parts('weekday').replace(/[.,]$/, ''),
    date: `${parts('day')} ${parts('month').replace(/\.$/, '')} ${parts('year')}`,
    time: `${parts('hour')}:${parts('minute')}`,
  };
}

/** The same as one line: `Sat 8 Mar 2025, 23:00 EST`. */
export function clockText(instant: number, zone: string, language = 'en-GB'): string {
  const { weekday, date, time, zone: abbreviation } = clockParts(instant, zone, language);
  return `${weekday} ${date}, ${time} ${abbreviation}`;
}

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

function zoneAbbreviation(instant: number, zone: string): string {
  let offset: string | undefined;
  for (const locale of abbreviationLocales) {
    const name = partsOf(formatFor(locale, zone), instant)('timeZoneName');
    if (!/\d/.test(name)) return name;
    offset ??= name;
  }
  return offset ?? zone;
}

function partsOf(
  format: Intl.DateTimeFormat,
  instant: number,
): (type: Intl.DateTimeFormatPartTypes) => string {
  const parts = format.formatToParts(instant);
  return (type) => parts.find((part) => part.type === type)?.value ?? '';
}

// A formatter costs some 50 microseconds to make, a day sheet asks for hundreds.
function formatFor(locale: string, timeZone: string): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(locale, {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  });
  formats.set(key, made);
  return made;
}
