import type { ClinicView, DaySessionView, DayView } from '@lull/contracts';
import { minuteMs, type BoardScale } from '@lull/domain';
import {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
} from 'react';
import { resourceNames } from '../../api/clinics.js';
import { dateText, timeText, useMinute } from '../../ui/clock.js';
import type { ChosenTime } from '../../ui/chosen-time.js';
import type { Density } from '../../ui/density.js';
import { useSingleKeys } from '../../ui/shortcuts.js';
import { BoardColumnCell } from './board-column.js';
import { boardWindow, columnsOf, type BoardBy } from './board-columns.js';
import {
  directionOfKey,
  enterColumn,
  followFocus,
  keepTabStop,
  makeTabStop,
  neighbour,
  startOf,
  stopOf,
} from './board-focus.js';
import { timeAtPointer, useGhost } from './board-ghost.js';
import { ChosenGhosts } from './chosen-ghosts.js';
import { movePreview, type MovePlace } from './move-preview.js';
import { SessionHoverCard, useHoverCard } from './session-hover-card.js';
import { useBoardMove } from './use-board-move.js';
import classes from './board.module.css';

/** Where somebody wants to book: as much as the place they pointed at tells. */
export interface BookingWish {
  readonly at?: number;
  readonly roomId?: string;
  readonly physicianId?: string;
}

export interface BoardProps {
  readonly clinic: ClinicView;
  readonly day: DayView;
  readonly by: BoardBy;
  readonly density: Density;
  readonly openSession: string | null;
  /** The room or physician at whose column the board opens. */
  readonly openColumn: string | null;
  /** The time that the booking drawer stands at. */
  readonly chosen: ChosenTime | null;
  readonly mayBook: boolean;
  readonly mayMove: boolean;
  /** Picked up, to be placed by a click or Enter on free time. */
  readonly carried: DaySessionView | null;
  readonly onMove: (session: DaySessionView, place: MovePlace) => void;
  readonly onOpen: (sessionId: string) => void;
  readonly onOpenHeld: (heldTimeId: string) => void;
  readonly onBook: (wish: BookingWish) => void;
  /** A single key on a session: what it means is the page's. */
  readonly onSessionKey: (key: string, sessionId: string) => boolean;
}

const pixelsPerMinute: Readonly<Record<Density, number>> = { compact: 1.2, normal: 1.6, roomy: 2.4 };
/** How finely past time is taken out of the free stretches: often enough to be right, rarely enough to be quiet. */
const pastStepMs = 15 * minuteMs;
/** So soon a session is drawn where it was dropped; later the focus is somebody's own. */
const drawnMs = 1_000;

export function Board({
  clinic,
  day,
  by,
  density,
  openSession,
  openColumn,
  chosen,
  mayBook,
  mayMove,
  carried,
  onMove,
  onOpen,
  onOpenHeld,
  onBook,
  onSessionKey,
}: BoardProps) {
  const grid = useRef<HTMLDivElement>(null);
  const [singleKeys] = useSingleKeys();
  const { timeZone: zone } = clinic;
  const { start: windowStart, end: windowEnd } = boardWindow(day);
  const scale = useMemo<BoardScale>(
    () => ({ window: { start: windowStart, end: windowEnd }, pixelsPerMinute: pixelsPerMinute[density] }),
    [windowStart, windowEnd, density],
  );
  const columns = useMemo(() => columnsOf(clinic, by), [clinic, by]);
  const nameOf = useMemo(() => resourceNames(clinic), [clinic]);
  const minute = useMinute();
  const freeFrom = Math.ceil(minute / pastStepMs) * pastStepMs;
  const ghostElement = useRef<HTMLDivElement>(null);
  const words = useMemo(() => {
    if (carried === null) return (at: number) => `Book ${timeText(at, zone)}`;
    const answerTo = movePreview(clinic, day, carried, minute);
    return (at: number, free: HTMLElement) => {
      const { free: isFree, words: told } = answerTo(placeOfCarried(carried, at, free));
      return `${timeText(at, zone)} ${isFree ? '✓' : '✕'} ${told}`;
    };
  }, [carried, clinic, day, minute, zone]);
  const ghost = useGhost(
    useCallback(() => ghostElement.current, []),
    scale,
    words,
  );
  const hover = useHoverCard();
  const movingGhost = useRef<HTMLDivElement>(null);
  const moving = useBoardMove({
    grid: useCallback(() => grid.current, []),
    ghost: useCallback(() => movingGhost.current, []),
    clinic,
    day,
    columns,
    scale,
    mayMove,
    nameOf,
    onDrop: (session, place) => drop(session, place),
    onBegin: () => {
      hover.hide();
      ghost.hide();
    },
  });
  const dropped = useRef<{ readonly id: string; readonly at: number }>(undefined);
  const drop = (session: DaySessionView, place: MovePlace): void => {
    dropped.current = { id: session.id, at: Date.now() };
    onMove(session, place);
  };
  const onDrawn = useCallback(() => {
    if (grid.current === null) return;
    keepTabStop(grid.current);
    const last = dropped.current;
    if (last !== undefined && Date.now() - last.at < drawnMs) followFocus(grid.current, last.id);
  }, []);

  useEffect(() => {
    // Today begins where the day is, not at its beginning.
    const now = Date.now();
    if (grid.current !== null && now > scale.window.start && now < scale.window.end) {
      grid.current.scrollTop =
        ((now - scale.window.start) / minuteMs) * scale.pixelsPerMinute - grid.current.clientHeight / 3;
    }
  }, [scale]);

  useEffect(() => {
    if (grid.current !== null && openColumn !== null) enterColumn(grid.current, openColumn);
  }, [openColumn]);

  const act = (stop: HTMLButtonElement, at: number): void => {
    const { session, held, roomId, physicianId } = stop.dataset;
    if (session !== undefined) onOpen(session);
    else if (held !== undefined) onOpenHeld(held);
    else if (carried !== null) drop(carried, placeOfCarried(carried, at, stop));
    else
      onBook({
        at,
        ...(roomId !== undefined && { roomId }),
        ...(physicianId !== undefined && { physicianId }),
      });
  };
  const onClick = (event: MouseEvent): void => {
    const stop = stopOf(event.target);
    if (moving.takeClick() || stop === null) return;
    hover.hide();
    // A press of Enter or Space is a click without a place: it means the beginning.
    act(
      stop,
      event.detail === 0 || stop.dataset['free'] === undefined
        ? startOf(stop)
        : timeAtPointer(stop, event.clientY, scale),
    );
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const stop = stopOf(event.target);
    if (stop === null || grid.current === null) return;
    if (moving.onKeyDown(event)) {
      event.preventDefault();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // Single letters and digits can be switched off, also where they mean the session that has the focus.
    if (!singleKeys && event.key.length === 1 && event.key !== ' ') return;
    const direction = directionOfKey[event.key];
    if (direction !== undefined) {
      event.preventDefault();
      neighbour(stop, direction, columnsPerPage(grid.current)).focus();
      return;
    }
    if (event.key === 'Escape') hover.hide();
    const { session } = stop.dataset;
    if (session !== undefined && onSessionKey(event.key, session)) {
      hover.hide();
      event.preventDefault();
    } else if (event.key.toLowerCase() === 'c' && mayBook && stop.dataset['held'] === undefined) {
      event.preventDefault();
      const { roomId, physicianId } = stop.dataset;
      onBook({
        at: startOf(stop),
        ...(roomId !== undefined && { roomId }),
        ...(physicianId !== undefined && { physicianId }),
      });
    }
  };
  const onFocus = (event: React.FocusEvent): void => {
    const stop = stopOf(event.target);
    if (stop === null || grid.current === null) return;
    makeTabStop(grid.current, stop);
    if (stop.dataset['session'] !== undefined && stop.matches(':focus-visible'))
      hover.show(stop.dataset['session'], stop);
    else hover.hide();
  };
  const onPointerMove = (event: PointerEvent): void => {
    if (moving.onPointerMove(event) || event.pointerType === 'touch') return;
    const stop = stopOf(event.target);
    ghost.follow(stop?.dataset['free'] === undefined ? null : stop, event.clientY);
    if (stop?.dataset['session'] === undefined) hover.leave();
    else hover.enter(stop.dataset['session'], stop);
  };

  const wide = columns.filter(({ kind }) => kind !== 'recovery-bay').length;
  const bodyHeight = ((windowEnd - windowStart) / minuteMs) * scale.pixelsPerMinute;
  const hourPixels = 60 * scale.pixelsPerMinute;
  const style = {
    '--wide': wide,
    '--bays': columns.length - wide,
    '--hour': `${hourPixels}px`,
    '--body': `${bodyHeight}px`,
  } as CSSProperties;
  return (
    <>
      <div
        ref={grid}
        role="grid"
        tabIndex={-1}
        aria-label={`Day board, ${dateText(day.date)}, by ${by}`}
        aria-colcount={columns.length + 1}
        className={classes['grid']}
        style={style}
        onClick={onClick}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
        onBlur={hover.leave}
        onPointerDown={(event) => moving.onPointerDown(event)}
        onPointerUp={(event) => moving.onPointerUp(event)}
        onPointerCancel={() => moving.end()}
        onPointerMove={onPointerMove}
        onPointerLeave={() => {
          ghost.hide();
          hover.leave();
        }}
        onScroll={hover.hide}
      >
        <div role="row" className={`${classes['row']} ${classes['heads']}`}>
          <div role="columnheader" className={classes['corner']}>
            <span className="visually-hidden">Time</span>
          </div>
          {columns.map(({ id, name, kind }) => (
            <div key={id} role="columnheader" className={classes['head']} data-kind={kind} data-head={id}>
              {name}
            </div>
          ))}
        </div>
        <div role="row" data-body="" className={`${classes['row']} ${classes['body']}`}>
          <div role="rowheader" className={classes['axis']}>
            <span className="visually-hidden">
              {timeText(windowStart, zone)} to {timeText(windowEnd, zone)}
            </span>
            {hours(windowStart, windowEnd).map((hour) => (
              <span
                key={hour}
                className={`${classes['hour']} tabular`}
                aria-hidden
                style={{ top: ((hour - windowStart) / minuteMs) * scale.pixelsPerMinute }}
              >
                {timeText(hour, zone)}
              </span>
            ))}
          </div>
          {columns.map((column, index) => (
            <BoardColumnCell
              key={column.id}
              clinicId={clinic.id}
              date={day.date}
              zone={zone}
              column={column}
              index={index}
              scale={scale}
              freeFrom={freeFrom}
              mayBook={mayBook}
              nameOf={nameOf}
              openSession={openSession}
              onDrawn={onDrawn}
            />
          ))}
          {chosen !== null && <ChosenGhosts chosen={chosen} columns={columns} scale={scale} zone={zone} />}
          <NowLine scale={scale} zone={zone} />
          <div ref={ghostElement} className={classes['ghost']} hidden aria-hidden />
          <div ref={movingGhost} className={classes['moving']} hidden aria-hidden />
        </div>
      </div>
      <SessionHoverCard hover={hover} day={day} nameOf={nameOf} />
    </>
  );
}

/** Where free time would put a session that is carried: what the free time does not tell stays as it is. */
function placeOfCarried(
  { roomId, physicianId }: DaySessionView,
  start: number,
  free: HTMLElement,
): MovePlace {
  const { roomId: room, physicianId: physician } = free.dataset;
  return { start, roomId: room ?? roomId, physicianId: physician ?? physicianId };
}

function NowLine({ scale, zone }: { readonly scale: BoardScale; readonly zone: string }) {
  const now = useMinute();
  if (now < scale.window.start || now >= scale.window.end) return null;
  return (
    <div
      className={classes['now']}
      aria-hidden
      style={{ top: ((now - scale.window.start) / minuteMs) * scale.pixelsPerMinute }}
    >
      <span className="tabular">{timeText(now, zone)}</span>
    </div>
  );
}

function hours(start: number, end: number): number[] {
  const hour = 60 * minuteMs;
  return Array.from({ length: Math.ceil((end - start) / hour) }, (_, index) => start + index * hour);
}

/** How many wide columns fit beside each other: one page of PageUp and PageDown. */
function columnsPerPage(grid: HTMLElement): number {
  const cell = grid.querySelector<HTMLElement>('[data-column]');
  return Math.max(1, Math.floor(grid.clientWidth / Math.max(1, cell?.offsetWidth ?? 1)) - 1);
}
