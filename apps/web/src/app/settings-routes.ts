import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import {
  clinicalSearch,
  clinicsSearch,
  closuresSearch,
  membersSearch,
  messageTextsSearch,
  payersSearch,
  proceduresSearch,
  resourcesSearch,
} from './search-parameters.js';
import { signedIn } from './signed-in-route.js';

const settingsRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings',
  component: lazyRouteComponent(() => import('./routes/settings-route.js'), 'SettingsRoute'),
});

const clinicsRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings/clinics',
  validateSearch: clinicsSearch,
  component: lazyRouteComponent(() => import('./routes/clinics-route.js'), 'ClinicsRoute'),
});

const closuresRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings/closures',
  validateSearch: closuresSearch,
  component: lazyRouteComponent(() => import('./routes/closures-route.js'), 'ClosuresRoute'),
});

const resourcesRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings/resources',
  validateSearch: resourcesSearch,
  component: lazyRouteComponent(() => import('./routes/resources-route.js'), 'ResourcesRoute'),
});

const clinicalRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings/clinical',
  validateSearch: clinicalSearch,
  component: lazyRouteComponent(() => import('./routes/clinical-route.js'), 'ClinicalRoute'),
});

const messageTextsRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings/messages',
  validateSearch: messageTextsSearch,
  component: lazyRouteComponent(() => import('./routes/message-texts-route.js'), 'MessageTextsRoute'),
});

const proceduresRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings/procedures',
  validateSearch: proceduresSearch,
  component: lazyRouteComponent(() => import('./routes/procedures-route.js'), 'ProceduresRoute'),
});

const payersRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings/payers',
  validateSearch: payersSearch,
  component: lazyRouteComponent(() => import('./routes/payers-route.js'), 'PayersRoute'),
});

const membersRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings/members',
  validateSearch: membersSearch,
  component: lazyRouteComponent(() => import('./routes/members-route.js'), 'MembersRoute'),
});

/** What can be arranged; the home leads to each. */
export const settingsRoutes = [
  settingsRoute,
  clinicsRoute,
  closuresRoute,
  resourcesRoute,
  membersRoute,
  clinicalRoute,
  messageTextsRoute,
  proceduresRoute,
  payersRoute,
] as const;
