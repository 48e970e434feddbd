import type { SessionToPlace } from '@lull/domain';
import type { ReactNode } from 'react';
import { dateText } from '../../ui/clock.js';
import { Panel } from '../../ui/panel.js';
import classes from './plan.module.css';

interface ToPlaceProps {
  readonly toPlace: readonly SessionToPlace[];
  /** Null: nothing is called overdue. */
  readonly today: string | null;
  readonly action?: ReactNode;
}

/** The sessions of a series that are planned and have no time yet (rule PLAN-05); nothing where there is none. */
export function ToPlace({ toPlace, today, action }: ToPlaceProps) {
  if (toPlace.length === 0) return null;
  return (
    <Panel
      title={`To place: ${toPlace.length}`}
      note="Planned, and not booked yet."
      {...(action !== undefined && { actions: action })}
    >
      <ol className={classes['to-place']}>
        {toPlace.map(({ dueOn, dueBy }, index) => (
          <li
            key={`${dueBy} ${index}`}
            data-overdue={(today !== null && dueBy !== null && dueBy < today) || undefined}
          >
            {dueOn === null || dueBy === null ? (
              'whenever the series begins'
            ) : (
              <>
                due {dateText(dueOn)}, by {dateText(dueBy)} at the latest
                {today !== null && dueBy < today && <strong> (overdue)</strong>}
              </>
            )}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
