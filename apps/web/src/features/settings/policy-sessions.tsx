import type { StandingSessionView } from '@lull/contracts';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { noticeOf } from '../../api/problem.js';
import { Loading } from '../../ui/loading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { policySessionsQuery } from './settings.queries.js';
import classes from './settings.module.css';

interface PolicySessionsProps {
  readonly version: string;
  readonly renderSession: (session: StandingSessionView) => ReactNode;
}

/** The booked sessions that a version judges, the next one first. */
export function PolicySessions({ version, renderSession }: PolicySessionsProps) {
  const { data, error, refetch } = useQuery(policySessionsQuery(version));
  if (error !== null) return <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading heights={[20, 20, 20, 20]} label="the sessions" />;
  const { count, sessions } = data;
  return (
    <>
      <p className={classes['quiet']}>
        {count === 0 ? 'It judges no booked session.' : `It judges ${count}, the next one first.`}
      </p>
      <ul className={classes['sessions']}>
        {sessions.map((session) => (
          <li key={session.sessionId}>{renderSession(session)}</li>
        ))}
        {count > sessions.length && <li>and {count - sessions.length} more</li>}
      </ul>
    </>
  );
}
