import { MantineProvider } from '@mantine/core';
import { useNotifications } from '@mantine/notifications';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState, type ReactNode } from 'react';
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
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
      env={env}
    >
      <QueryClientProvider client={queryClient}>
        <AnnouncerProvider>
          {children}
          <ToastsWhenNeeded />
        </AnnouncerProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}

/** The first toast brings the code that shows toasts. */
function ToastsWhenNeeded() {
  const [needed, setNeeded] = useState(false);
  const { notifications, queue } = useNotifications();
  if (!needed && notifications.length + queue.length > 0) setNeeded(true);
  if (!needed) return null;
  return (
    <Suspense fallback={null}>
      <Toasts />
    </Suspense>
  );
}
