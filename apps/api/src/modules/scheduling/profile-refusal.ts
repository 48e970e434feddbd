import type { Refusal as RuleRefusal } from '@lull/domain';
import { Refused, type Refusal } from '../../platform/errors.js';

/** A rule of profiles names its field as `stages.2.to`; in a problem that is the pointer `/stages/2/to`. */
export function profileRefusal({ remedy: _remedy, ...refusal }: RuleRefusal): Refusal {
  const { field } = refusal.facts;
  return { ...refusal, ...(typeof field === 'string' && { pointer: `/${field.replaceAll('.', '/')}` }) };
}

export function profileRefused(refusals: readonly RuleRefusal[]): Refused {
  const [first, ...rest] = refusals.map(profileRefusal);
  if (first === undefined) throw new Error('A rule refused without a reason.');
  return new Refused(first, ...rest);
}
