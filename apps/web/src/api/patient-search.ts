import type { Page, PatientRowView } from '@lull/contracts';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { ask } from './client.js';
import { sentenceOf } from './problem.js';

/** Patients by name, birth date or MRN; nobody is asked for with fewer than two characters. */
export const patientSearchQuery = (words: string) =>
  queryOptions({
    queryKey: ['patients', 'search', words],
    queryFn: ({ signal }) => ask<Page<PatientRowView>>('/patients/searches', { q: words }, signal),
    enabled: words.length >= 2,
    placeholderData: keepPreviousData,
  });

interface PatientSearch {
  readonly found: readonly PatientRowView[];
  readonly searching: boolean;
  /** What is found belongs to words that stood there before: nobody is chosen from it. */
  readonly ofOtherWords: boolean;
  readonly nothing: string;
}

/** What the words find, once the typing pauses. */
export function usePatientSearch(words: string): PatientSearch {
  const [asked] = useDebouncedValue(words.trim(), 150);
  const { data: page, isFetching, isPlaceholderData, error } = useQuery(patientSearchQuery(asked));
  return {
    found: page?.rows ?? [],
    searching: isFetching || asked !== words.trim(),
    ofOtherWords: isPlaceholderData || asked !== words.trim(),
    nothing: error === null ? 'No patient found.' : sentenceOf(error),
  };
}
