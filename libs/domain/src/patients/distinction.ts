import { accept, refuse, type Decision, type Refusal } from '../decision.js';

export interface DistinctionFacts {
  readonly same: boolean;
  /** One of the two was joined into another record. */
  readonly joined: boolean;
  /** It was said before, and stands. */
  readonly stands: boolean;
}

/**
 * PAT-18: two records that look like one person's are told apart once; the pair is not proposed again until that is
 * taken back. Only records that stand by themselves are: one that was joined is parted first.
 */
export function checkDistinction({ same, joined, stands }: DistinctionFacts): Decision<true> {
  if (same) return refuse(no('merge.same-record'));
  const refusals = [
    ...(joined ? [no('merge.joined-already')] : []),
    ...(stands ? [no('merge.told-apart-already')] : []),
  ];
  return refusals.length > 0 ? { accepted: false, refusals } : accept(true);
}

export function checkDistinctionWithdrawal(withdrawn: boolean): Decision<true> {
  return withdrawn ? refuse(no('merge.distinction-withdrawn')) : accept(true);
}

function no(code: Refusal['code']): Refusal {
  return { code, facts: {}, overridable: false };
}
