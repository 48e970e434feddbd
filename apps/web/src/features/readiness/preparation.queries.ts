import type { PreparationSheetView } from '@lull/contracts';
import { queryOptions } from '@tanstack/react-query';
import { get } from '../../api/client.js';

// Under the words of readiness: whatever changes what a visit asks for changes its sheet, too.
export const preparationSheetQuery = (sessionId: string) =>
  queryOptions({
    queryKey: ['session-readiness', sessionId, 'preparation-sheet'],
    queryFn: ({ signal }) => get<PreparationSheetView>(`/sessions/${sessionId}/preparation-sheet`, signal),
  });

export const preparationSheetsQuery = (clinicId: string, date: string) =>
  queryOptions({
    queryKey: ['readiness', clinicId, date, 'preparation-sheets'],
    queryFn: ({ signal }) =>
      get<readonly PreparationSheetView[]>(`/clinics/${clinicId}/days/${date}/preparation-sheets`, signal),
  });
