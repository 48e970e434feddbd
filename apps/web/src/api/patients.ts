import type { PatientView } from '@lull/contracts';
import { queryOptions } from '@tanstack/react-query';
import { get } from './client.js';

export const patientQuery = (id: string) =>
  queryOptions({
    queryKey: ['patients', id],
    queryFn: ({ signal }) => get<PatientView>(`/patients/${id}`, signal),
  });
