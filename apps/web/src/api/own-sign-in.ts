import type {
  AcceptedInvitationView,
  InvitationLookView,
  OwnSignInView,
  PasskeyOptionsView,
  SignInWaysView,
} from '@lull/contracts';
import { may, type AccessAction, type AccessResource, type Role } from '@lull/contracts/plain';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { ask, get, post, remove } from './client.js';
import { isProblem } from './problem.js';

export const ownSignIn = queryOptions({
  queryKey: ['own-sign-in'],
  queryFn: ({ signal }) => get<OwnSignInView>('/sign-ins/current', signal),
  staleTime: Infinity,
});

/** Of this browser: one, or none. Unlike the query above, this is never refused. */
export const signInsOfBrowser = () => get<readonly OwnSignInView[]>('/sign-ins');

/** One of the demonstration clinic's people, as the sign-in page offers them. */
export interface DemonstrationSignInView {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly practice: string;
  readonly email: string;
}

/** Null: this is not a demonstration. */
export const demonstrationSignIns = queryOptions({
  queryKey: ['demonstration-sign-ins'],
  queryFn: async ({ signal }) => {
    try {
      return await get<readonly DemonstrationSignInView[]>('/demonstration/sign-ins', signal);
    } catch (error) {
      if (isProblem(error, 'not-found')) return null;
      throw error;
    }
  },
  staleTime: Infinity,
});

export const signIn = (email: string, password: string) =>
  post<OwnSignInView>('/sign-ins', { email, password });
export const signInByCode = (code: string) => ask<OwnSignInView>('/sign-ins/second-factor', { code });
export const passkeySignInOptions = () => ask<PasskeyOptionsView>('/sign-ins/passkey-options', {});
export const signInByPasskey = (response: object) => ask<OwnSignInView>('/sign-ins/passkey', { response });

/** What the sign-in page may offer beside the password. */
export const signInWays = queryOptions({
  queryKey: ['sign-in-ways'],
  queryFn: ({ signal }) => get<SignInWaysView>('/sign-in-ways', signal),
  staleTime: Infinity,
});
export const askForNewPassword = (email: string) => ask<void>('/password-resets', { email });
export const setPasswordByLink = (token: string, password: string) =>
  ask<void>('/password-resets/acceptances', { token, password });
export const lookAtInvitation = (token: string) => ask<InvitationLookView>('/invitations/looks', { token });
export const acceptInvitation = (accepted: { token: string; name: string; password: string }) =>
  ask<AcceptedInvitationView>('/invitations/acceptances', accepted);
export const proveOneself = (password: string) => ask<void>('/own-account/proofs', { password });

export const signInToDemonstration = (email: string) =>
  post<OwnSignInView>('/demonstration/sign-ins', { email });
export const signOut = () => remove('/sign-ins/current');
export const signOutEverywhere = () => remove('/sign-ins');

export interface SignedInMember extends OwnSignInView {
  /** Whether the access matrix allows it: what is not allowed is not offered. The server decides all the same. */
  readonly may: <R extends AccessResource>(resource: R, action: AccessAction<R>) => boolean;
}

/** Who is signed in. Only below the route that has made sure of it. */
export function useOwnSignIn(): SignedInMember {
  const { data: member } = useSuspenseQuery(ownSignIn);
  return { ...member, may: (resource, action) => may(member.roles, resource, action) };
}
