import type { AdvisoryCode, RemedyCode } from '@lull/domain';
import { advisoryTexts } from './advisory-texts.js';
import { statusOfProblem, type ProblemCode, type ProblemFacts } from './problem-codes.js';
import { problemTexts } from './problem-texts.js';
import { remedyTexts } from './remedy-texts.js';

/** One reason of a problem, as it crosses the wire. */
export interface ProblemReason {
  readonly code: ProblemCode;
  /** A sentence that a scheduler understands. */
  readonly detail: string;
  /** JSON pointer of the field, where one is to blame. */
  readonly pointer?: string;
  readonly facts?: ProblemFacts;
  readonly overridable?: boolean;
  /** The nearest way out, where a rule knows one. */
  readonly remedy?: RemedyView;
}

export interface RemedyView {
  readonly code: RemedyCode;
  readonly detail: string;
  readonly facts: ProblemFacts;
}

/** Something to know about what was done all the same. */
export interface AdvisoryView {
  readonly code: AdvisoryCode;
  readonly detail: string;
}

/** RFC 9457 `application/problem+json`; `errors` holds every reason, the first of which is the problem itself. */
export interface ProblemView {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ProblemCode;
  /** The request's id, for support. */
  readonly instance: string | null;
  readonly errors: readonly ProblemReason[];
}

interface Refused {
  readonly code: ProblemCode;
  readonly pointer?: string;
  readonly facts?: ProblemFacts;
  readonly overridable?: boolean;
  readonly remedy?: { readonly code: RemedyCode; readonly facts: ProblemFacts };
}

/** One reason as it crosses the wire, in words. */
export function reasonOf({ remedy, ...refusal }: Refused): ProblemReason {
  return {
    ...refusal,
    detail: problemTexts[refusal.code].detail(refusal.facts ?? {}),
    ...(remedy && { remedy: { ...remedy, detail: remedyTexts[remedy.code].detail(remedy.facts) } }),
  };
}

/** An advisory as it crosses the wire, in words. */
export function advisoryOf({ code, facts }: { code: AdvisoryCode; facts: ProblemFacts }): AdvisoryView {
  return { code, detail: advisoryTexts[code].detail(facts) };
}

/** The answer for a refused call, from all of its reasons. */
export function problemOf(refusals: readonly [Refused, ...Refused[]], requestId: string | null): ProblemView {
  const errors = refusals.map(reasonOf);
  const [first] = refusals;
  const { title, detail } = problemTexts[first.code];
  return {
    type: `/problems/${first.code}`,
    title,
    status: statusOfProblem(first.code),
    detail: detail(first.facts ?? {}),
    code: first.code,
    instance: requestId,
    errors,
  };
}
