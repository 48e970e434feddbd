import type {
  LiftRestrictionRequest,
  OpenRecordRequest,
  PatientAccessView,
  RecordAccessView,
  RestrictRecordRequest,
} from '@lull/contracts';
import { post } from '../../api/client.js';

type Versioned = Pick<NonNullable<RecordAccessView['opening']>, 'id' | 'version'>;

export const restrictRecord = (patientId: string, body: RestrictRecordRequest, idempotencyKey: string) =>
  post<PatientAccessView>(`/patients/${patientId}/restrictions`, body, { idempotencyKey });

export const liftRestriction = (
  { id, version }: Versioned,
  body: LiftRestrictionRequest,
  idempotencyKey: string,
) => post<PatientAccessView>(`/record-restrictions/${id}/lifting`, body, { version, idempotencyKey });

export const openRecord = (patientId: string, body: OpenRecordRequest, idempotencyKey: string) =>
  post<PatientAccessView>(`/patients/${patientId}/record-openings`, body, { idempotencyKey });

export const endOpening = ({ id, version }: Versioned, idempotencyKey: string) =>
  post<PatientAccessView>(`/record-openings/${id}/end`, undefined, { version, idempotencyKey });
