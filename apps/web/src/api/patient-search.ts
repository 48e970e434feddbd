import type { Page, PatientRowView } from '@lull/contracts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get, query } from './client.js';

/** Patients by name, birth date or MRN; nobody is asked for with fewer than two characters. */
export const patientSearchQuery = (words: string) =>
  queryOptions({
    queryKey: ['patients', 'search', words],
    queryFn: ({ signal }) => get<Page<PatientRowView>>(`/patients${query({ q: words })}`, signal),
    enabled: words.length >= 2,
    placeholderData: keepPreviousData,
  });
