import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { clinics } from '../api/clinics.js';
import { ownSignIn, signInsOfBrowser } from '../api/own-sign-in.js';
import { signInBegan, signInWasHere } from '../api/sign-in-mark.js';
import { NotFound } from './route-states.js';

interface RouterContext {
  readonly queryClient: QueryClient;
}

export const root = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  notFoundComponent: NotFound,
});

/** Everything but the sign-in page: somebody is signed in, and their clinics are known. */
export const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: async ({ context: { queryClient }, location }) => {
    if (queryClient.getQueryData(ownSignIn.queryKey) === undefined) {
      const [member] = await signInsOfBrowser();
      if (member === undefined) {
        const ended = signInWasHere();
        throw redirect({ to: '/sign-in', search: { to: location.href, ...(ended && { ended }) } });
      }
      queryClient.setQueryData(ownSignIn.queryKey, member);
    }
    signInBegan();
  },
  loader: ({ context: { queryClient } }) => queryClient.ensureQueryData(clinics),
  component: lazyRouteComponent(() => import('./shell/frame.js'), 'Frame'),
});
