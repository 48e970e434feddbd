import type { ClinicView, WeekCellView, WeekDayView, WeekView } from '@lull/contracts';
import { fillShare } from '@lull/domain';
import { useRef, type KeyboardEvent, type MouseEvent } from 'react';
import { resourceNames } from '../../api/clinics.js';
import { sessionsText } from '../../ui/counted.js';
import { dateText, timeText } from '../../ui/clock.js';
import { columnsOf, type BoardBy } from './board-columns.js';
import { fillText, heldText, outsideText } from './fill-words.js';
import classes from './week.module.css';

interface WeekTableProps {
  readonly clinic: ClinicView;
  readonly week: WeekView;
  readonly by: BoardBy;
  readonly today: string;
  readonly onDay: (date: string, resourceId?: string) => void;
  readonly dayAddress: (date: string, resourceId?: string) => string;
}

/** Rooms or physicians by days. A grid with one tab stop: arrows walk, Enter opens the day at the column. */
export function WeekTable({ clinic, week, by, today, onDay, dayAddress }: WeekTableProps) {
  const grid = useRef<HTMLDivElement>(null);
  const rows = columnsOf(clinic, by).filter(({ kind }) => kind === by);
  // A weekend is shown when anything is on it.
  const days = week.days.filter(
    ({ open, cells, sessions }, index) => index < 5 || open.length + cells.length + sessions > 0,
  );
  const nameOf = resourceNames(clinic);
  const stop = stopDay(days, today);
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = moves[event.key];
    if (move === undefined || event.ctrlKey || event.metaKey || event.altKey || grid.current === null) return;
    const to = cellFrom(grid.current, event.target, move);
    if (to === null) return;
    event.preventDefault();
    to.focus();
  };
  const onFocus = ({ target }: React.FocusEvent): void => {
    const link = target.closest<HTMLAnchorElement>('a[data-row]');
    if (link === null || grid.current === null) return;
    for (const other of grid.current.querySelectorAll<HTMLAnchorElement>('a[tabindex="0"]'))
      other.tabIndex = -1;
    link.tabIndex = 0;
  };
  const open = (event: MouseEvent, date: string, resourceId?: string): void => {
    // A click with a modifier opens the link in another tab, as with every link.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    onDay(date, resourceId);
  };
  const link = (row: number, column: number, day: WeekDayView, label: string, resourceId?: string) => ({
    href: dayAddress(day.date, resourceId),
    'data-row': row,
    'data-cell': column,
    tabIndex: row === 1 && column === stop ? 0 : -1,
    'aria-label': label,
    onClick: (event: MouseEvent) => open(event, day.date, resourceId),
  });
  return (
    <div className={classes['frame']}>
      <div
        ref={grid}
        role="grid"
        tabIndex={-1}
        aria-label={`Week by ${by}`}
        className={classes['table']}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
      >
        <div role="row" className={classes['row']}>
          <div role="columnheader" className={classes['name']}>
            <span className="visually-hidden">{by === 'room' ? 'Room' : 'Physician'}</span>
          </div>
          {days.map((day, column) => (
            <div
              key={day.date}
              role="columnheader"
              className={classes['day']}
              data-today={day.date === today || undefined}
            >
              <a className={classes['head']} {...link(0, column, day, headLabel(day))}>
                <span className={classes['date']}>{shortDate(day.date)}</span>
                <span className={classes['quiet']}>{fillText(day.fill) ?? dayWords(day)}</span>
              </a>
            </div>
          ))}
        </div>
        {rows.map(({ id, name }, index) => (
          <div key={id} role="row" className={classes['row']}>
            <div role="rowheader" className={classes['name']}>
              {name}
            </div>
            {days.map((day, column) => {
              const cell = day.cells.find(({ resourceId }) => resourceId === id);
              const whose =
                cell === undefined
                  ? []
                  : blockTimeWords(cell, by, clinic.timeZone, nameOf, day.date >= today);
              return (
                <div
                  key={day.date}
                  role="gridcell"
                  className={classes['slot']}
                  data-today={day.date === today || undefined}
                >
                  <a
                    className={classes['cell']}
                    {...link(index + 1, column, day, cellLabel(name, day, cell, whose), id)}
                  >
                    <CellContent cell={cell} day={day} whose={whose} />
                  </a>
                </div>
              );
            })}
          </div>
        ))}
      </div>
    </div>
  );
}

interface CellContentProps {
  readonly cell: WeekCellView | undefined;
  readonly day: WeekDayView;
  readonly whose: readonly string[];
}

function CellContent({ cell, day, whose }: CellContentProps) {
  const closed = [...day.closures, ...(cell?.closures ?? [])].map(({ reason }) => `closed: ${reason}`);
  if (cell === undefined)
    return (
      <span className={classes['quiet']}>{closed[0] ?? (day.open.length === 0 ? 'not open' : '–')}</span>
    );
  const share = fillShare(cell.fill);
  const outside = outsideText(cell.fill);
  return (
    <>
      {whose.map((words) => (
        <span key={words} className={classes['whose']}>
          {words}
        </span>
      ))}
      {closed.map((words) => (
        <span key={words} className={classes['closed']}>
          {words}
        </span>
      ))}
      {share !== null && (
        <span className={classes['bar']}>
          <span style={{ inlineSize: `${share * 100}%` }} />
        </span>
      )}
      <span className={classes['figures']}>
        <b>{fillText(cell.fill) ?? (cell.sessions === 0 ? '–' : sessionsText(cell.sessions))}</b>
        {share !== null && (
          <span className={classes['quiet']}>
            {cell.fits === null ? cell.sessions : `${cell.sessions} of ${cell.sessions + cell.fits}`}
          </span>
        )}
      </span>
      {outside !== null && <span className={classes['outside']}>{outside}</span>}
    </>
  );
}

/** Whether it was given back matters only while it can still be used. */
function blockTimeWords(
  { blockTimes }: WeekCellView,
  by: BoardBy,
  zone: string,
  nameOf: (id: string) => string,
  ahead: boolean,
): string[] {
  return blockTimes.map(
    ({ physicianId, roomId, start, end, released }) =>
      `${nameOf(by === 'room' ? physicianId : roomId)} ${timeText(start, zone)}–${timeText(end, zone)}${released && ahead ? ', released' : ''}`,
  );
}

/** One sentence: everything the cell shows. */
function cellLabel(
  name: string,
  day: WeekDayView,
  cell: WeekCellView | undefined,
  whose: readonly string[],
): string {
  const closed = [...day.closures, ...(cell?.closures ?? [])].map(({ reason }) => `closed: ${reason}`);
  const fill = cell === undefined ? null : fillText(cell.fill);
  return [
    `${name}, ${dateText(day.date)}`,
    ...whose,
    ...closed,
    ...(cell === undefined
      ? [day.open.length === 0 ? 'not open' : 'no block time']
      : [
          ...(fill === null ? [] : [`${fill} full`, heldText(cell.fill)]),
          sessionsText(cell.sessions),
          ...(fill === null || cell.fits === null ? [] : [`${cell.fits} more fit`]),
          ...[outsideText(cell.fill)].filter((words) => words !== null),
        ]),
  ].join(', ');
}

function headLabel(day: WeekDayView): string {
  return `${dateText(day.date)}, ${[fillText(day.fill), sessionsText(day.sessions)].filter((words) => words !== null).join(', ')}`;
}

function dayWords({ open, closures }: WeekDayView): string {
  if (closures[0] !== undefined) return closures[0].reason;
  return open.length === 0 ? 'not open' : '–';
}

/** `Tue 1 Dec`: the year stands in the page's heading. */
function shortDate(date: string): string {
  return dateText(date).slice(0, -5);
}

function stopDay(days: readonly WeekDayView[], today: string): number {
  return Math.max(
    0,
    days.findIndex(({ date }) => date === today),
  );
}

type Move = (row: number, cell: number, rows: number, cells: number) => readonly [number, number];

const moves: Readonly<Record<string, Move>> = {
  ArrowUp: (row, cell) => [row - 1, cell],
  ArrowDown: (row, cell) => [row + 1, cell],
  ArrowLeft: (row, cell) => [row, cell - 1],
  ArrowRight: (row, cell) => [row, cell + 1],
  Home: (row) => [row, 0],
  End: (row, _cell, _rows, cells) => [row, cells - 1],
};

function cellFrom(grid: HTMLElement, target: EventTarget, move: Move): HTMLAnchorElement | null {
  const from = target instanceof Element ? target.closest<HTMLAnchorElement>('a[data-row]') : null;
  if (from === null) return null;
  const rows = grid.querySelectorAll('[role="row"]').length;
  const cells = grid.querySelectorAll('a[data-row="0"]').length;
  const [row, cell] = move(Number(from.dataset['row']), Number(from.dataset['cell']), rows, cells);
  return grid.querySelector<HTMLAnchorElement>(`a[data-row="${row}"][data-cell="${cell}"]`);
}
