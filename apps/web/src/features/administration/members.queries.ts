import type {
  ConfirmedAdministratorView,
  MemberInvitationView,
  MembersView,
  MemberView,
  SecondFactorPolicyView,
  SentInvitationView,
} from '@lull/contracts';
import type { Role } from '@lull/contracts/plain';
import type { SecondFactorDemand } from '@lull/domain';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { ask, get, post, put, query } from '../../api/client.js';

/** All of it begins with one word, so that it is read anew together. */
export const membersKey = ['members'] as const;

export const membersQuery = infiniteQueryOptions({
  queryKey: [...membersKey, 'page'],
  queryFn: ({ signal, pageParam }) => get<MembersView>(`/members${query({ cursor: pageParam })}`, signal),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next,
});

export const invitationsQuery = queryOptions({
  queryKey: [...membersKey, 'invitations'],
  queryFn: ({ signal }) => get<readonly MemberInvitationView[]>('/member-invitations', signal),
});

export const policyQuery = queryOptions({
  queryKey: [...membersKey, 'policy'],
  queryFn: ({ signal }) => get<SecondFactorPolicyView>('/second-factor-policy', signal),
});

type Versioned = Pick<MemberView, 'id' | 'version'>;

export const changeRoles = ({ id, version }: Versioned, roles: readonly Role[]) =>
  put<MemberView>(`/members/${id}/roles`, { roles }, { version });
export const changeState = ({ id, version }: Versioned, active: boolean) =>
  put<MemberView>(`/members/${id}/state`, { active }, { version });
export const resetSecondFactor = (id: string) => ask<MemberView>(`/members/${id}/second-factor-resets`, {});
export const changePolicy = (required: SecondFactorDemand) =>
  put<SecondFactorPolicyView>('/second-factor-policy', { required });
export const invite = (invited: { email: string; roles: readonly Role[] }, idempotencyKey: string) =>
  post<SentInvitationView>('/member-invitations', invited, { idempotencyKey });
export const sendInvitationAgain = ({ id, version }: Versioned) =>
  post<SentInvitationView>(`/member-invitations/${id}/resends`, {}, { version });
export const revokeInvitation = ({ id, version }: Versioned) =>
  post<void>(`/member-invitations/${id}/revocations`, {}, { version });
export const confirmAdministrator = (requestId: string) =>
  ask<ConfirmedAdministratorView>(`/administrator-requests/${requestId}/confirmations`, {});
export const declineAdministrator = (requestId: string) =>
  ask<void>(`/administrator-requests/${requestId}/refusals`, {});
