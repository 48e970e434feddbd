import type { ProfileBookingsView, ProfileBookingView } from '@lull/contracts';
import type { ReactNode } from 'react';
import classes from './procedures.module.css';

interface ProfileBookingsProps {
  readonly booked: ProfileBookingsView;
  /** Before it is saved, or as it stands. */
  readonly saved: boolean;
  readonly renderSession: (session: ProfileBookingView) => ReactNode;
}

const sessions = (count: number): string => `${count} coming ${count === 1 ? 'session' : 'sessions'}`;

/** What a profile means for the sessions that stand: they keep what they hold, and which would not fit by it. */
export function ProfileBookings({ booked, saved, renderSession }: ProfileBookingsProps) {
  const { upcoming, holdOtherwise, looked } = booked;
  const unfit = looked.filter(({ refusals }) => refusals.length > 0);
  const fit = looked.filter(({ refusals }) => refusals.length === 0);
  if (holdOtherwise === 0)
    return (
      <p className={classes['quiet']}>
        {upcoming === 0
          ? 'No coming session is booked at this level.'
          : `All ${sessions(upcoming)} ${saved ? 'hold by it' : 'hold so already'}.`}
      </p>
    );
  return (
    <>
      <p>
        <strong>
          {sessions(upcoming)}, {holdOtherwise === upcoming ? 'all' : holdOtherwise} of them{' '}
          {saved ? 'booked by an earlier profile' : 'by the profile so far'}.
        </strong>{' '}
        {holdOtherwise === 1 ? 'It keeps' : 'They keep'} what {holdOtherwise === 1 ? 'it holds' : 'they hold'}{' '}
        until somebody moves {holdOtherwise === 1 ? 'it' : 'each'}, or plans{' '}
        {holdOtherwise === 1 ? 'it' : 'each'} anew with “Change sedation…” in the session.
      </p>
      {holdOtherwise > looked.length && (
        <p className={classes['quiet']}>Looked at: the next {looked.length}.</p>
      )}
      {unfit.length > 0 && (
        <>
          <h3>
            {unfit.length === 1 ? 'One would not fit' : `${unfit.length} would not fit`} where it stands
          </h3>
          <ul className={classes['sessions']}>
            {unfit.map((session) => (
              <li key={session.sessionId}>
                {renderSession(session)}
                {session.refusals.map(({ code, detail }) => (
                  <span key={`${code} ${detail}`}>{detail}</span>
                ))}
              </li>
            ))}
          </ul>
        </>
      )}
      {fit.length > 0 && (
        <details>
          <summary>
            {fit.length === 1 ? 'One would fit' : `${fit.length} would fit`} where{' '}
            {fit.length === 1 ? 'it stands' : 'they stand'}
          </summary>
          <ul className={classes['sessions']}>
            {fit.map((session) => (
              <li key={session.sessionId}>{renderSession(session)}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
