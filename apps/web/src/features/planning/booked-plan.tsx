import type { BookedPlanView, SeriesView } from '@lull/contracts';
import { useEffect, useRef, type ReactNode } from 'react';
import { sessionsText } from '../../ui/counted.js';
import { dateTimeText } from '../../ui/clock.js';
import { Panel } from '../../ui/panel.js';
import { SessionStatus } from '../../ui/session-status.js';
import { toPlaceOf } from './plan-wishes.js';
import { ToPlace } from './to-place.js';
import classes from './plan.module.css';

interface BookedPlanProps {
  /** As it is read anew after the booking. */
  readonly series: SeriesView;
  readonly booked: BookedPlanView;
  readonly zone: string;
  readonly now: number;
  readonly renderNext: () => ReactNode;
}

/** What stands now, and what is still to place. */
export function BookedPlan({ series, booked, zone, now, renderNext }: BookedPlanProps) {
  const heading = useRef<HTMLDivElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { sessions } = booked;
  return (
    <>
      <div ref={heading} tabIndex={-1} className={classes['booked']}>
        <Panel title={`Booked: ${sessionsText(sessions.length)}`} actions={renderNext()}>
          <ol className={classes['booked-list']}>
            {sessions.map(({ id, start, state }) => (
              <li key={id}>
                <strong className="tabular">{dateTimeText(start, zone)}</strong>{' '}
                <SessionStatus state={state} />
              </li>
            ))}
          </ol>
        </Panel>
      </div>
      <ToPlace toPlace={toPlaceOf(series, zone, now)} today={null} />
    </>
  );
}
