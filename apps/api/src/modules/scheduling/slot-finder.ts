import { Injectable } from '@nestjs/common';
import {
  accept,
  addCivilDays,
  civilDateAt,
  civilDay,
  civilDaysBetween,
  findSlots,
  hourMs,
  intervalWindow,
  nextFreeTimes,
  searchBegins,
  searchWeeks,
  startGridMinutes,
  withoutLimits,
  type BookingLedger,
  type CivilDate,
  type Decision,
  type FoundSlots,
  type Hold,
  type Interval,
  type IntervalWindow,
  type Slot,
  type SlotFacts,
  type Weekday,
} from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';
import { notFound, fieldInvalid, Refused } from '../../platform/errors.js';
import { lookAround } from './booking-facts.repository.js';
import { seriesOfBooking, type BookingWish, type Judged } from './booking.js';
import {
  SlotFactsRepository,
  type SearchedBook,
  type SearchedSeries,
  type SlotsAsked,
} from './slot-facts.repository.js';

/** What is sought, as far as it is wished for. */
export interface SlotWish extends SlotsAsked {
  readonly roomId: string | null;
  readonly durationMinutes: number | null;
  readonly weekdays: readonly Weekday[];
  readonly halfOfDay: SlotFacts['halfOfDay'];
  /** Null: as the series' interval says. */
  readonly from: CivilDate | null;
  /** Null: eight weeks after the first day. */
  readonly until: CivilDate | null;
}

/** What was found, and what it was found in. */
export interface SlotSearchAnswer {
  readonly facts: SlotFacts;
  readonly window: IntervalWindow | null;
  readonly searchedFrom: CivilDate;
  readonly searchedUntil: CivilDate;
  readonly patientId: string;
  readonly ledger: BookingLedger;
  readonly found: Decision<FoundSlots>;
}

/** How the next times are sought, where it is not as usual. */
interface NextOptions {
  readonly among?: typeof nextFreeTimes;
  /** Epoch ms; usually the wished start. */
  readonly begins?: number;
  /** What others are offered already. */
  readonly taken?: readonly Hold[];
}

/** Nothing is held by nobody. */
const nobody = 'nobody';
const weekMs = 7 * 24 * hourMs;
/** Most searches for the next free time end in the first week, so the rest of two months is read only when they do not. */
const nearWeeks = [1, 9] as const;

/** Gathers the facts of a search and asks the domain. Nothing is locked and nothing is written. */
@Injectable()
export class SlotFinder {
  constructor(private readonly facts: SlotFactsRepository) {}

  /** The best times for the next session of a series. */
  async best(tx: Tx, wish: SlotWish, count: number): Promise<SlotSearchAnswer> {
    const known = await this.facts.series(tx, wish);
    const { zone, series } = known;
    if (zone === null) throw notFound('clinic');
    if (series === null) throw notFound('series');
    const plan = seriesOfBooking(series, known);
    const bare = { series: plan, sessionId: wish.sessionId, calendar: { ...emptyCalendar, zone } };
    const window = intervalWindow(bare, series.targetIntervalDays);
    const searchedFrom = wish.from ?? searchBegins(window, civilDateAt(tx.now.epochMilliseconds, zone));
    const searchedUntil = wish.until ?? addCivilDays(searchedFrom, searchWeeks * 7 - 1);
    refuseLength(searchedFrom, searchedUntil);
    const between = { start: civilDay(searchedFrom, zone).start, end: civilDay(searchedUntil, zone).end };
    const book = await this.facts.book(tx, wish, lookAround(between));
    const facts = factsOf(tx, wish, { ...known, zone, series }, book, between);
    const { patientId } = series;
    const { ledger } = known;
    return { facts, window, searchedFrom, searchedUntil, patientId, ledger, found: findSlots(facts, count) };
  }

  /**
   * What a patient who is not known yet would meet: a first session of what the named series is done with. Its own
   * patient, plan and sessions are in nobody's way.
   */
  async forSomebodyNew(tx: Tx, wish: SlotWish): Promise<SlotFacts> {
    const known = await this.facts.series(tx, wish);
    const { zone, series } = known;
    if (zone === null) throw notFound('clinic');
    if (series === null) throw notFound('series');
    const start = tx.now.epochMilliseconds;
    const lastDay = addCivilDays(civilDateAt(start, zone), searchWeeks * 7 - 1);
    const between = { start, end: civilDay(lastDay, zone).end };
    const book = await this.facts.book(tx, wish, lookAround(between));
    const first = { ...series, patientId: nobody, state: 'active' as const, gating: false };
    const nothing = { ...known, zone, series: first, sessions: [], authorisations: [] };
    return factsOf(tx, wish, nothing, book, between);
  }

  /** The next times from the wished one on, in any room of the clinic, the wished room first. */
  async next(
    tx: Tx,
    wish: BookingWish,
    judged: Judged,
    count: number,
    { among = nextFreeTimes, begins = judged.facts.start, taken = [] }: NextOptions = {},
  ): Promise<readonly Slot[]> {
    const from = Math.max(begins, judged.facts.now);
    let found: Decision<readonly Slot[]> = accept([]);
    for (const weeks of nearWeeks) {
      const facts = await this.between(tx, wish, judged, { start: from, end: from + weeks * weekMs });
      found = among({ ...facts, holds: [...facts.holds, ...taken] }, count);
      if (!found.accepted || found.value.length === count) break;
    }
    // A series that takes no session has no free time either; why, the refusals of the check say.
    return found.accepted ? found.value : [];
  }

  /** What a search in this stretch of time knows, for the wished physician and in any room, the wished one first. */
  async between(
    tx: Tx,
    wish: BookingWish,
    { facts, settings, series }: Judged,
    { start: from, end: until }: Interval,
  ): Promise<SlotFacts> {
    const { start: _, room, physician, ...timeless } = facts;
    const asked = { ...wish, sessionId: facts.sessionId };
    const book = await this.facts.book(tx, asked, lookAround({ start: from, end: until }));
    return {
      ...timeless,
      // A time that its payer would not pay for is free all the same; what is asked of it, the booking says.
      ledger: null,
      calendar: { ...facts.calendar, blockTimes: book.settings.blockTimes, closures: book.closures },
      limits: { ...facts.limits, sessions: book.counted },
      holds: book.holds,
      rooms: [room, ...settings.resources.filter(({ id, kind }) => kind === 'room' && id !== room.id)],
      physicians: [physician],
      from,
      until,
      gridMinutes: startGridMinutes,
      weekdays: [],
      halfOfDay: null,
      ranking: { targetIntervalDays: series.targetIntervalDays, usualPhysicianId: null, diabetic: false },
    };
  }
}

const emptyCalendar = { openingHours: [], closures: [], blockTimes: [] };

/** A search of a year would keep others waiting; it is asked again from where it ended. */
function refuseLength(from: string, until: string): void {
  const days = civilDaysBetween(from, until);
  if (days >= 0 && days < searchWeeks * 7) return;
  const message =
    days < 0 ? 'The last day lies before the first.' : `A search covers ${searchWeeks} weeks at most.`;
  throw new Refused(fieldInvalid('until', 'range', message));
}

type Known = SearchedSeries & {
  readonly zone: string;
  readonly series: NonNullable<SearchedSeries['series']>;
};

function factsOf(tx: Tx, wish: SlotWish, known: Known, book: SearchedBook, between: Interval): SlotFacts {
  const { zone, series } = known;
  const { settings, physicians } = book;
  const { openingHours, blockTimes, resources, stages } = settings;
  const sedation = wish.sedation ?? series.sedation;
  if (stages === null)
    throw notFound(`resource profile for ${series.procedureCode} with sedation "${sedation}"`);
  const rooms = resources.filter(
    ({ id, kind }) => kind === 'room' && (wish.roomId === null || id === wish.roomId),
  );
  if (wish.roomId !== null && rooms.length === 0) throw notFound('room');
  if (wish.physicianId !== null && physicians.length === 0) throw notFound('physician');
  return {
    now: tx.now.epochMilliseconds,
    calendar: { zone, openingHours, blockTimes, closures: book.closures },
    profile: { procedureType: series.procedureCode, sedation, stages },
    durationMinutes: wish.durationMinutes ?? series.usualMinutes,
    patient: { id: series.patientId, kind: 'patient', name: 'The patient' },
    pool: resources.filter(({ kind }) => kind !== 'room' && kind !== 'physician'),
    holds: book.holds,
    series: seriesOfBooking(series, known),
    limits: { ...(settings.limits ?? withoutLimits), sessions: book.counted },
    sessionId: wish.sessionId,
    overrides: [],
    ledger: null,
    rooms,
    physicians,
    from: between.start,
    until: between.end,
    gridMinutes: startGridMinutes,
    weekdays: wish.weekdays,
    halfOfDay: wish.halfOfDay,
    ranking: {
      targetIntervalDays: series.targetIntervalDays,
      usualPhysicianId: known.usualPhysicianId,
      diabetic: known.diabetic,
    },
  };
}
