import type { ProblemFacts } from '@lull/contracts';
import type { Facts, Refusal as RuleRefusal } from '@lull/domain';
import { Refused, type Refusal } from '../../platform/errors.js';

/** The facts with the clinic's zone, without which no words can be made of an instant. */
export function inClinicTime(facts: Facts, zone: string): ProblemFacts {
  return { ...facts, timeZone: zone };
}

export function refusalInClinicTime({ remedy, ...refusal }: RuleRefusal, zone: string): Refusal {
  return {
    ...refusal,
    facts: inClinicTime(refusal.facts, zone),
    ...(remedy && { remedy: { code: remedy.code, facts: inClinicTime(remedy.facts, zone) } }),
  };
}

/** A rule's no, ready to be thrown; all reasons at once. */
export function refusedBy(refusals: readonly RuleRefusal[], zone: string): Refused {
  const [first, ...rest] = refusals.map((refusal) => refusalInClinicTime(refusal, zone));
  if (first === undefined) throw new Error('A rule refused without a reason.');
  return new Refused(first, ...rest);
}
