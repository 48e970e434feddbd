import type { ClinicView } from '@lull/contracts';
import { queryOptions } from '@tanstack/react-query';
import { get } from './client.js';

/** Rooms, physicians, procedure types and hours: read once, they change by the month. */
export const clinics = queryOptions({
  queryKey: ['clinics'],
  queryFn: ({ signal }) => get<readonly ClinicView[]>('/clinics', signal),
  staleTime: 5 * 60_000,
});

/** What the clinic's rooms, physicians and bays are called; `unknown` where one is no longer there. */
export function resourceNames({ resources }: Pick<ClinicView, 'resources'>): (id: string) => string {
  const names = new Map(resources.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? 'unknown';
}
