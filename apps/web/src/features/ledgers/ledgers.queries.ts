import type {
  AddAuthorisationRequest,
  AuthorisationsView,
  PatientLedgerView,
  PayerRuleView,
  RecordExternalSteroidRequest,
  WritePayerRuleRequest,
} from '@lull/contracts';
import { queryOptions } from '@tanstack/react-query';
import { get, post } from '../../api/client.js';

/** Under the patient's key: an injection that is recorded reads it again. */
export const ledgerQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['patients', patientId, 'ledger'],
    queryFn: ({ signal }) => get<PatientLedgerView>(`/patients/${patientId}/ledger`, signal),
  });

/** Under the series' key: a booking takes a unit. */
export const authorisationsQuery = (seriesId: string) =>
  queryOptions({
    queryKey: ['series', seriesId, 'authorisations'],
    queryFn: ({ signal }) => get<AuthorisationsView>(`/series/${seriesId}/authorisations`, signal),
  });

export const payerRulesQuery = queryOptions({
  queryKey: ['payer-rules'],
  queryFn: ({ signal }) => get<readonly PayerRuleView[]>('/payer-rules', signal),
});

export const addAuthorisation = (
  seriesId: string,
  request: AddAuthorisationRequest,
  idempotencyKey: string,
) => post<AuthorisationsView>(`/series/${seriesId}/authorisations`, request, { idempotencyKey });

export const recordSteroid = (
  patientId: string,
  request: RecordExternalSteroidRequest,
  idempotencyKey: string,
) => post<PatientLedgerView>(`/patients/${patientId}/steroids`, request, { idempotencyKey });

export const withdrawSteroid = (id: string, version: number, reason: string) =>
  post<PatientLedgerView>(`/steroids/${id}/withdrawal`, { reason }, { version });

export const writePayerRule = (request: WritePayerRuleRequest, idempotencyKey: string) =>
  post<readonly PayerRuleView[]>('/payer-rules', request, { idempotencyKey });
