import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { ownSignIn, signInsOfBrowser } from '../api/own-sign-in.js';
import { signInBegan } from '../api/sign-in-mark.js';
import { root } from './root-route.js';
import { signInSearch } from './search-parameters.js';

const signInPage = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: signInSearch,
  component: lazyRouteComponent(() => import('./sign-in/sign-in-page.js'), 'SignInPage'),
});

const forgottenPasswordPage = createRoute({
  getParentRoute: () => root,
  path: '/forgotten-password',
  component: lazyRouteComponent(
    () => import('./sign-in/forgotten-password-page.js'),
    'ForgottenPasswordPage',
  ),
});

/** The token stands in the fragment, so the address itself tells nothing. */
const newPasswordPage = createRoute({
  getParentRoute: () => root,
  path: '/new-password',
  component: lazyRouteComponent(() => import('./sign-in/new-password-page.js'), 'NewPasswordPage'),
});

const invitationPage = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  component: lazyRouteComponent(() => import('./sign-in/invitation-page.js'), 'InvitationPage'),
});

/** Without the frame of the application, which shows what does not open yet. */
const secondFactorRoute = createRoute({
  getParentRoute: () => root,
  path: '/second-factor',
  beforeLoad: async ({ context: { queryClient } }) => {
    const [member] = await signInsOfBrowser();
    if (member === undefined) throw redirect({ to: '/sign-in' });
    queryClient.setQueryData(ownSignIn.queryKey, member);
    signInBegan();
  },
  component: lazyRouteComponent(() => import('./routes/second-factor-route.js'), 'SecondFactorRoute'),
});

/** The pages of somebody who is not signed in yet, or only half. */
export const openPages = [
  signInPage,
  forgottenPasswordPage,
  newPasswordPage,
  invitationPage,
  secondFactorRoute,
] as const;
