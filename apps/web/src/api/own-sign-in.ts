import type { OwnSignInView } from '@lull/contracts';
import { may, type AccessAction, type AccessResource, type Role } from '@lull/contracts/plain';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { get, post, remove } from './client.js';
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
