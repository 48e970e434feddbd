import type { ReadinessPolicyView } from '@lull/contracts';
import {
  figuresOf,
  policyOn,
  type CivilDate,
  type ReadinessPolicies,
  type ReadinessPolicy,
} from '@lull/domain';

interface Recorded {
  readonly source: string;
  readonly revertsTo: string | null;
  readonly recordedAt: number;
}

/** What Lull proposes was never written down by anybody here. */
const proposed = {
  source: 'Lull’s proposal: ASA and ASIPP for the fasts, the rest to be confirmed by the clinic',
  revertsTo: null,
  recordedAt: null,
} as const;

export function policyView(
  policy: ReadinessPolicy,
  recorded: Recorded | null,
  policies: ReadinessPolicies,
  today: CivilDate,
  applies: number,
): ReadinessPolicyView {
  const { version, author, effectiveFrom } = policy;
  const { source, revertsTo, recordedAt } = recorded ?? proposed;
  return {
    version,
    author,
    source,
    effectiveFrom,
    recordedAt,
    revertsTo,
    state: stateOf(policy, policies, today),
    figures: figuresOf(policy),
    applies,
  };
}

function stateOf(
  { version, effectiveFrom }: ReadinessPolicy,
  policies: ReadinessPolicies,
  today: CivilDate,
): ReadinessPolicyView['state'] {
  const begins = policyOn(effectiveFrom, policies).version === version;
  if (!begins) return 'replaced';
  if (effectiveFrom > today) return 'to-come';
  return policyOn(today, policies).version === version ? 'in-force' : 'before';
}
