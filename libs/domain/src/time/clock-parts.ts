// By Intl alone, without Temporal: the patient's page has a small entry of its own.

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
  const key = `${instant} ${zone} ${language}`;
  const known = said.get(key);
  if (known !== undefined) return known;
  const parts = { ...dateParts(instant, zone, language), zone: zoneAbbreviation(instant, zone) };
  if (said.size >= saidKept) said.clear();
  said.set(key, parts);
  return parts;
}

// A board says the same few hundred instants again at each look; one costs some 70 microseconds.
const said = new Map<string, ClockParts>();
const saidKept = 5_000;

/** Without the zone. */
export function dateParts(instant: number, zone: string, language: string): Omit<ClockParts, 'zone'> {
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

/** `EST`; where the zone has no letters of its own, its offset. */
export function zoneAbbreviation(instant: number, zone: string): string {
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
