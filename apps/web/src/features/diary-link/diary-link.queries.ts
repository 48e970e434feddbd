import type { DiaryFiguresView, NewPatientLinkView, PatientLinkView } from '@lull/contracts';
import { queryOptions } from '@tanstack/react-query';
import { get, post } from '../../api/client.js';

export const patientLinkQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['patient-link', patientId],
    queryFn: ({ signal }) => get<PatientLinkView>(`/patients/${patientId}/patient-link`, signal),
    staleTime: 0,
  });

/** The address is told this once; the one before ends. */
export const createPatientLink = (patientId: string) =>
  post<NewPatientLinkView>(`/patients/${patientId}/patient-links`, {});

export const revokePatientLink = (patientId: string) =>
  post<PatientLinkView>(`/patients/${patientId}/patient-link/revoke`, {});

export const diaryFiguresQuery = (clinicId: string) =>
  queryOptions({
    queryKey: ['diary-figures', clinicId],
    queryFn: ({ signal }) => get<DiaryFiguresView>(`/clinics/${clinicId}/diary-figures`, signal),
  });
