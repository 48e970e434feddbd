import type {
  AddResourceRequest,
  ChangeProcedureTypeRequest,
  ChangeResourceRequest,
  CreateProcedureTypeRequest,
  PhysicianMemberView,
  PreviewResourceProfileRequest,
  ProcedureTypeSettingsView,
  ProfileBookingsView,
  ProfilePreviewView,
  ResourceProfileView,
  ResourceSettingsView,
  StandingSessionsView,
} from '@lull/contracts';
import { queryOptions } from '@tanstack/react-query';
import { ask, get, patch, post } from '../../api/client.js';

export const procedureTypesQuery = queryOptions({
  queryKey: ['procedure-types'],
  queryFn: ({ signal }) => get<readonly ProcedureTypeSettingsView[]>('/procedure-types', signal),
});

export const profileBookingsQuery = ({ id, version }: ResourceProfileView) =>
  queryOptions({
    queryKey: ['procedure-types', 'bookings', id, version],
    queryFn: ({ signal }) => get<ProfileBookingsView>(`/resource-profiles/${id}/bookings`, signal),
  });

export const resourcesQuery = (clinicId: string) =>
  queryOptions({
    queryKey: ['resources', clinicId],
    queryFn: ({ signal }) => get<readonly ResourceSettingsView[]>(`/clinics/${clinicId}/resources`, signal),
  });

/** What stands in the way of taking a resource out of use. */
export const resourceBookingsQuery = (id: string) =>
  queryOptions({
    queryKey: ['resources', 'bookings', id],
    queryFn: ({ signal }) => get<StandingSessionsView>(`/resources/${id}/bookings`, signal),
    gcTime: 0,
  });

export const physicianMembersQuery = queryOptions({
  queryKey: ['resources', 'physician-members'],
  queryFn: ({ signal }) => get<readonly PhysicianMemberView[]>('/physician-members', signal),
});

interface Read {
  readonly id: string;
  readonly version: number;
}

export const createType = (request: CreateProcedureTypeRequest, idempotencyKey: string) =>
  post<ProcedureTypeSettingsView>('/procedure-types', request, { idempotencyKey });

export const changeType = ({ id, version }: Read, request: ChangeProcedureTypeRequest) =>
  patch<ProcedureTypeSettingsView>(`/procedure-types/${id}`, request, { version });

export const previewProfile = (typeId: string, request: PreviewResourceProfileRequest) =>
  ask<ProfilePreviewView>(`/procedure-types/${typeId}/profile-previews`, request);

export const createProfile = (
  typeId: string,
  request: PreviewResourceProfileRequest,
  idempotencyKey: string,
) => post<ResourceProfileView>(`/procedure-types/${typeId}/profiles`, request, { idempotencyKey });

export const changeProfile = ({ id, version }: Read, { stages }: PreviewResourceProfileRequest) =>
  patch<ResourceProfileView>(`/resource-profiles/${id}`, { stages }, { version });

export const addResource = (clinicId: string, request: AddResourceRequest, idempotencyKey: string) =>
  post<readonly ResourceSettingsView[]>(`/clinics/${clinicId}/resources`, request, { idempotencyKey });

export const changeResource = ({ id, version }: Read, request: ChangeResourceRequest) =>
  patch<ResourceSettingsView>(`/resources/${id}`, request, { version });
