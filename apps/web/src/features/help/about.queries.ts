import type { AboutView, LicencesView } from '@lull/contracts';
import { queryOptions } from '@tanstack/react-query';
import { get } from '../../api/client.js';

export const aboutQuery = queryOptions({
  queryKey: ['about'],
  queryFn: ({ signal }) => get<AboutView>('/about', signal),
});

export const licencesQuery = queryOptions({
  queryKey: ['about', 'licences'],
  queryFn: ({ signal }) => get<LicencesView>('/about/licences', signal),
  staleTime: Infinity,
});
