import type { MonthView, WeekView } from '@lull/contracts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get } from '../../api/client.js';

/** The week in which a date lies; asked for by its Monday, so that every day of it is one answer. */
export const weekQuery = (clinicId: string, monday: string) =>
  queryOptions({
    queryKey: ['weeks', clinicId, monday],
    queryFn: ({ signal }) => get<WeekView>(`/clinics/${clinicId}/weeks/${monday}`, signal),
    placeholderData: keepPreviousData,
  });

/** `month`: 2026-12. */
export const monthQuery = (clinicId: string, month: string) =>
  queryOptions({
    queryKey: ['weeks', clinicId, month],
    queryFn: ({ signal }) => get<MonthView>(`/clinics/${clinicId}/months/${month}`, signal),
    placeholderData: keepPreviousData,
  });
