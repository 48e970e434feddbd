import type { ProblemCode, ProblemFacts } from '@lull/contracts';
import type { RemedyCode } from '@lull/domain';

/** One thing that is wrong with a call: a code of the closed list, where it is, and what explains it. */
export interface Refusal {
  readonly code: ProblemCode;
  /** JSON pointer of the field in the request, where one field is to blame. */
  readonly pointer?: string;
  readonly facts?: ProblemFacts;
  readonly overridable?: boolean;
  /** The nearest way out, where a rule knows one. */
  readonly remedy?: { readonly code: RemedyCode; readonly facts: ProblemFacts };
}

/**
 * A call that is refused, with every reason at once. Services throw it; the problem filter alone knows
 * which HTTP status belongs to a code. Throwing inside `database.run` rolls the transaction back.
 */
export class Refused extends Error {
  readonly refusals: readonly [Refusal, ...Refusal[]];

  constructor(first: Refusal, ...more: readonly Refusal[]) {
    super(first.code);
    this.refusals = [first, ...more];
  }
}

/** A field that is not right in itself; `pointer` where it is not at the top of the request. */
export function fieldInvalid(
  field: string,
  rule: 'known' | 'present' | 'range' | 'strength',
  message: string,
  pointer = `/${field}`,
): Refusal {
  return { code: 'field-invalid', pointer, facts: { field, rule, message } };
}

/** Nothing with this id in this practice; also what another practice's id looks like. */
export function notFound(noun: string): Refused {
  return new Refused({ code: 'not-found', facts: { noun } });
}

/** The row changed since it was read: `currentVersion` is what it is now; `change`: by whom and when, where that is known. */
export function stale(noun: string, currentVersion: number, change: ProblemFacts = {}): Refused {
  return new Refused({ code: 'stale', facts: { noun, currentVersion, ...change } });
}
