import type { ResourceSettingsView, StandingSessionView } from '@lull/contracts';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { resourceBookingsQuery } from './procedures.queries.js';
import classes from './procedures.module.css';

interface ResourceBookingsProps {
  readonly resource: ResourceSettingsView;
  readonly renderSession: (session: StandingSessionView) => ReactNode;
}

/** The coming sessions that hold a resource, each with the way to it. */
export function ResourceBookings({ resource, renderSession }: ResourceBookingsProps) {
  const { data } = useQuery(resourceBookingsQuery(resource.id));
  if (data === undefined) return null;
  const { count, sessions } = data;
  return (
    <section aria-label={`Sessions that hold ${resource.name}`}>
      <ul className={classes['sessions']}>
        {sessions.map((session) => (
          <li key={session.sessionId}>{renderSession(session)}</li>
        ))}
        {count > sessions.length && <li>and {count - sessions.length} more</li>}
      </ul>
    </section>
  );
}
