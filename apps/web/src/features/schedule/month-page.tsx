import { useQuery } from '@tanstack/react-query';
import type { ClinicView, MonthDayView } from '@lull/contracts';
import { civilDateAt, fillShare, firstOfMonth, totalFill, weekdayOf } from '@lull/domain';
import type { CSSProperties, MouseEvent, ReactNode } from 'react';
import { noticeOf } from '../../api/problem.js';
import { sessionsText } from '../../ui/counted.js';
import { weekdayNames } from '../../ui/weekdays.js';
import { useActions } from '../../ui/actions.js';
import { dateText, useMinute } from '../../ui/clock.js';
import { Loading } from '../../ui/loading.js';
import { Page } from '../../ui/page.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { fillText, heldText, outsideText } from './fill-words.js';
import { SpanToolbar } from './span-toolbar.js';
import { monthQuery } from './week.queries.js';
import classes from './month.module.css';

export interface MonthPageProps {
  readonly clinic: ClinicView;
  readonly clinics: readonly ClinicView[];
  /** 2026-12 */
  readonly month: string;
  readonly spans: ReactNode;
  readonly onMonth: (month: string) => void;
  readonly onClinic: (clinicId: string) => void;
  readonly onDay: (date: string) => void;
  readonly onWeek: (date: string) => void;
  readonly dayAddress: (date: string) => string;
}

/** The steps of the legend; the colour of a day is its fill itself. */
const steps = [0, 25, 50, 75, 100];

/** How full each day of a month is: a colour, and always the number. */
export function MonthPage(props: MonthPageProps) {
  const { clinic, clinics, month, spans, onMonth, onClinic, onDay, onWeek, dayAddress } = props;
  const first = `${month}-01`;
  const today = civilDateAt(useMinute(), clinic.timeZone);
  const { data: shown, error, refetch, isPlaceholderData } = useQuery(monthQuery(clinic.id, month));
  const from = today.startsWith(month) ? today : first;
  useActions('Month', [
    { words: 'Day board', key: 'd', act: () => onDay(from) },
    { words: 'Week', key: 'w', act: () => onWeek(from) },
  ]);
  const open = (event: MouseEvent, date: string): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    onDay(date);
  };
  return (
    <Page
      title={monthText(first)}
      note={
        shown === undefined || shown.month !== month
          ? ' '
          : [
              sessionsText(shown.days.reduce((sum, { sessions }) => sum + sessions, 0)),
              ...[fillText(totalFill(shown.days.map(({ fill }) => fill)))]
                .filter((words) => words !== null)
                .map((words) => `rooms ${words} full`),
            ].join(', ')
      }
      actions={
        <>
          {spans}
          <SpanToolbar
            span="month"
            clinics={clinics}
            clinicId={clinic.id}
            isNow={today.startsWith(month)}
            onStep={(step) => onMonth((step === 'today' ? today : firstOfMonth(first, step)).slice(0, 7))}
            onClinic={onClinic}
          />
        </>
      }
    >
      {error !== null && <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />}
      {shown === undefined && error === null && <Loading heights={[480]} label="the month" />}
      {shown !== undefined && (
        <div data-waiting={isPlaceholderData || undefined} className={classes['month']}>
          <table className={classes['table']} aria-label={`How full ${monthText(first)} is`}>
            <thead>
              <tr>
                {weekdayNames.map((weekday) => (
                  <th key={weekday} scope="col">
                    {weekday}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {weeksOf(shown.days).map((week) => (
                <tr key={week.find((day) => day !== null)?.date}>
                  {week.map((day, index) => (
                    <td key={weekdayNames[index]} data-today={day?.date === today || undefined}>
                      {day !== null && (
                        <a
                          className={classes['day']}
                          href={dayAddress(day.date)}
                          aria-label={dayLabel(day)}
                          data-closed={fillShare(day.fill) === null || undefined}
                          style={{ '--fill': fillShare(day.fill) ?? 0 } as CSSProperties}
                          onClick={(event) => open(event, day.date)}
                        >
                          <span className={classes['number']}>{Number(day.date.slice(8))}</span>
                          <b className={classes['fill']}>{fillText(day.fill) ?? ''}</b>
                          <span className={classes['sessions']}>
                            {day.sessions > 0 && (
                              <>
                                {day.sessions}
                                <span className={classes['wide']}>
                                  {' '}
                                  {day.sessions === 1 ? 'session' : 'sessions'}
                                </span>
                              </>
                            )}
                          </span>
                          <span className={classes['closures']}>{closedWords(day)}</span>
                        </a>
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          <div className={classes['legend']}>
            {steps.map((percent) => (
              <span
                key={percent}
                className={classes['step']}
                style={{ '--fill': percent / 100 } as CSSProperties}
              >
                {percent} %
              </span>
            ))}
            <p>
              <b>Fill</b> of a day: the minutes that sessions hold in the rooms (with turnover) by the minutes
              of their block time, or of the opening hours in rooms that nobody owns, less closures.
            </p>
          </div>
        </div>
      )}
    </Page>
  );
}

function closedWords({ open, closures, sessions }: MonthDayView): string {
  if (closures.length > 0) return closures.join(', ');
  return open || sessions > 0 ? '' : 'not open';
}

/** One sentence: everything the day shows. */
function dayLabel(day: MonthDayView): string {
  const fill = fillText(day.fill);
  return [
    dateText(day.date),
    ...(fill === null ? [] : [`${fill} full`, heldText(day.fill)]),
    sessionsText(day.sessions),
    ...[outsideText(day.fill), closedWords(day) || null].filter((words) => words !== null),
  ].join(', ');
}

/** The days in rows from Monday to Sunday, with gaps before the first and after the last. */
function weeksOf(days: readonly MonthDayView[]): (MonthDayView | null)[][] {
  const [first] = days;
  const gaps = first === undefined ? 0 : weekdayOf(first.date) - 1;
  const cells = [...Array.from({ length: gaps }, () => null), ...days];
  return Array.from({ length: Math.ceil(cells.length / 7) }, (_, row) =>
    Array.from({ length: 7 }, (_each, column) => cells[row * 7 + column] ?? null),
  );
}

/** `Dec 2026` */
function monthText(first: string): string {
  return dateText(first).split(' ').slice(2).join(' ');
}
