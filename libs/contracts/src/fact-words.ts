import { civilDateAt, dayText, momentText, spanText } from '@lull/domain';
import type { ProblemFacts } from './problem-codes.js';

/*
 * Words for facts that several texts share. A time stands in the facts as an instant, beside the clinic's
 * `timeZone`, which only the API knows; without the zone the sentence leaves the time out.
 */

const zoneOf = ({ timeZone }: ProblemFacts): string | null =>
  typeof timeZone === 'string' ? timeZone : null;

const instantOf = (f: ProblemFacts, name: string): number | null => {
  const instant = f[name];
  return typeof instant === 'number' ? instant : null;
};

/** `06:30 to 08:00 on Mon 23 Nov`, or null where it is not known. */
function stretch(f: ProblemFacts, from: string, until: string): string | null {
  const [zone, start, end] = [zoneOf(f), instantOf(f, from), instantOf(f, until)];
  return zone === null || start === null || end === null ? null : spanText(start, end, zone);
}

/** ` from 06:30 to 08:00 on Mon 23 Nov`, ` on Thu 26 Nov` of a whole day, or nothing. */
export function span(f: ProblemFacts, from: string, until: string): string {
  const text = stretch(f, from, until);
  if (text === null) return '';
  return text.includes(' to ') ? ` from ${text}` : ` on ${text}`;
}

/** `08:00 on Mon 23 Nov`, or null where it is not known. */
export function moment(f: ProblemFacts, name: string): string | null {
  const [zone, instant] = [zoneOf(f), instantOf(f, name)];
  return zone === null || instant === null ? null : momentText(instant, zone);
}

/** `held by Robin Park until 10:42 on Mon 23 Nov`. */
export function heldWords(f: ProblemFacts): string {
  const until = moment(f, 'heldUntil');
  return `held by ${f['heldBy']}${until === null ? ' for some minutes' : ` until ${until}`}`;
}

/** `Mon 23 Nov`, or null where it is not known. */
export function day(f: ProblemFacts, name: string): string | null {
  const [zone, instant] = [zoneOf(f), instantOf(f, name)];
  return zone === null || instant === null ? null : dayText(civilDateAt(instant, zone));
}

/** `Only 4 days after the session before (Mon 1 Jun)`. */
export function daysApart(f: ProblemFacts): string {
  const other = day(f, 'otherStart');
  const neighbour = f['direction'] === 'before-next' ? 'before the next session' : 'after the session before';
  return `Only ${f['days']} ${f['days'] === 1 ? 'day' : 'days'} ${neighbour}${other === null ? '' : ` (${other})`}`;
}

/** What a visit would take, and when the clinic is open: on the same day the hours alone. */
export function outsideHours(f: ProblemFacts): string {
  const visit = stretch(f, 'visitFrom', 'visitUntil');
  const hours = stretch(f, 'opens', 'closes');
  const taken =
    visit === null ? 'The visit would lie outside the opening hours' : `The visit would take ${visit}`;
  if (f['open'] !== true) return `${taken}; the clinic is not open that day.`;
  if (hours === null) return `${taken}.`;
  const sameDay = day(f, 'visitFrom') === day(f, 'opens');
  return `${taken}; the clinic is open ${sameDay ? hours.replace(/ on [^:]*$/, '') : hours}.`;
}

const changeWords: Readonly<Record<string, string>> = {
  moved: 'moved',
  stepped: 'changed the state of',
  cancelled: 'cancelled',
  restored: 'took back the cancellation of',
};

/** `Ana Diaz moved this session (10:42 on Mon 23 Nov)`: who, what and when, as far as the facts tell. */
export function whoChanged(f: ProblemFacts): string {
  const who = typeof f['changedBy'] === 'string' ? f['changedBy'] : 'Somebody';
  const at = moment(f, 'changedAt');
  return `${who} ${changeWords[String(f['changedWhat'])] ?? 'changed'} this ${f['noun'] ?? 'record'}${at === null ? '' : ` (${at})`}`;
}
