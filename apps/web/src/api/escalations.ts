import type { SymptomEscalationsView } from '@lull/contracts';
import { symptomEscalationPolicy, type SymptomEscalationPolicy } from '@lull/domain';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { get } from './client.js';

/** Asked anew every minute, on whatever page: time passes without anybody's change. */
export const escalationsQuery = queryOptions({
  queryKey: ['escalations'],
  queryFn: ({ signal }) => get<SymptomEscalationsView>('/follow-up-tasks/escalations', signal),
  refetchInterval: 60_000,
});

/** When symptoms are told further; until the clinic's own minutes are read, as Lull proposes them. */
export function useEscalationPolicy(): SymptomEscalationPolicy {
  const { data } = useQuery(escalationsQuery);
  return data === undefined
    ? symptomEscalationPolicy
    : { ...symptomEscalationPolicy, version: data.policyVersion, minutesPastDue: data.minutesPastDue };
}
