import { Injectable } from '@nestjs/common';
import {
  addCivilDays,
  afterShifts,
  checkBooking,
  civilDateAt,
  civilDay,
  daysToKeep,
  freeTimeNear,
  laterSessions,
  planSeriesMove,
  targetStartAfter,
  type BookingFacts,
  type Decision,
  type Hold,
  type MoveScope,
  type PlannedSession,
  type SessionShift,
  type Slot,
  type SlotFacts,
} from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';
import type { BookedSeries } from './booking-facts.repository.js';
import { Booking, type BookingWish, type Judged } from './booking.js';
import { refusedBy } from './clinic-time.js';
import type { SessionToChange } from './session.repository.js';
import { SlotFinder } from './slot-finder.js';

/** A session of a series with where it would go. */
export interface Target {
  readonly session: SessionToChange;
  readonly wish: BookingWish;
}

/** What a series in motion changes of a booking's facts, or a search's. */
type SeriesFacts = Pick<BookingFacts, 'holds' | 'series'>;

/** A target and what the rules say of it once everything else has moved as well. */
export interface JudgedTarget extends Target {
  readonly decision: Decision<PlannedSession>;
}

export interface MoveWish {
  readonly session: SessionToChange;
  readonly scope: MoveScope;
  /** Where the moved session itself is to go. */
  readonly wish: BookingWish;
}

/** A time is sought near the wished day first, because most searches end there. */
const nearDays = 3;
/** No rule of the clinic says yet which series are treated by a catheter (clinical.md 3.10). */
const continuousTechnique = false;

/** Where the sessions of a series would go, and what stands against it: looked at, never written. */
@Injectable()
export class SeriesMoves {
  constructor(
    private readonly booking: Booking,
    private readonly finder: SlotFinder,
  ) {}

  /** The moved session and those that go with it, each where the scope sends it. Throws `Refused` for the past. */
  async targets(
    tx: Tx,
    { session, scope, wish }: MoveWish,
    sessions: readonly SessionToChange[],
  ): Promise<Target[]> {
    const { series } = await this.booking.judge(tx, wish, session.id);
    const plan = planSeriesMove({
      now: tx.now.epochMilliseconds,
      zone: session.zone,
      sessions,
      movedId: session.id,
      newStart: wish.start,
      scope,
      ...series,
      continuousTechnique,
    });
    if (!plan.accepted) throw refusedBy(plan.refusals, session.zone);
    if (scope === 'plan-anew') return this.plannedAnew(tx, { session, wish }, sessions, series);
    return plan.value.flatMap(({ sessionId, to }) => {
      if (sessionId === session.id) return [{ session, wish }];
      const later = sessions.find(({ id }) => id === sessionId);
      return later === undefined ? [] : [{ session: later, wish: stayingWish(later, to, wish) }];
    });
  }

  /** Each target as the booking rules see it when all the others have moved. */
  async judged(tx: Tx, targets: readonly Target[]): Promise<JudgedTarget[]> {
    const judged: JudgedTarget[] = [];
    const placed: PlannedSession[] = [];
    for (const target of targets) {
      const { facts } = await this.booking.judge(tx, target.wish, target.session.id);
      const decision = checkBooking(onceMoved(facts, targets, placed));
      if (decision.accepted) placed.push(decision.value);
      judged.push({ ...target, decision });
    }
    return judged;
  }

  /** On the target intervals, at free times; where none is free, at the wished one, which the rules then refuse. */
  private async plannedAnew(
    tx: Tx,
    moved: Target,
    sessions: readonly SessionToChange[],
    series: BookedSeries,
  ): Promise<Target[]> {
    const now = tx.now.epochMilliseconds;
    const { zone } = moved.session;
    const rest = laterSessions({ now, sessions, movedId: moved.session.id }).flatMap(
      ({ id }) => sessions.find((each) => each.id === id) ?? [],
    );
    const going = [moved.session, ...rest].map(({ id }) => id);
    const found: Target[] = [moved];
    const placed: PlannedSession[] = [];
    let before = moved.wish.start;
    for (const session of rest) {
      const wished = targetStartAfter(before, session.start, series.targetIntervalDays, zone);
      if (!wished.accepted) throw refusedBy(wished.refusals, zone);
      const wish = stayingWish(session, wished.value, moved.wish);
      const judged = await this.booking.judge(tx, wish, session.id);
      const dateBefore = civilDateAt(before, zone);
      const window = {
        start: Math.max(
          now,
          civilDay(addCivilDays(dateBefore, daysToKeep({ ...series, continuousTechnique })), zone).start,
        ),
        end: civilDay(addCivilDays(dateBefore, series.maximumIntervalDays), zone).end,
      };
      const free = await this.freeNear(tx, wish, judged, window, (facts) =>
        withoutUnplaced(onceMoved(facts, found, placed), going, found),
      );
      const target = free === null ? wish : { ...wish, start: free.start, roomId: free.room.id };
      if (free !== null) placed.push(free.planned);
      found.push({ session, wish: target });
      before = target.start;
    }
    return found.filter(({ session, wish }) => session.id === moved.session.id || !stays(session, wish));
  }

  private async freeNear(
    tx: Tx,
    wish: BookingWish,
    judged: Judged,
    window: { readonly start: number; readonly end: number },
    arranged: (facts: SlotFacts) => SlotFacts,
  ): Promise<Slot | null> {
    const { zone } = judged.facts.calendar;
    const wishedDate = civilDateAt(wish.start, zone);
    const near = {
      start: Math.max(window.start, civilDay(addCivilDays(wishedDate, -nearDays), zone).start),
      end: Math.min(window.end, civilDay(addCivilDays(wishedDate, nearDays), zone).end),
    };
    for (const { start, end } of [near, window]) {
      if (start >= end) continue;
      const facts = await this.finder.between(tx, wish, judged, { start, end });
      const found = freeTimeNear(arranged(facts), wish.start);
      if (found !== null) return found;
    }
    return null;
  }
}

/** A later session keeps its clinic, its room, its physician and its length. */
function stayingWish(session: SessionToChange, start: number, { overrides }: BookingWish): BookingWish {
  const { clinicId, seriesId, roomId, physicianId, durationMinutes, sedation } = session;
  return {
    clinicId,
    seriesId,
    roomId,
    physicianId,
    durationMinutes,
    sedation,
    start,
    overrides,
  };
}

function stays(session: SessionToChange, { start, roomId, physicianId }: BookingWish): boolean {
  return start === session.start && roomId === session.roomId && physicianId === session.physicianId;
}

export function shiftOf({ session, wish }: Target): SessionShift {
  return { sessionId: session.id, from: session.start, to: wish.start };
}

/** The facts as they would be with every target where it goes and the placed ones holding what they would hold. */
function onceMoved<Facts extends SeriesFacts>(
  facts: Facts,
  targets: readonly Target[],
  placed: readonly PlannedSession[],
): Facts {
  const moving = new Set(targets.map(({ session }) => session.id));
  const standing = facts.holds.filter(({ sessionId }) => sessionId === null || !moving.has(sessionId));
  const held = placed.flatMap(({ holds }) =>
    holds.map(({ resourceId, interval }): Hold => ({
      resourceId,
      interval,
      cause: 'session',
      // Not one of the moving: these holds stand in the way of whoever is judged next.
      sessionId: null,
    })),
  );
  return {
    ...facts,
    holds: [...standing, ...held],
    series: { ...facts.series, sessions: afterShifts(facts.series.sessions, targets.map(shiftOf)) },
  };
}

/** Sessions that have not found their new place stand nowhere yet: neither in the book nor in the series. */
function withoutUnplaced<Facts extends SeriesFacts>(
  facts: Facts,
  going: readonly string[],
  found: readonly Target[],
): Facts {
  const unplaced = new Set(going.filter((id) => found.every(({ session }) => session.id !== id)));
  return {
    ...facts,
    holds: facts.holds.filter(({ sessionId }) => sessionId === null || !unplaced.has(sessionId)),
    series: { ...facts.series, sessions: facts.series.sessions.filter(({ id }) => !unplaced.has(id)) },
  };
}
