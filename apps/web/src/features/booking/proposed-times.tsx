import { Skeleton } from '@mantine/core';
import { IconCircleCheckFilled } from '@tabler/icons-react';
import type { FreeTimesView, FreeTimeView, SeriesView } from '@lull/contracts';
import type { UseQueryResult } from '@tanstack/react-query';
import { isProblem, sentenceOf } from '../../api/problem.js';
import { dateText } from '../../ui/clock.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { startOfDraft, type BookingDraft } from './booking-draft.js';
import classes from './booking.module.css';

interface ProposedTimesProps {
  readonly answer: UseQueryResult<FreeTimesView>;
  readonly series: SeriesView;
  readonly chosen: BookingDraft;
  readonly zone: string;
  readonly nameOf: (resourceId: string) => string;
  readonly onChoose: (time: FreeTimeView) => void;
}

/** The three best times for the next session, each with its why; nothing where a time was pointed at. */
export function ProposedTimes({ answer, series, chosen, zone, nameOf, onChoose }: ProposedTimesProps) {
  const { data: proposed, error, isLoading, refetch } = answer;
  if (error !== null)
    return (
      <ProblemNotice
        sentence={sentenceOf(error)}
        code={isProblem(error) ? error.code : null}
        onRetry={() => void refetch()}
      />
    );
  if (proposed === undefined)
    return isLoading ? <Skeleton h={150} aria-label="Looking for the best times" /> : null;
  const { times, dueOn, refusals } = proposed;
  const start = startOfDraft(chosen, zone);
  const isChosen = (time: FreeTimeView): boolean =>
    start?.accepted === true && start.value === time.start && chosen.roomId === time.roomId;
  return (
    <section aria-label="Best times">
      <h3 className={classes['small-title']}>
        Best times
        {dueOn !== null && <span className={classes['due']}>due {dateText(dueOn)}</span>}
      </h3>
      {refusals.map(({ code, detail, remedy }) => (
        <ProblemNotice
          key={code}
          sentence={remedy === undefined ? detail : `${detail} ${remedy.detail}`}
          code={code}
        />
      ))}
      {refusals.length === 0 && times.length === 0 && (
        <p className={classes['none']}>
          No free time in the next ten weeks with this physician. Choose another, or a time of your own.
        </p>
      )}
      <ul className={classes['free-times']}>
        {times.map((time) => (
          <li key={`${time.start} ${time.roomId}`}>
            <button
              type="button"
              className={classes['free-time']}
              aria-pressed={isChosen(time)}
              onClick={() => onChoose(time)}
            >
              <b className="tabular">
                {time.text}
                {isChosen(time) && <IconCircleCheckFilled size={16} aria-hidden />}
              </b>
              <span>
                {whyOf(time, series)}; {nameOf(time.physicianId)}, {nameOf(time.roomId)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function whyOf({ daysSincePrevious: days }: FreeTimeView, { targetIntervalDays }: SeriesView): string {
  if (days === null) return 'first of the series';
  return `${days} ${days === 1 ? 'day' : 'days'} after the one before, target ${targetIntervalDays}`;
}
