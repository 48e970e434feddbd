import type { StandingSessionsView, StandingSessionView } from '@lull/contracts';
import type { ReactNode } from 'react';
import classes from './settings.module.css';

interface StandingSessionsProps {
  readonly sentence: string;
  readonly sessions: StandingSessionsView;
  readonly renderSession: (session: StandingSessionView) => ReactNode;
}

/** Sessions that a setting would leave behind: by their times, each leads to its day. */
export function StandingSessions({
  sentence,
  sessions: { count, sessions },
  renderSession,
}: StandingSessionsProps) {
  return (
    <div className={classes['left']}>
      <p>{sentence}</p>
      <ul className={classes['sessions']}>
        {sessions.map((session) => (
          <li key={session.sessionId}>{renderSession(session)}</li>
        ))}
        {count > sessions.length && <li>and {count - sessions.length} more</li>}
      </ul>
    </div>
  );
}
