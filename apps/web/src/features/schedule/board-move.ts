import type { ClinicView, DaySessionView, DayView } from '@lull/contracts';
import type { BoardScale } from '@lull/domain';
import type { KeyboardEvent, PointerEvent } from 'react';
import { checkSession } from '../../api/sessions.js';
import { instantText } from '../../ui/instant-text.js';
import { timeText } from '../../ui/clock.js';
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

/** What a session on its way needs to know of the board, as it is now. */
export interface BoardFacts {
  readonly grid: () => HTMLDivElement | null;
  readonly ghost: () => HTMLDivElement | null;
  readonly clinic: ClinicView;
  readonly day: DayView;
  readonly columns: readonly BoardColumn[];
  readonly scale: BoardScale;
  readonly mayMove: boolean;
  readonly nameOf: (id: string) => string;
  readonly announce: (sentence: string) => void;
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
export class BoardMove {
  private press: Press | undefined;
  private moving: Moving | undefined;
  private frame = 0;
  private asked:
    { readonly timer: ReturnType<typeof setTimeout>; readonly ended: AbortController } | undefined;
  private swallowClick = false;

  private known: BoardFacts;

  constructor(known: BoardFacts) {
    this.known = known;
  }

  /** The board as it has been drawn last. */
  know(board: BoardFacts): void {
    this.known = board;
  }

  private facts(): BoardFacts {
    return this.known;
  }

  /** Puts back what is held; false: nothing was. */
  cancel(): boolean {
    if (this.moving === undefined) return false;
    this.facts().announce('Not moved.');
    if (this.moving.by === 'pointer') {
      // The button is still held; letting it go is no click on what lies under it.
      this.swallowClick = true;
      window.addEventListener('pointerup', () => this.forgetClick(), { once: true });
    }
    this.end();
    return true;
  }

  /** A finger or a pointer holds a session, or is about to. */
  isHolding(): boolean {
    return this.moving !== undefined || this.press?.pointer === 'touch';
  }

  isMoving(): boolean {
    return this.moving !== undefined;
  }

  private stopAsking(): void {
    clearTimeout(this.asked?.timer);
    this.asked?.ended.abort();
    this.asked = undefined;
  }

  private say({ session, place, kind }: Moving, { free, words }: PlaceAnswer): void {
    const element = this.facts().ghost();
    if (element === null) return;
    element.dataset['answer'] = free ? 'free' : 'refused';
    const { clinic, nameOf } = this.facts();
    const zone = clinic.timeZone;
    const where = kind === 'room' ? nameOf(place.roomId) : nameOf(place.physicianId);
    element.textContent = samePlace(place, session)
      ? `${timeText(place.start, zone)} where it is`
      : `${timeText(place.start, zone)} ${free ? '✓' : '✕'} ${words}`;
    element.title = where;
  }

  /** The server knows what the loaded day does not; a place that somebody rests on is worth its word. */
  private askServer(on: Moving): void {
    this.stopAsking();
    const { session, place } = on;
    const { clinic, announce } = this.facts();
    const ended = new AbortController();
    const timer = setTimeout(() => {
      const { seriesId, sedation, start, end, id } = session;
      checkSession(
        {
          seriesId,
          clinicId: clinic.id,
          roomId: place.roomId,
          physicianId: place.physicianId,
          startsAt: instantText(place.start),
          durationMinutes: (end - start) / 60_000,
          sedation,
          sessionId: id,
        },
        ended.signal,
      ).then(
        ({ accepted, refusals }) => {
          const [first, ...more] = refusals;
          if (accepted || first === undefined || this.moving !== on || !samePlace(on.place, place))
            return undefined;
          const words = shortly(first.detail) + (more.length === 0 ? '' : ` (+${more.length})`);
          this.say(on, { free: false, words });
          if (on.by === 'keys') announce(`Not possible: ${first.detail}`);
          return undefined;
        },
        // The drop asks again, and says what went wrong.
        () => undefined,
      );
    }, restMs);
    this.asked = { timer, ended };
  }

  private draw(on: Moving): void {
    const element = this.facts().ghost();
    const target = on.stretches.find(({ column }) =>
      on.kind === 'room' ? column.id === on.place.roomId : column.id === on.place.physicianId,
    );
    if (element === null || target === undefined) return;
    const { top, height } = boxAt(on.session, on.kind, on.place.start, this.facts().scale);
    element.hidden = false;
    element.style.width = `${target.width}px`;
    // A short session is lower than a reason is long: the words are never cut.
    element.style.minHeight = `${height}px`;
    element.style.transform = `translate(${target.left}px, ${top}px)`;
  }

  private goTo(on: Moving, place: MovePlace): void {
    const { ghost, announce, clinic, nameOf } = this.facts();
    if (!samePlace(on.place, place) || ghost()?.hidden !== false) {
      on.place = place;
      const answer = on.answerTo(place);
      this.draw(on);
      this.say(on, answer);
      if (answer.free && !samePlace(place, on.session)) this.askServer(on);
      else this.stopAsking();
      if (on.by === 'keys')
        announce(
          `${timeText(place.start, clinic.timeZone)}, ${on.kind === 'room' ? nameOf(place.roomId) : nameOf(place.physicianId)}: ${answer.words}`,
        );
    }
  }

  end(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    clearTimeout(this.press?.timer);
    this.stopAsking();
    const on = this.moving;
    this.press = undefined;
    this.moving = undefined;
    const element = this.facts().grid();
    if (element !== null) {
      delete element.dataset['moving'];
      if (on?.pointerId != null && element.hasPointerCapture(on.pointerId))
        element.releasePointerCapture(on.pointerId);
      for (const card of element.querySelectorAll<HTMLElement>('[data-lifted]'))
        delete card.dataset['lifted'];
    }
    const ghost = this.facts().ghost();
    if (ghost !== null) ghost.hidden = true;
  }

  private begin(session: DaySessionView, by: Moving['by'], pointer: Press | null): Moving | null {
    const { clinic, day, columns, scale, grid } = this.facts();
    const element = grid();
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
    this.moving = on;
    element.dataset['moving'] = by;
    for (const card of element.querySelectorAll<HTMLElement>(`[data-session="${session.id}"]`))
      card.dataset['lifted'] = '';
    if (pointer !== null) element.setPointerCapture(pointer.pointerId);
    this.facts().onBegin();
    return on;
  }

  /** One frame of a drag: scroll at the edges, find the place, move the ghost. */
  private follow(): void {
    this.frame = 0;
    const on = this.moving;
    const element = this.facts().grid();
    const body = element?.querySelector<HTMLElement>('[data-body]');
    if (on === undefined || element === null || body == null) return;
    const view = element.getBoundingClientRect();
    const [right, down] = [edgeScroll(on.x, view.left, view.right), edgeScroll(on.y, view.top, view.bottom)];
    if (right !== 0 || down !== 0) {
      element.scrollBy(right, down);
      this.frame = requestAnimationFrame(() => this.follow());
    }
    const origin = body.getBoundingClientRect();
    const under = columnAt(on.x - origin.left, on.stretches);
    if (under === undefined) return;
    this.goTo(
      on,
      placeIn(on.place, under.column, startAt(on.y - origin.top, on.grabbed, this.facts().scale)),
    );
  }

  private drop(): void {
    const on = this.moving;
    if (on === undefined) return;
    // The last movement may still wait for its frame.
    if (on.by === 'pointer') this.follow();
    const { session, place } = on;
    this.end();
    if (!samePlace(place, session)) this.facts().onDrop(session, place);
  }

  private sessionAt(target: EventTarget | null): DaySessionView | undefined {
    const card = stopOf(target);
    // A bay bar is a stage of the visit, not the visit: it is not what one takes hold of.
    if (card?.dataset['session'] === undefined || card.dataset['stage'] !== undefined) return undefined;
    return this.facts().day.sessions.find(({ id }) => id === card.dataset['session']);
  }

  /** A click that ended a drag is no click. */
  takeClick(): boolean {
    const taken = this.swallowClick;
    this.swallowClick = false;
    return taken;
  }

  /** Once the click that belongs to this pointer has come, if one comes. */
  private forgetClick(): void {
    setTimeout(() => {
      this.swallowClick = false;
    });
  }

  onPointerDown(event: PointerEvent): void {
    const session = this.sessionAt(event.target);
    const { mayMove } = this.facts();
    if (!mayMove || event.button !== 0 || session === undefined || !mayBeMoved(session, Date.now())) return;
    const pointer =
      event.pointerType === 'touch' || event.pointerType === 'pen' ? event.pointerType : 'mouse';
    const { pointerId, clientX: x, clientY: y } = event;
    const pressed = { pointerId, pointer, session, x, y } as const;
    const timer =
      pointer === 'touch'
        ? setTimeout(() => {
            const on = this.begin(session, 'pointer', { ...pressed, timer: undefined });
            if (on !== null) this.follow();
          }, longPressMs)
        : undefined;
    this.press = { ...pressed, timer };
  }

  onPointerMove(event: PointerEvent): boolean {
    const pressed = this.press;
    if (pressed === undefined || pressed.pointerId !== event.pointerId) return this.moving !== undefined;
    const far = Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) > pressSlop[pressed.pointer];
    if (this.moving === undefined && far) {
      if (pressed.pointer === 'touch') this.end();
      else this.begin(pressed.session, 'pointer', pressed);
    }
    const on = this.moving;
    if (on === undefined) return false;
    on.x = event.clientX;
    on.y = event.clientY;
    if (this.frame === 0) this.frame = requestAnimationFrame(() => this.follow());
    return true;
  }

  onPointerUp(event: PointerEvent): void {
    if (this.press?.pointerId !== event.pointerId) return;
    if (this.moving?.by === 'pointer') {
      this.swallowClick = true;
      this.forgetClick();
      this.drop();
    } else this.end();
  }

  /** Alt+arrows preview, Enter commits; Esc is heard by the document. */
  onKeyDown(event: KeyboardEvent): boolean {
    const { mayMove, announce, columns, scale, ghost } = this.facts();
    const on = this.moving;
    if (event.key === 'Enter' && on?.by === 'keys') {
      this.drop();
      return true;
    }
    const session =
      event.altKey && !event.ctrlKey && !event.metaKey ? this.sessionAt(event.target) : undefined;
    if (session === undefined || !event.key.startsWith('Arrow') || !mayMove) return on !== undefined;
    if (!mayBeMoved(session, Date.now())) {
      announce('What has begun or is over stays where it was.');
      return true;
    }
    const held = on?.session.id === session.id ? on : this.begin(session, 'keys', null);
    const to = held === null ? null : stepped(held.place, event.key, columns, scale);
    if (held !== null && to !== null) {
      this.goTo(held, to);
      ghost()?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    }
    return true;
  }
}
