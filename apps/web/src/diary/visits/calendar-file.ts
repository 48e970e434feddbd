import type { OwnSessionView } from '@lull/contracts';

interface CalendarWords {
  readonly title: string;
  readonly description: string;
  readonly now: number;
}

/**
 * The visit as a calendar file (RFC 5545): begins when the patient is to be there, in UTC, so that no phone guesses a
 * zone. It has no end, because nobody knows it, and names no procedure, because others read a calendar.
 */
export function calendarFile(visit: OwnSessionView, { title, description, now }: CalendarWords): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Lull//Diary//EN',
    'BEGIN:VEVENT',
    `UID:${visit.id}@lull`,
    `SEQUENCE:${visit.version}`,
    `DTSTAMP:${utc(now)}`,
    `DTSTART:${utc(visit.arriveAt.at)}`,
    `SUMMARY:${escaped(title)}`,
    `LOCATION:${escaped(visit.where)}`,
    `DESCRIPTION:${escaped(description)}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.flatMap(folded).join('\r\n') + '\r\n';
}

/** Made in the page: no network, and no other place that knows of the visit. */
export function downloadVisit(visit: OwnSessionView, words: CalendarWords): void {
  const url = URL.createObjectURL(new Blob([calendarFile(visit, words)], { type: 'text/calendar' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = 'visit.ics';
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** `20261124T130000Z` */
function utc(at: number): string {
  return new Date(at).toISOString().replace(/[-:]|[.]\d+/g, '');
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, (mark) => `\\${mark}`).replaceAll('\n', '\\n');
}

/** No line is longer than 75 octets; what follows begins with a space, and no letter is cut in two. */
function folded(line: string): string[] {
  const octets = new TextEncoder();
  const lines: string[] = [];
  let now = '';
  for (const letter of line) {
    if (octets.encode(now + letter).length > 74) {
      lines.push(now);
      now = ' ';
    }
    now += letter;
  }
  return [...lines, now];
}
