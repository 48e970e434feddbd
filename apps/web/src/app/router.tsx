import type { QueryClient } from '@tanstack/react-query';
import {
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  type RouterHistory,
} from '@tanstack/react-router';
import { may } from '@lull/contracts/plain';
import { addCivilDays, civilDateAt, isCivilDate } from '@lull/domain';
import { clinics } from '../api/clinics.js';
import { ownSignIn } from '../api/own-sign-in.js';
import { openPages } from './open-pages.js';
import { reportRoutes } from './report-routes.js';
import { root } from './root-route.js';
import { NotFound, RouteFailed, RoutePending } from './route-states.js';
import { settingsRoutes } from './settings-routes.js';
import { startPage } from './shell/navigation.js';
import { signedIn } from './signed-in-route.js';
import {
  accessReportSearch,
  blockTimeSearch,
  boardSearch,
  displacementSearch,
  helpSearch,
  mailboxSearch,
  mergeSearch,
  monthSearch,
  openingsSearch,
  patientSearch,
  patientsSearch,
  planSearch,
  preparationSearch,
  seriesSearch,
  tasksSearch,
  trailSearch,
  waitlistSearch,
  weekSearch,
  worklistsSearch,
} from './search-parameters.js';

const start = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  beforeLoad: async ({ context: { queryClient } }) => {
    const { roles } = await queryClient.ensureQueryData(ownSignIn);
    // A practice with nothing in it begins with its set-up.
    if (may(roles, 'setup', 'read') && (await queryClient.ensureQueryData(clinics)).length === 0)
      throw redirect({ to: '/settings/setup', replace: true });
    const page = startPage(roles);
    if (page !== '/day') throw redirect({ to: page, replace: true });
    throw redirect({ to: '/day', replace: true });
  },
});

const daysAhead = 28;

/** Today, or the next day that has sessions. */
const nearestDay = createRoute({
  getParentRoute: () => signedIn,
  path: '/day',
  beforeLoad: async ({ context: { queryClient } }) => {
    const [clinic] = await queryClient.ensureQueryData(clinics);
    const today = civilDateAt(Date.now(), clinic?.timeZone ?? 'UTC');
    const { nextDayQuery } = await import('../features/schedule/schedule.queries.js');
    const next =
      clinic === undefined ? null : (await queryClient.fetchQuery(nextDayQuery(clinic.id, today))).date;
    // Further away than somebody would leaf through, today is as good as any.
    const date = next !== null && next <= addCivilDays(today, daysAhead) ? next : today;
    throw redirect({ to: '/day/$date', params: { date }, replace: true });
  },
});

const dayRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/day/$date',
  validateSearch: boardSearch,
  beforeLoad: ({ params }) => {
    if (!isCivilDate(params.date)) throw redirect({ to: '/day', replace: true });
  },
  component: lazyRouteComponent(() => import('./routes/day-route.js'), 'DayRoute'),
});

const dayPreparationRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/day/$date/preparation',
  validateSearch: preparationSearch,
  beforeLoad: ({ params }) => {
    if (!isCivilDate(params.date)) throw redirect({ to: '/day', replace: true });
  },
  component: lazyRouteComponent(() => import('./routes/preparation-route.js'), 'DayPreparationRoute'),
});

const preparationRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/sessions/$id/preparation',
  validateSearch: preparationSearch,
  component: lazyRouteComponent(() => import('./routes/preparation-route.js'), 'PreparationRoute'),
});

const consentTalkRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/sessions/$id/consent-talk',
  validateSearch: preparationSearch,
  component: lazyRouteComponent(() => import('./routes/consent-talk-route.js'), 'ConsentTalkRoute'),
});

/** Today, by the first clinic's clocks. */
const thisWeek = createRoute({
  getParentRoute: () => signedIn,
  path: '/week',
  beforeLoad: async ({ context: { queryClient } }) => {
    throw redirect({ to: '/week/$date', params: { date: await todayOf(queryClient) }, replace: true });
  },
});

const weekRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/week/$date',
  validateSearch: weekSearch,
  beforeLoad: ({ params }) => {
    if (!isCivilDate(params.date)) throw redirect({ to: '/week', replace: true });
  },
  component: lazyRouteComponent(() => import('./routes/week-route.js'), 'WeekRoute'),
});

const thisMonth = createRoute({
  getParentRoute: () => signedIn,
  path: '/month',
  beforeLoad: async ({ context: { queryClient } }) => {
    const month = (await todayOf(queryClient)).slice(0, 7);
    throw redirect({ to: '/month/$month', params: { month }, replace: true });
  },
});

const monthRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/month/$month',
  validateSearch: monthSearch,
  beforeLoad: ({ params }) => {
    if (!isCivilDate(`${params.month}-01`)) throw redirect({ to: '/month', replace: true });
  },
  component: lazyRouteComponent(() => import('./routes/month-route.js'), 'MonthRoute'),
});

async function todayOf(queryClient: QueryClient): Promise<string> {
  const [clinic] = await queryClient.ensureQueryData(clinics);
  return civilDateAt(Date.now(), clinic?.timeZone ?? 'UTC');
}

const patientsRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/patients',
  validateSearch: patientsSearch,
  component: lazyRouteComponent(() => import('./routes/patients-route.js'), 'PatientsRoute'),
});

const patientRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/patients/$id',
  validateSearch: patientSearch,
  component: lazyRouteComponent(() => import('./routes/patient-route.js'), 'PatientRoute'),
});

const seriesRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/series/$id',
  validateSearch: seriesSearch,
  component: lazyRouteComponent(() => import('./routes/series-route.js'), 'SeriesRoute'),
});

const seriesPlanRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/series/$id/plan',
  validateSearch: planSearch,
  component: lazyRouteComponent(() => import('./routes/series-plan-route.js'), 'SeriesPlanRoute'),
});

/** Booking a whole series, before it is said whose. */
const planRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/plan',
  component: lazyRouteComponent(() => import('./routes/plan-route.js'), 'PlanRoute'),
});

/** What the injections did, on one page for others. */
const seriesSummaryRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/series/$id/summary',
  component: lazyRouteComponent(() => import('./routes/series-summary-route.js'), 'SeriesSummaryRoute'),
});

/** One patient's way through the day. */
const sessionDayRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/sessions/$id/day',
  component: lazyRouteComponent(() => import('./routes/session-day-route.js'), 'SessionDayRoute'),
});

/** What the patient takes along. */
const afterCareRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/sessions/$id/after-care',
  component: lazyRouteComponent(() => import('./routes/after-care-route.js'), 'AfterCareRoute'),
});

const tasksRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/tasks',
  validateSearch: tasksSearch,
  component: lazyRouteComponent(() => import('./routes/tasks-route.js'), 'TasksRoute'),
});

const mailboxRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/mailbox',
  validateSearch: mailboxSearch,
  component: lazyRouteComponent(() => import('./routes/mailbox-route.js'), 'MailboxRoute'),
});

const worklistsRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/lists',
  validateSearch: worklistsSearch,
  component: lazyRouteComponent(() => import('./routes/worklists-route.js'), 'WorklistsRoute'),
});

const blockTimeRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/block-time',
  validateSearch: blockTimeSearch,
  component: lazyRouteComponent(() => import('./routes/block-time-route.js'), 'BlockTimeRoute'),
});

const displacementRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/displacement',
  validateSearch: displacementSearch,
  component: lazyRouteComponent(() => import('./routes/displacement-route.js'), 'DisplacementRoute'),
});

const waitlistRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/waitlist',
  validateSearch: waitlistSearch,
  component: lazyRouteComponent(() => import('./routes/waitlist-route.js'), 'WaitlistRoute'),
});

const accountRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/account',
  component: lazyRouteComponent(() => import('./routes/account-route.js'), 'AccountRoute'),
});

const helpRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/help',
  validateSearch: helpSearch,
  component: lazyRouteComponent(() => import('./routes/help-routes.js'), 'HelpRoute'),
});

const aboutRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/help/about',
  component: lazyRouteComponent(() => import('./routes/help-routes.js'), 'AboutRoute'),
});

const trailRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/trail',
  validateSearch: trailSearch,
  component: lazyRouteComponent(() => import('./routes/trail-route.js'), 'TrailRoute'),
});

const openingsRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/trail/openings',
  validateSearch: openingsSearch,
  component: lazyRouteComponent(() => import('./routes/openings-route.js'), 'OpeningsRoute'),
});

const duplicatesRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/patients/duplicates',
  component: lazyRouteComponent(() => import('./routes/merge-routes.js'), 'DuplicatesRoute'),
});

const mergeRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/patients/merge',
  validateSearch: mergeSearch,
  component: lazyRouteComponent(() => import('./routes/merge-routes.js'), 'MergeRoute'),
});

const accessReportRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/trail/report',
  validateSearch: accessReportSearch,
  component: lazyRouteComponent(() => import('./routes/access-report-route.js'), 'AccessReportRoute'),
});

const routeTree = root.addChildren([
  ...openPages,
  signedIn.addChildren([
    start,
    nearestDay,
    dayRoute,
    dayPreparationRoute,
    preparationRoute,
    consentTalkRoute,
    thisWeek,
    weekRoute,
    thisMonth,
    monthRoute,
    patientsRoute,
    patientRoute,
    seriesRoute,
    seriesPlanRoute,
    seriesSummaryRoute,
    planRoute,
    sessionDayRoute,
    afterCareRoute,
    ...reportRoutes,
    waitlistRoute,
    tasksRoute,
    mailboxRoute,
    worklistsRoute,
    blockTimeRoute,
    ...settingsRoutes,
    accountRoute,
    helpRoute,
    aboutRoute,
    displacementRoute,
    trailRoute,
    openingsRoute,
    accessReportRoute,
    duplicatesRoute,
    mergeRoute,
  ]),
]);

/** `history` is the browser's own unless a test brings one. */
export function makeRouter(queryClient: QueryClient, history?: RouterHistory) {
  return createRouter({
    ...(history && { history }),
    routeTree,
    context: { queryClient, cameWith: window.location.search },
    defaultPreload: 'intent',
    defaultPendingMs: 150,
    defaultErrorComponent: RouteFailed,
    defaultPendingComponent: RoutePending,
    defaultNotFoundComponent: NotFound,
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
