import type {
  ClinicalFlagView,
  CreatePatientRequest,
  PatientView,
  RecordClinicalFlagRequest,
  UpdateContactsRequest,
  UpdatePatientRequest,
} from '@lull/contracts';
import { patch, post, put } from '../../api/client.js';

export const createPatient = (body: CreatePatientRequest, idempotencyKey: string) =>
  post<PatientView>('/patients', body, { idempotencyKey });

export const updatePatient = (
  { id, version }: PatientView,
  body: UpdatePatientRequest,
  idempotencyKey: string,
) => patch<PatientView>(`/patients/${id}`, body, { version, idempotencyKey });

export const updateContacts = (
  { id, version }: PatientView,
  body: UpdateContactsRequest,
  idempotencyKey: string,
) => put<PatientView>(`/patients/${id}/contacts`, body, { version, idempotencyKey });

export const recordFlag = (patientId: string, body: RecordClinicalFlagRequest, idempotencyKey: string) =>
  post<unknown>(`/patients/${patientId}/clinical-flags`, body, { idempotencyKey });

export const endFlag = (patientId: string, { id, version }: ClinicalFlagView, idempotencyKey: string) =>
  post<unknown>(`/patients/${patientId}/clinical-flags/${id}/end`, undefined, { version, idempotencyKey });
