import type { ProblemFacts } from './problem-codes.js';

/*
 * Words for facts that several texts share. A time stands in the facts twice: as an instant, and as
 * `<name>Text` in the clinic's zone, which only the API knows; without the text the sentence leaves it out.
 */

/** ` from A until B`, with what of both is known. */
export function span(f: ProblemFacts, from: string, until: string): string {
  const [begins, ends] = [f[`${from}Text`], f[`${until}Text`]];
  return `${begins === undefined ? '' : ` from ${begins}`}${ends === undefined ? '' : ` until ${ends}`}`;
}

/** `Only 4 days after the session before (Mon 1 Jun 2026, 08:00 EDT)`. */
export function daysApart(f: ProblemFacts): string {
  const other = f['otherStartText'] === undefined ? '' : ` (${f['otherStartText']})`;
  const neighbour = f['direction'] === 'before-next' ? 'before the next session' : 'after the session before';
  return `Only ${f['days']} ${f['days'] === 1 ? 'day' : 'days'} ${neighbour}${other}`;
}
