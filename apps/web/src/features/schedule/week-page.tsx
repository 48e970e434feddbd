import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ClinicView } from '@lull/contracts';
import { addCivilDays, civilDateAt, mondayOf, totalFill, weekNumberOf } from '@lull/domain';
import { useEffect, useRef, type ReactNode } from 'react';
import { noticeOf } from '../../api/problem.js';
import { sessionsText } from '../../ui/counted.js';
import { useActions } from '../../ui/actions.js';
import { useAnnounce } from '../../ui/announcer.js';
import { dateText, useMinute } from '../../ui/clock.js';
import { Loading } from '../../ui/loading.js';
import { Page } from '../../ui/page.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import type { BoardBy } from './board-columns.js';
import { fillText } from './fill-words.js';
import { SpanToolbar } from './span-toolbar.js';
import { weekQuery } from './week.queries.js';
import { WeekTable } from './week-table.js';
import classes from './week.module.css';

export interface WeekPageProps {
  readonly clinic: ClinicView;
  readonly clinics: readonly ClinicView[];
  /** Any day of the week. */
  readonly date: string;
  readonly by: BoardBy;
  /** The links to the day and the month. */
  readonly spans: ReactNode;
  readonly onDate: (date: string) => void;
  readonly onBy: (by: BoardBy) => void;
  readonly onClinic: (clinicId: string) => void;
  /** The day's board, at the column of a resource when one was pointed at. */
  readonly onDay: (date: string, resourceId?: string) => void;
  /** The address of the same, so that a cell is a link like any other. */
  readonly dayAddress: (date: string, resourceId?: string) => string;
}

const views = [
  { value: 'room', label: 'Rooms' },
  { value: 'physician', label: 'Physicians' },
];

/** As many rows as a clinic usually has rooms. */
const weekHeights = [62, 62, 62, 62, 62];

/** A week of one clinic: whose time it is, how much of it is held, and how much still fits. */
export function WeekPage(props: WeekPageProps) {
  const { clinic, clinics, date, by, spans, onDate, onBy, onClinic, onDay, dayAddress } = props;
  const monday = mondayOf(date);
  const today = civilDateAt(useMinute(), clinic.timeZone);
  const announce = useAnnounce();
  const { data: week, error, refetch, isPlaceholderData } = useQuery(weekQuery(clinic.id, monday));
  const title = `Week ${weekNumberOf(monday)}, ${dateText(monday)} to ${dateText(addCivilDays(monday, 6))}`;
  const shown = week?.from;
  const told = useRef(monday);
  useEffect(() => {
    // When another week is shown, not at the first and not at every change of this one.
    if (shown !== monday || told.current === monday) return;
    told.current = monday;
    announce(title);
  }, [announce, monday, shown, title]);
  useActions('Week', [
    {
      words: by === 'room' ? 'By physician' : 'By room',
      key: 'r',
      act: () => onBy(by === 'room' ? 'physician' : 'room'),
    },
    {
      words: 'Day board',
      key: 'd',
      act: () => onDay(today >= monday && today <= addCivilDays(monday, 6) ? today : date),
    },
    { words: 'From cell to cell', keys: 'arrow keys' },
    { words: 'Open the day at this column', keys: 'Enter' },
  ]);
  return (
    <Page
      title={title}
      note={
        week === undefined || week.from !== monday
          ? ' '
          : weekNote(
              fillText(totalFill(week.days.map(({ fill }) => fill))),
              week.days.reduce((sum, { sessions }) => sum + sessions, 0),
            )
      }
      actions={
        <>
          {spans}
          <SpanToolbar
            span="week"
            clinics={clinics}
            clinicId={clinic.id}
            isNow={mondayOf(today) === monday}
            onStep={(step) => onDate(step === 'today' ? today : addCivilDays(monday, step * 7))}
            onClinic={onClinic}
          />
          <SegmentedControl
            size="sm"
            aria-label="Show the week by"
            data={views}
            value={by}
            onChange={(chosen) => onBy(chosen as BoardBy)}
          />
        </>
      }
    >
      {error !== null && <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />}
      {week === undefined && error === null && <Loading heights={weekHeights} label="the week" />}
      {week !== undefined && (
        <div data-waiting={isPlaceholderData || undefined} className={classes['week']}>
          <WeekTable
            clinic={clinic}
            week={week}
            by={by}
            today={today}
            onDay={onDay}
            dayAddress={dayAddress}
          />
          <p className={classes['definition']}>
            <b>Fill</b>: the minutes that sessions hold (a room with its turnover) by the minutes of block
            time, or of the opening hours in a room that nobody owns, less closures. What is held outside of
            that stands beside it.{' '}
            {week.usualRoomMinutes !== null && (
              <>
                <b>9 of 12</b>: sessions booked, of those and as many more as would fit into the free
                stretches in steps of {week.usualRoomMinutes} min (the middle room time of this week&rsquo;s
                sessions; without any, the shortest procedure). Whether all else is free, the search for times
                tells.
              </>
            )}
          </p>
        </div>
      )}
    </Page>
  );
}

function weekNote(fill: string | null, sessions: number): string {
  return [sessionsText(sessions), ...(fill === null ? [] : [`rooms ${fill} full`])].join(', ');
}
