import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { reliefReportSearch, reportSearch, volumeSearch } from './search-parameters.js';
import { signedIn } from './signed-in-route.js';

const volumeRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/volume',
  validateSearch: volumeSearch,
  component: lazyRouteComponent(() => import('./routes/volume-route.js'), 'VolumeRoute'),
});

const reliefReportRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/reports/relief',
  validateSearch: reliefReportSearch,
  component: lazyRouteComponent(() => import('./routes/relief-report-route.js'), 'ReliefReportRoute'),
});

const reportsRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/reports',
  component: lazyRouteComponent(() => import('./routes/reports-route.js'), 'ReportsRoute'),
});

/** Volume keeps the address that people know. */
const volumeReportRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/reports/volume',
  validateSearch: volumeSearch,
  beforeLoad: ({ search }) => {
    throw redirect({ to: '/volume', search, replace: true });
  },
});

const reportRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/reports/$code',
  validateSearch: reportSearch,
  component: lazyRouteComponent(() => import('./routes/report-route.js'), 'ReportRoute'),
});

/** Volume, relief and the other reports. */
export const reportRoutes = [
  volumeRoute,
  reliefReportRoute,
  reportsRoute,
  volumeReportRoute,
  reportRoute,
] as const;
