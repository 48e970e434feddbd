import { Notifications } from '@mantine/notifications';

/** Short news with an undo; it waits while somebody points at it (WCAG 2.2.1). */
export function Toasts() {
  return <Notifications position="bottom-left" autoClose={10_000} limit={4} pauseResetOnHover="all" />;
}
