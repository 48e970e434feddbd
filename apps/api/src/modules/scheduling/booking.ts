import { Injectable } from '@nestjs/common';
import { may } from '@lull/contracts';
import {
  checkBooking,
  civilDateAt,
  minuteMs,
  namedKinds,
  withoutLimits,
  type BookingFacts,
  type Decision,
  type Interval,
  type Override,
  type PlannedSession,
  type SeriesOfBooking,
} from '@lull/domain';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../../platform/database/database.js';
import { notFound, Refused } from '../../platform/errors.js';
import {
  BookingFactsRepository,
  lookAround,
  type Book,
  type BookedSeries,
  type ClinicSettings,
  type FactsAsked,
  type Look,
} from './booking-facts.repository.js';
import { refusedBy } from './clinic-time.js';
import { fastingBasisOf } from './fasting-basis.repository.js';
import { HeldTimeEndings } from './held-time-endings.js';
import { HeldTimeRepository, type KeptTime } from './held-time.repository.js';
import { PlacementRepository, type NewHeldTime, type Placement } from './placement.repository.js';
import { AuthorisationUnits } from '../series/series.public.js';
import { blockTimeLock, ResourceLocks, type Lockable } from './resource-locks.repository.js';

/** What somebody wants to stand in the book, whichever way it comes in. */
export interface BookingWish extends FactsAsked {
  readonly roomId: string;
  /** Epoch ms of the beginning of the procedure. */
  readonly start: number;
  /** Null: as long as the procedure usually takes. */
  readonly durationMinutes: number | null;
  readonly overrides: readonly Override[];
}

/** A session that stands, as far as a move needs to know it. */
export interface StandingSession {
  readonly id: string;
  readonly version: number;
}

export interface Placed {
  readonly sessionId: string;
  readonly planned: PlannedSession;
}

/** What a wish looks like in the book of the moment. */
export interface Judged {
  readonly settings: ClinicSettings;
  readonly facts: BookingFacts;
  readonly series: BookedSeries;
  readonly decision: Decision<PlannedSession>;
}

/**
 * The one function by which a session enters the book: look first without a lock and give every reason
 * against it; if it is free, lock what it needs, look again, write; the exclusion constraint has the last
 * word (product rule 1, trust.md 3.2). Runs in the caller's transaction.
 */
@Injectable()
export class Booking {
  constructor(
    private readonly facts: BookingFactsRepository,
    private readonly placements: PlacementRepository,
    private readonly locks: ResourceLocks,
    private readonly heldTimes: HeldTimeRepository,
    private readonly endings: HeldTimeEndings,
    private readonly units: AuthorisationUnits,
  ) {}

  /** Books a session; throws `Refused` with every reason. */
  async book(tx: Tx, wish: BookingWish): Promise<Placed> {
    const sessionId = uuid();
    const planned = await this.place(tx, wish, null, (placement) =>
      this.withUnit(tx, sessionId, placement, this.placements.insert(tx, sessionId, placement)),
    );
    return { sessionId, planned };
  }

  /** Holds all that a session would, judged as its booking; throws `Refused` with every reason. */
  async hold(tx: Tx, wish: BookingWish, held: NewHeldTime): Promise<void> {
    await this.place(tx, wish, null, (placement) => this.placements.hold(tx, held, placement));
  }

  /**
   * Makes a session of a held time, judged anew: the holds change hands under the locks, so that nobody comes
   * in between. Throws `Refused`, also when the held time is over.
   */
  async bookHeld(tx: Tx, held: Pick<KeptTime, 'id' | 'version'>, wish: BookingWish): Promise<Placed> {
    const sessionId = uuid();
    const planned = await this.place(tx, { ...wish, heldTimeId: held.id }, null, async (placement) => {
      await this.endings.end(tx, held, { state: 'booked', sessionId });
      await this.withUnit(tx, sessionId, placement, this.placements.insert(tx, sessionId, placement));
    });
    return { sessionId, planned };
  }

  /**
   * Takes the locks of several bookings of one transaction at once: taken one after another, two transactions
   * could each hold what the other waits for. Their resources may still turn out to be others by then.
   */
  async lockFor(
    tx: Tx,
    wishes: readonly { readonly wish: BookingWish; readonly sessionId: string | null }[],
  ): Promise<void> {
    const wholly = new Set<string>();
    const shared = new Set<string>();
    const perHour: Lockable[] = [];
    for (const { wish, sessionId } of wishes) {
      const judged = await this.judge(tx, wish, sessionId);
      shared.add(blockTimeLock(wish.clinicId));
      for (const id of [wish.seriesId, ...limitedDay(wish, judged)]) wholly.add(id);
      if (!judged.decision.accepted) continue;
      const plan = judged.decision.value;
      for (const id of cappedBlockTimes(judged.settings, wish, plan)) wholly.add(id);
      perHour.push(...lockables(wish, plan));
    }
    await this.locks.take(tx, [...wholly], perHour, [...shared]);
  }

  /** Moves a session that stands; its own holds are not in its way. Throws `Refused`, `stale` among them. */
  async move(tx: Tx, session: StandingSession, wish: BookingWish): Promise<Placed> {
    const planned = await this.place(tx, wish, session.id, (placement) =>
      this.withUnit(tx, session.id, placement, this.placements.move(tx, session, placement)),
    );
    return { sessionId: session.id, planned };
  }

  /** Puts a session that was cancelled back into the book, by the rules of a move. */
  async restore(tx: Tx, session: StandingSession, wish: BookingWish): Promise<Placed> {
    const planned = await this.place(tx, wish, session.id, (placement) =>
      this.withUnit(tx, session.id, placement, this.placements.restore(tx, session, placement)),
    );
    return { sessionId: session.id, planned };
  }

  /** The question alone: nothing is locked and nothing is written. */
  async judge(tx: Tx, wish: BookingWish, sessionId: string | null): Promise<Judged> {
    return judgeLook(tx, wish, sessionId, await this.facts.look(tx, wish, aroundOf(wish)));
  }

  /**
   * The facts of one place for several series, in one look at the book; by series, the refusal where something
   * of the plan is missing.
   */
  async factsOfEach(
    tx: Tx,
    seriesIds: readonly string[],
    wish: Omit<BookingWish, 'seriesId'>,
  ): Promise<ReadonlyMap<string, BookingFacts | Refused>> {
    const found = await this.facts.lookForEach(tx, seriesIds, wish, aroundOf(wish));
    return new Map(
      [...found].map(([seriesId, look]) => [seriesId, orRefused(() => factsOf(tx, wish, null, look).facts)]),
    );
  }

  /** The session's unit of an authorisation, reserved or changed in the same breath; most sessions have none to change. */
  private async withUnit(
    tx: Tx,
    sessionId: string,
    { patientId, planned, unitOf }: Placement,
    writing: Promise<void>,
  ): Promise<void> {
    const { authorisationId } = planned;
    const reserving =
      authorisationId === unitOf ? null : this.units.reserve(tx, { sessionId, patientId, authorisationId });
    await Promise.all([writing, reserving]);
  }

  private async place(
    tx: Tx,
    wish: BookingWish,
    sessionId: string | null,
    write: (placement: Placement) => Promise<void>,
  ): Promise<PlannedSession> {
    mayOverride(tx, wish.overrides);
    const first = await this.judge(tx, wish, sessionId);
    const {
      settings,
      facts: { ledger },
    } = first;
    let plan = plannedOf(first);
    // Each further round means that the constraint knew of a hold that we could not see.
    for (let round = 0; round <= settings.resources.length; round += 1) {
      // Sent together, carried out one after another: the book is read when the locks are held.
      const [, , { book, blockTimes }] = await Promise.all([
        this.placements.beginAttempt(tx),
        this.locks.take(
          tx,
          [wish.seriesId, ...limitedDay(wish, first), ...cappedBlockTimes(settings, wish, plan)],
          lockables(wish, plan),
          [blockTimeLock(wish.clinicId)],
        ),
        this.facts.bookUnderLock(tx, wish, visitOf(plan)),
      ]);
      const near = judgeLook(tx, wish, sessionId, { settings: { ...settings, blockTimes }, book, ledger });
      const again = near.decision.accepted ? near : await this.judge(tx, wish, sessionId);
      plan = plannedOf(again);
      // The constraint does not read clocks: what is over holds until somebody writes that it is.
      if (book.overdueHeldTimes.length > 0) await this.heldTimes.expire(tx, book.overdueHeldTimes);
      const chosen = plan;
      const written = await this.placements.attempt(tx, () => write(placementOf(wish, again, chosen)));
      if (written) return chosen;
      // Look again, with the locks given back.
      plan = plannedOf(await this.judge(tx, wish, sessionId));
    }
    throw exhausted(settings, plan);
  }
}

/**
 * Whoever was named is locked alone, a pool of the clinic as a whole: everybody would choose its first free
 * member, and all but one of those who come at the same time would have to choose and lock again.
 */
function lockables(wish: BookingWish, { holds }: PlannedSession): Lockable[] {
  return holds.map(({ resourceId, resourceKind, interval }) => ({
    id: namedKinds.includes(resourceKind) ? resourceId : `${wish.clinicId}/${resourceKind}`,
    interval,
  }));
}

/** Where a day's sessions are counted, two that would be the last one must not count at the same time. */
function limitedDay({ clinicId, start }: BookingWish, { facts }: Judged): string[] {
  const { physicianSessions, sedations } = facts.limits;
  if (physicianSessions === null && sedations === null) return [];
  return [`${clinicId}/${civilDateAt(start, facts.calendar.zone)}`];
}

/** Whoever may be the last that capped block time takes, waits for whoever else may be. */
function cappedBlockTimes(
  { blockTimes }: ClinicSettings,
  wish: BookingWish,
  { holds }: PlannedSession,
): string[] {
  const rooms = new Set(holds.map(({ resourceId }) => resourceId));
  return blockTimes
    .filter(({ mostSessions }) => mostSessions !== null)
    .filter(({ roomId, exceptions }) =>
      [roomId, ...exceptions.map(({ instead }) => instead?.roomId)].some(
        (each) => each !== undefined && rooms.has(each),
      ),
    )
    .map(({ id }) => `${wish.clinicId}/${id}`);
}

/** From the first of its stages to the last. */
function visitOf({ holds }: PlannedSession): Interval {
  return {
    start: Math.min(...holds.map(({ interval }) => interval.start)),
    end: Math.max(...holds.map(({ interval }) => interval.end)),
  };
}

function aroundOf({ start, durationMinutes }: Pick<BookingWish, 'start' | 'durationMinutes'>): Interval {
  return lookAround({ start, end: start + (durationMinutes ?? 0) * minuteMs });
}

function mayOverride({ principal }: Tx, overrides: readonly Override[]): void {
  if (overrides.length === 0) return;
  if (principal.kind !== 'member' || !may(principal.roles, 'session', 'override'))
    throw new Refused({ code: 'not-allowed' });
}

function judgeLook(tx: Tx, wish: BookingWish, sessionId: string | null, look: Look): Judged {
  const { facts, series } = factsOf(tx, wish, sessionId, look);
  return { settings: look.settings, facts, series, decision: checkBooking(facts) };
}

function factsOf(
  tx: Tx,
  wish: Omit<BookingWish, 'seriesId'>,
  sessionId: string | null,
  { settings, book, ledger }: Look,
): Pick<Judged, 'facts' | 'series'> {
  const { facts: shared, series } = timelessFacts(tx, wish, settings, book);
  const physician = settings.resources.find(
    ({ id, kind }) => id === wish.physicianId && kind === 'physician',
  );
  const room = settings.resources.find(({ id, kind }) => id === wish.roomId && kind === 'room');
  if (physician === undefined) throw notFound('physician');
  if (room === undefined) throw notFound('room');
  return { facts: { ...shared, start: wish.start, physician, room, sessionId, ledger }, series };
}

function orRefused<T>(answer: () => T): T | Refused {
  try {
    return answer();
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
}

/** What a booking depends on whatever its time, its room and its physician. */
export function timelessFacts(
  tx: Tx,
  wish: Pick<BookingWish, 'sedation' | 'durationMinutes' | 'overrides'>,
  settings: ClinicSettings,
  book: Omit<Book, 'overdueHeldTimes'>,
): {
  readonly facts: Omit<BookingFacts, 'start' | 'physician' | 'room' | 'sessionId'>;
  readonly series: BookedSeries;
} {
  const { series } = book;
  const { zone, openingHours, blockTimes, resources, stages } = settings;
  if (zone === null) throw notFound('clinic');
  if (series === null) throw notFound('series');
  const sedation = wish.sedation ?? series.sedation;
  if (stages === null)
    throw notFound(`resource profile for ${series.procedureCode} with sedation "${sedation}"`);
  const facts = {
    now: tx.now.epochMilliseconds,
    calendar: { zone, openingHours, closures: book.closures, blockTimes },
    profile: { procedureType: series.procedureCode, sedation, stages },
    durationMinutes: wish.durationMinutes ?? series.usualMinutes,
    // A refusal names its resources; a patient's name has no place in one.
    patient: { id: series.patientId, kind: 'patient', name: 'The patient' } as const,
    pool: resources.filter(({ kind }) => kind !== 'room' && kind !== 'physician'),
    holds: book.holds,
    series: seriesOfBooking(series, book),
    limits: { ...(settings.limits ?? withoutLimits), sessions: book.counted },
    overrides: wish.overrides,
    ledger: null,
  };
  return { facts, series };
}

export function seriesOfBooking(
  series: BookedSeries,
  { sessions, authorisations }: Pick<Book, 'sessions' | 'authorisations'>,
): SeriesOfBooking {
  return {
    ...series,
    sessions,
    authorisations,
    continuousTechnique: false,
    fasting: fastingBasisOf(series.fasting),
  };
}

function plannedOf({ facts, decision }: Judged): PlannedSession {
  if (!decision.accepted) throw refusedBy(decision.refusals, facts.calendar.zone);
  return decision.value;
}

function placementOf(wish: BookingWish, { facts, series }: Judged, planned: PlannedSession): Placement {
  return {
    clinicId: wish.clinicId,
    seriesId: series.id,
    patientId: series.patientId,
    procedureTypeId: series.procedureTypeId,
    roomId: wish.roomId,
    physicianId: wish.physicianId,
    sedation: facts.profile.sedation,
    planned,
    unitOf:
      facts.series.authorisations.find(
        ({ sessionIds }) => facts.sessionId !== null && sessionIds.includes(facts.sessionId),
      )?.id ?? null,
  };
}

/** Only with the locks switched off can a caller lose this often; it must still hear which resource was taken. */
function exhausted(settings: ClinicSettings, plan: PlannedSession): Refused {
  const pool = plan.holds.find(({ resourceKind }) => !namedKinds.includes(resourceKind)) ?? plan.holds[0];
  const resourceName = settings.resources.find(({ id }) => id === pool?.resourceId)?.name ?? 'A resource';
  return new Refused({
    code: 'scheduling.resource-busy',
    facts: {
      resourceName,
      ...(pool && { resourceId: pool.resourceId, resourceKind: pool.resourceKind, stage: pool.stage }),
    },
    overridable: false,
  });
}
