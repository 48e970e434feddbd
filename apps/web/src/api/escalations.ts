import type { SymptomEscalationsView } from '@lull/contracts';
import { queryOptions } from '@tanstack/react-query';
import { get } from './client.js';

/** Asked anew every minute, on whatever page: time passes without anybody's change. */
export const escalationsQuery = queryOptions({
  queryKey: ['escalations'],
  queryFn: ({ signal }) => get<SymptomEscalationsView>('/follow-up-tasks/escalations', signal),
  refetchInterval: 60_000,
});
