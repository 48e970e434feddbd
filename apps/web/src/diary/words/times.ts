import { clockParts } from '@lull/domain';
import type { Language } from './texts.js';

/** `Sat 8 Mar 2025, 23:00 EST`: weekday, date, time and zone, so that no midnight is misread (hazard H3). */
export function whenText(at: number, zone: string, language: Language): string {
  const { weekday, date, time, zone: letters } = clockParts(at, zone, language);
  return `${weekday} ${date}, ${time} ${letters}`;
}

export function timeText(at: number, zone: string, language: Language): string {
  return clockParts(at, zone, language).time;
}

/** `Sat 8 Mar 2025` */
export function dayText(at: number, zone: string, language: Language): string {
  const { weekday, date } = clockParts(at, zone, language);
  return `${weekday} ${date}`;
}

/** `2025-03-08`, the day of an instant where the clinic is. */
export function civilDateIn(at: number, zone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(at);
}

/** `+1 212-555-0100`; a number of another country stays as it is kept. */
export function phoneText(phone: string): string {
  return phone.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '+1 $1-$2-$3');
}

/** The zone that the phone itself goes by. */
export function phoneZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
