import type { ProblemFacts } from '@lull/contracts';
import { clockText, type Facts, type Refusal as RuleRefusal } from '@lull/domain';
import { Refused, type Refusal } from '../../platform/errors.js';

/** The facts of the scheduling and series rules that are instants (epoch ms). */
const instants: ReadonlySet<string> = new Set([
  'start',
  'now',
  'visitFrom',
  'visitUntil',
  'opens',
  'closes',
  'closedFrom',
  'closedUntil',
  'reopensAt',
  'from',
  'until',
  'wantedFrom',
  'wantedUntil',
  'busyFrom',
  'busyUntil',
  'freeFrom',
  'at',
  'otherStart',
  'notBefore',
]);

/** The facts with each instant also as `<name>Text`, a clock time in the clinic's zone: a text can be made of it anywhere. */
export function inClinicTime(facts: Facts, zone: string): ProblemFacts {
  const texts = Object.entries(facts).flatMap(([name, value]) =>
    typeof value === 'number' && instants.has(name) ? [[`${name}Text`, clockText(value, zone)] as const] : [],
  );
  return { ...facts, ...Object.fromEntries(texts) };
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
