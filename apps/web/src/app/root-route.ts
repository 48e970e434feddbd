import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, Outlet } from '@tanstack/react-router';
import { NotFound } from './route-states.js';

interface RouterContext {
  readonly queryClient: QueryClient;
  /** The query of the address, as the browser came with it: the router writes the figures of a long one anew. */
  readonly cameWith: string;
}

/** Over every page of the staff application. */
export const root = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  notFoundComponent: NotFound,
});
