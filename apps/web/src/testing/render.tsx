import { notifications } from '@mantine/notifications';
import type { QueryClient } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { Providers } from '../app/providers.js';
import { makeQueryClient } from '../app/query-client.js';

/** A component inside the providers of the application, and somebody who uses it. */
export function renderInApp(component: ReactElement) {
  // Toasts live outside of React and would outlive the test before.
  notifications.clean();
  const queryClient = makeQueryClient(() => undefined);
  queryClient.setDefaultOptions({ queries: { retry: false, staleTime: Infinity } });
  const user = userEvent.setup();
  const shown = render(inApp(queryClient, component));
  return { ...shown, user, queryClient };
}

export function inApp(queryClient: QueryClient, component: ReactElement): ReactElement {
  return (
    <Providers queryClient={queryClient} env="test">
      {component}
    </Providers>
  );
}
