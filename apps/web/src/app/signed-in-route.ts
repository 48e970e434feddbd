import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { clinics } from '../api/clinics.js';
import { ownSignIn, signInsOfBrowser } from '../api/own-sign-in.js';
import { signInBegan, signInWasHere } from '../api/sign-in-mark.js';
import { root } from './root-route.js';

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
    const { secondFactorDue } = await queryClient.ensureQueryData(ownSignIn);
    if (secondFactorDue === true) throw redirect({ to: '/second-factor' });
  },
  loader: ({ context: { queryClient } }) => queryClient.ensureQueryData(clinics),
  component: lazyRouteComponent(() => import('./shell/frame.js'), 'Frame'),
});
