import type { Accepted, Decision } from '@lull/domain';
import { Refused, type Refusal } from './errors.js';

/** A refusal of the domain as a reason of a problem: an entry to correct becomes a pointer to its field. */
function reasonOf(refusal: Exclude<Decision<unknown>, { accepted: true }>['refusals'][number]): Refusal {
  const entry = refusal.remedy?.code === 'correct-entry' ? refusal.remedy.facts['entry'] : undefined;
  return typeof entry === 'string' ? { ...refusal, pointer: `/${entry}` } : refusal;
}

/** Every reason that the decisions give against it, in their order. */
export function reasonsAgainst(...decisions: readonly Decision<unknown>[]): Refusal[] {
  return decisions.flatMap((decision) => (decision.accepted ? [] : decision.refusals.map(reasonOf)));
}

/** Throws every reason at once, if there is one. */
export function refuseAll(reasons: readonly Refusal[]): void {
  const [first, ...rest] = reasons;
  if (first !== undefined) throw new Refused(first, ...rest);
}

/** What the rule accepted; its refusals are thrown, all at once. */
export function decided<T>(decision: Decision<T>): Accepted<T> {
  if (decision.accepted) return decision;
  refuseAll(reasonsAgainst(decision));
  throw new Error('A rule refused without a reason.');
}
