import type { ClinicView, DaySessionView, DayView } from '@lull/contracts';
import type { BoardScale } from '@lull/domain';
import {
  useEffect,
  useEffectEvent,
  useRef,
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
} from 'react';
import { checkSession } from '../../api/sessions.js';
import { instantText } from '../../ui/instant-text.js';
import { timeText } from '../../ui/clock.js';
import { useAnnounce } from '../../ui/announcer.js';
import type { BoardColumn } from './board-columns.js';
import {
  boxAt,
  columnAt,
  edgeScroll,
  longPressMs,
  placeIn,
  pressSlop,
  startAt,
  stepped,
  type ColumnStretch,
} from './board-drag.js';
import { stopOf } from './board-focus.js';
import {
  mayBeMoved,
  movePreview,
  samePlace,
  shortly,
  type MovePlace,
  type PlaceAnswer,
} from './move-preview.js';

interface BoardMoveProps {
  readonly grid: RefObject<HTMLDivElement | null>;
  readonly ghost: RefObject<HTMLDivElement | null>;
  readonly clinic: ClinicView;
  readonly day: DayView;
  readonly columns: readonly BoardColumn[];
  readonly scale: BoardScale;
  readonly mayMove: boolean;
  readonly nameOf: (id: string) => string;
  /** The session was let go at another place than its own. */
  readonly onDrop: (session: DaySessionView, place: MovePlace) => void;
  readonly onBegin: () => void;
}

interface Press {
  readonly pointerId: number;
  readonly pointer: keyof typeof pressSlop;
  readonly session: DaySessionView;
  readonly x: number;
  readonly y: number;
  readonly timer: ReturnType<typeof setTimeout> | undefined;
}

interface Moving {
  readonly session: DaySessionView;
  readonly by: 'pointer' | 'keys';
  readonly answerTo: (place: MovePlace) => PlaceAnswer;
  readonly kind: BoardColumn['kind'];
  readonly stretches: readonly ColumnStretch[];
  /** How far below the session's start the pointer holds it. */
  readonly grabbed: number;
  readonly pointerId: number | null;
  place: MovePlace;
  x: number;
  y: number;
}

/** How long a place must be rested on before the server is asked about it. */
const restMs = 250;

/**
 * A session on its way to another place: one ghost that is moved by transform, at most once per frame, and says
 * whether the place is free. Nothing is drawn anew until it is let go, so all of this lives outside of React's state.
 */
export function useBoardMove(props: BoardMoveProps) {
  const { grid, ghost, clinic, day, columns, scale, mayMove, nameOf } = props;
  const announce = useAnnounce();
  const press = useRef<Press>(undefined);
  const moving = useRef<Moving>(undefined);
  const frame = useRef(0);
  const asked = useRef<{ readonly timer: ReturnType<typeof setTimeout>; readonly ended: AbortController }>(
    undefined,
  );
  const swallowClick = useRef(false);
  const zone = clinic.timeZone;

  const stopAsking = (): void => {
    clearTimeout(asked.current?.timer);
    asked.current?.ended.abort();
    asked.current = undefined;
  };

  const say = ({ session, place, kind }: Moving, { free, words }: PlaceAnswer): void => {
    const element = ghost.current;
    if (element === null) return;
    element.dataset['answer'] = free ? 'free' : 'refused';
    const where = kind === 'room' ? nameOf(place.roomId) : nameOf(place.physicianId);
    element.textContent = samePlace(place, session)
      ? `${timeText(place.start, zone)} where it is`
      : `${timeText(place.start, zone)} ${free ? '✓' : '✕'} ${words}`;
    element.title = where;
  };

  /** The server knows what the loaded day does not; a place that somebody rests on is worth its word. */
  const askServer = (on: Moving): void => {
    stopAsking();
    const { session, place } = on;
    const ended = new AbortController();
    const timer = setTimeout(() => {
      const { seriesId, sedation, start, end, id } = session;
      checkSession(
        {
          seriesId,
          clinicId: clinic.id,
          ...{ roomId: place.roomId, physicianId: place.physicianId },
          startsAt: instantText(place.start),
          durationMinutes: (end - start) / 60_000,
          sedation,
          sessionId: id,
        },
        ended.signal,
      ).then(
        ({ accepted, refusals }) => {
          const [first, ...more] = refusals;
          if (accepted || first === undefined || moving.current !== on || !samePlace(on.place, place)) return;
          const words = shortly(first.detail) + (more.length === 0 ? '' : ` (+${more.length})`);
          say(on, { free: false, words });
          if (on.by === 'keys') announce(`Not possible: ${first.detail}`);
        },
        // The drop asks again, and says what went wrong.
        () => undefined,
      );
    }, restMs);
    asked.current = { timer, ended };
  };

  const draw = (on: Moving): void => {
    const element = ghost.current;
    const target = on.stretches.find(({ column }) =>
      on.kind === 'room' ? column.id === on.place.roomId : column.id === on.place.physicianId,
    );
    if (element === null || target === undefined) return;
    const { top, height } = boxAt(on.session, on.kind, on.place.start, scale);
    element.hidden = false;
    element.style.width = `${target.width}px`;
    element.style.height = `${height}px`;
    element.style.transform = `translate(${target.left}px, ${top}px)`;
  };

  const goTo = (on: Moving, place: MovePlace): void => {
    if (!samePlace(on.place, place) || ghost.current?.hidden !== false) {
      on.place = place;
      const answer = on.answerTo(place);
      draw(on);
      say(on, answer);
      if (answer.free && !samePlace(place, on.session)) askServer(on);
      else stopAsking();
      if (on.by === 'keys')
        announce(
          `${timeText(place.start, zone)}, ${on.kind === 'room' ? nameOf(place.roomId) : nameOf(place.physicianId)}: ${answer.words}`,
        );
    }
  };

  const end = (): void => {
    cancelAnimationFrame(frame.current);
    frame.current = 0;
    clearTimeout(press.current?.timer);
    stopAsking();
    const on = moving.current;
    press.current = undefined;
    moving.current = undefined;
    const element = grid.current;
    if (element !== null) {
      delete element.dataset['moving'];
      if (on?.pointerId != null && element.hasPointerCapture(on.pointerId))
        element.releasePointerCapture(on.pointerId);
      for (const card of element.querySelectorAll<HTMLElement>('[data-lifted]'))
        delete card.dataset['lifted'];
    }
    if (ghost.current !== null) ghost.current.hidden = true;
  };

  const begin = (session: DaySessionView, by: Moving['by'], pointer: Press | null): Moving | null => {
    const element = grid.current;
    const body = element?.querySelector<HTMLElement>('[data-body]') ?? null;
    const kind = columns[0]?.kind ?? 'room';
    if (element === null || body === null) return null;
    const stretches = [...element.querySelectorAll<HTMLElement>('[data-column]')].flatMap((cell) => {
      const column = columns[Number(cell.dataset['column'])];
      return column === undefined ? [] : [{ column, left: cell.offsetLeft, width: cell.clientWidth }];
    });
    const { start, roomId, physicianId } = session;
    const on: Moving = {
      session,
      by,
      kind,
      stretches,
      answerTo: movePreview(clinic, day, session, Date.now()),
      grabbed:
        pointer === null
          ? 0
          : pointer.y -
            body.getBoundingClientRect().top -
            ((start - scale.window.start) / 60_000) * scale.pixelsPerMinute,
      pointerId: pointer?.pointerId ?? null,
      place: { start, roomId, physicianId },
      x: pointer?.x ?? 0,
      y: pointer?.y ?? 0,
    };
    moving.current = on;
    element.dataset['moving'] = by;
    for (const card of element.querySelectorAll<HTMLElement>(`[data-session="${session.id}"]`))
      card.dataset['lifted'] = '';
    if (pointer !== null) element.setPointerCapture(pointer.pointerId);
    props.onBegin();
    return on;
  };

  /** One frame of a drag: scroll at the edges, find the place, move the ghost. */
  const follow = (): void => {
    frame.current = 0;
    const on = moving.current;
    const element = grid.current;
    const body = element?.querySelector<HTMLElement>('[data-body]');
    if (on === undefined || element === null || body == null) return;
    const view = element.getBoundingClientRect();
    const [right, down] = [edgeScroll(on.x, view.left, view.right), edgeScroll(on.y, view.top, view.bottom)];
    if (right !== 0 || down !== 0) {
      element.scrollBy(right, down);
      frame.current = requestAnimationFrame(follow);
    }
    const origin = body.getBoundingClientRect();
    const under = columnAt(on.x - origin.left, on.stretches);
    if (under === undefined) return;
    goTo(on, placeIn(on.place, under.column, startAt(on.y - origin.top, on.grabbed, scale)));
  };

  const drop = (): void => {
    const on = moving.current;
    if (on === undefined) return;
    // The last movement may still wait for its frame.
    if (on.by === 'pointer') follow();
    const { session, place } = on;
    end();
    if (!samePlace(place, session)) props.onDrop(session, place);
  };

  const cancel = useEffectEvent((): void => {
    if (moving.current === undefined) return;
    announce('Not moved.');
    end();
  });
  const stop = useEffectEvent(end);
  useEffect(() => () => stop(), [day.date]);
  useEffect(() => {
    // A browser that has begun to scroll takes the finger away: as long as a session is held, it must not.
    const element = grid.current;
    const hold = (event: Event): void => {
      if (moving.current !== undefined) event.preventDefault();
    };
    const quietMenu = (event: Event): void => {
      if (press.current?.pointer === 'touch' || moving.current !== undefined) event.preventDefault();
    };
    const escape = (event: globalThis.KeyboardEvent): void => {
      if (event.key !== 'Escape' || moving.current === undefined) return;
      event.stopPropagation();
      cancel();
    };
    element?.addEventListener('touchmove', hold, { passive: false });
    element?.addEventListener('contextmenu', quietMenu);
    document.addEventListener('keydown', escape, { capture: true });
    return () => {
      element?.removeEventListener('touchmove', hold);
      element?.removeEventListener('contextmenu', quietMenu);
      document.removeEventListener('keydown', escape, { capture: true });
    };
  }, [grid]);

  const sessionAt = (target: EventTarget | null): DaySessionView | undefined => {
    const card = stopOf(target);
    // A bay bar is a stage of the visit, not the visit: it is not what one takes hold of.
    if (card?.dataset['session'] === undefined || card.dataset['stage'] !== undefined) return undefined;
    return day.sessions.find(({ id }) => id === card.dataset['session']);
  };

  return {
    isMoving: () => moving.current !== undefined,
    /** A click that ended a drag is no click. */
    takeClick: (): boolean => {
      const taken = swallowClick.current;
      swallowClick.current = false;
      return taken;
    },
    onPointerDown: (event: PointerEvent): void => {
      const session = sessionAt(event.target);
      if (!mayMove || event.button !== 0 || session === undefined || !mayBeMoved(session, Date.now())) return;
      const pointer =
        event.pointerType === 'touch' || event.pointerType === 'pen' ? event.pointerType : 'mouse';
      const { pointerId, clientX: x, clientY: y } = event;
      const pressed = { pointerId, pointer, session, x, y } as const;
      const timer =
        pointer === 'touch'
          ? setTimeout(() => {
              const on = begin(session, 'pointer', { ...pressed, timer: undefined });
              if (on !== null) follow();
            }, longPressMs)
          : undefined;
      press.current = { ...pressed, timer };
    },
    onPointerMove: (event: PointerEvent): boolean => {
      const pressed = press.current;
      if (pressed === undefined || pressed.pointerId !== event.pointerId) return moving.current !== undefined;
      const far =
        Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) > pressSlop[pressed.pointer];
      if (moving.current === undefined && far) {
        if (pressed.pointer === 'touch') end();
        else begin(pressed.session, 'pointer', pressed);
      }
      const on = moving.current;
      if (on === undefined) return false;
      on.x = event.clientX;
      on.y = event.clientY;
      if (frame.current === 0) frame.current = requestAnimationFrame(follow);
      return true;
    },
    onPointerUp: (event: PointerEvent): void => {
      if (press.current?.pointerId !== event.pointerId) return;
      if (moving.current?.by === 'pointer') {
        swallowClick.current = true;
        setTimeout(() => (swallowClick.current = false));
        drop();
      } else end();
    },
    onPointerCancel: end,
    /** Alt+arrows preview, Enter commits; Esc is heard by the document. */
    onKeyDown: (event: KeyboardEvent): boolean => {
      const on = moving.current;
      if (event.key === 'Enter' && on?.by === 'keys') {
        drop();
        return true;
      }
      const session = event.altKey && !event.ctrlKey && !event.metaKey ? sessionAt(event.target) : undefined;
      if (session === undefined || !event.key.startsWith('Arrow') || !mayMove) return on !== undefined;
      if (!mayBeMoved(session, Date.now())) {
        announce('What has begun or is over stays where it was.');
        return true;
      }
      const held = on?.session.id === session.id ? on : begin(session, 'keys', null);
      const to = held === null ? null : stepped(held.place, event.key, columns, scale);
      if (held !== null && to !== null) {
        goTo(held, to);
        ghost.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      }
      return true;
    },
  };
}
