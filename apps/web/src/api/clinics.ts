import type { ClinicView } from '@lull/contracts';
import { queryOptions } from '@tanstack/react-query';
import { get } from './client.js';

/** Rooms, physicians, procedure types and hours: read once, they change by the month. */
export const clinics = queryOptions({
  queryKey: ['clinics'],
  queryFn: ({ signal }) => get<readonly ClinicView[]>('/clinics', signal),
  staleTime: 5 * 60_000,
});
