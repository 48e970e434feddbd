import { advisoryOf, reasonOf, type AdvisoryView, type ProblemReason } from '@lull/contracts';
import type { Advisory, Decision, Refusal } from '@lull/domain';
import { inClinicTime, refusalInClinicTime } from './clinic-time.js';

export function reasonView(refusal: Refusal, zone: string): ProblemReason {
  return reasonOf(refusalInClinicTime(refusal, zone));
}

export function reasonViews(refusals: readonly Refusal[], zone: string): ProblemReason[] {
  return refusals.map((refusal) => reasonView(refusal, zone));
}

export function advisoryViews(advisories: readonly Advisory[], zone: string): AdvisoryView[] {
  return advisories.map(({ code, facts }) => advisoryOf({ code, facts: inClinicTime(facts, zone) }));
}

/** What a rule says of something, in words: why not, or what to know about it. */
export function decisionView(
  decision: Decision<unknown>,
  zone: string,
): { readonly refusals: ProblemReason[]; readonly advisories: AdvisoryView[] } {
  return decision.accepted
    ? { refusals: [], advisories: advisoryViews(decision.advisories, zone) }
    : { refusals: reasonViews(decision.refusals, zone), advisories: [] };
}
