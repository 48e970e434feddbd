import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { AnnouncerProvider } from '../ui/announcer.js';
import { theme } from './theme.js';

interface ProvidersProps {
  readonly queryClient: QueryClient;
  /** `test` leaves out transitions and portals. */
  readonly env?: 'default' | 'test';
  readonly children: ReactNode;
}

/** What every screen stands in; tests use the same. */
export function Providers({ queryClient, env = 'default', children }: ProvidersProps) {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false} env={env}>
      <QueryClientProvider client={queryClient}>
        <AnnouncerProvider>
          {children}
          <Notifications position="bottom-left" autoClose={10_000} limit={4} />
        </AnnouncerProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}
