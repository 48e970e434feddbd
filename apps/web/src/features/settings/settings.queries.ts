import type {
  AddClosureRequest,
  AddHolidaysRequest,
  AddReadinessPolicyRequest,
  ChangeClinicRequest,
  ClinicSettingsView,
  ClosureSettingsView,
  ClosuresRemovedView,
  CreateClinicRequest,
  HolidayPreviewView,
  OpeningHoursPreviewView,
  PreviewReadinessPolicyRequest,
  ReadinessPolicyPreviewView,
  ReadinessPolicyView,
  SetOpeningHoursRequest,
  StandingSessionsView,
} from '@lull/contracts';
import { queryOptions } from '@tanstack/react-query';
import { ask, get, patch, post, put } from '../../api/client.js';

export const clinicSettingsQuery = queryOptions({
  queryKey: ['clinic-settings'],
  queryFn: ({ signal }) => get<readonly ClinicSettingsView[]>('/clinic-settings', signal),
});

export const closuresQuery = (clinicId: string, from: string) =>
  queryOptions({
    queryKey: ['closures', clinicId, from],
    queryFn: ({ signal }) =>
      get<readonly ClosureSettingsView[]>(`/clinics/${clinicId}/closures?from=${from}`, signal),
  });

interface Read {
  readonly id: string;
  readonly version: number;
}

export const createClinic = (request: CreateClinicRequest, idempotencyKey: string) =>
  post<ClinicSettingsView>('/clinics', request, { idempotencyKey });

export const changeClinic = ({ id, version }: Read, request: ChangeClinicRequest) =>
  patch<ClinicSettingsView>(`/clinics/${id}`, request, { version });

export const previewHours = (clinicId: string, request: SetOpeningHoursRequest) =>
  ask<OpeningHoursPreviewView>(`/clinics/${clinicId}/opening-hours-previews`, request);

export const setHours = ({ id, version }: Read, request: SetOpeningHoursRequest) =>
  put<ClinicSettingsView>(`/clinics/${id}/opening-hours`, request, { version });

export const addClosure = (clinicId: string, request: AddClosureRequest, idempotencyKey?: string) =>
  post<ClosureSettingsView>(
    `/clinics/${clinicId}/closures`,
    request,
    idempotencyKey === undefined ? {} : { idempotencyKey },
  );

export const removeClosures = (clinicId: string, closures: readonly Read[]) =>
  post<ClosuresRemovedView>(`/clinics/${clinicId}/closure-removals`, {
    closures: closures.map(({ id, version }) => ({ id, version })),
  });

export const previewHolidays = (clinicId: string, calendar: string) =>
  ask<HolidayPreviewView>(`/clinics/${clinicId}/holiday-previews`, { calendar });

export const addHolidays = (clinicId: string, request: AddHolidaysRequest, idempotencyKey: string) =>
  post<readonly ClosureSettingsView[]>(`/clinics/${clinicId}/holidays`, request, { idempotencyKey });

export const readinessPoliciesQuery = queryOptions({
  queryKey: ['clinical-policies', 'readiness'],
  queryFn: ({ signal }) => get<readonly ReadinessPolicyView[]>('/readiness-policies', signal),
});

export const policySessionsQuery = (version: string) =>
  queryOptions({
    queryKey: ['clinical-policies', 'readiness', version, 'sessions'],
    queryFn: ({ signal }) => get<StandingSessionsView>(`/readiness-policies/${version}/sessions`, signal),
  });

export const previewReadinessPolicy = (request: PreviewReadinessPolicyRequest) =>
  ask<ReadinessPolicyPreviewView>('/readiness-policy-previews', request);

export const addReadinessPolicy = (request: AddReadinessPolicyRequest, idempotencyKey: string) =>
  post<readonly ReadinessPolicyView[]>('/readiness-policies', request, { idempotencyKey });
