import { MantineProvider } from '@mantine/core';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { lazy, Suspense, type ReactNode } from 'react';
import { AnnouncerProvider } from '../ui/announcer.js';
import { theme } from './theme.js';

const Toasts = lazy(async () => ({ default: (await import('./toasts.js')).Toasts }));

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
          <Suspense fallback={null}>
            <Toasts />
          </Suspense>
        </AnnouncerProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}
