import { Injectable } from '@nestjs/common';
import {
  advisoryTexts,
  reasonOf,
  type CheckSessionRequest,
  type FreeTimesRequest,
  type FreeTimesView,
  type FreeTimeView,
  type SessionCheckView,
} from '@lull/contracts';
import {
  accept,
  addCivilDays,
  civilDateAt,
  civilDay,
  hourMs,
  nearestFreeTimes,
  nextFreeDays,
  nextFreeTimes,
  nextSessionDueOn,
  type Decision,
  type FreeTime,
} from '@lull/domain';
import { Database, type Tx } from '../../platform/database/database.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { BookingFactsRepository, lookAround } from './booking-facts.repository.js';
import { Booking, type BookingWish, type Judged } from './booking.js';
import { inClinicTime, refusalInClinicTime } from './clinic-time.js';
import { freeTimeView, plannedHoldViews, preparationView } from './session.view.js';
import { wishOf } from './session.service.js';

const offered = 3;
const gridMinutes = 10;
const weekMs = 7 * 24 * hourMs;
/** Most searches end in the first week, so the rest of two months is read only when they do not. */
const searchWeeks = [1, 9] as const;

/** The same question as a booking asks, answered while one chooses. */
@Injectable()
export class SessionCheckService {
  constructor(
    private readonly database: Database,
    private readonly booking: Booking,
    private readonly facts: BookingFactsRepository,
  ) {}

  check(member: MemberPrincipal, request: CheckSessionRequest): Promise<SessionCheckView> {
    return this.database.run(member, async (tx) => {
      const sessionId = request.sessionId ?? null;
      const wish = wishOf(request, Date.parse(request.startsAt), sessionId === null ? 'booking' : 'move');
      const judged = await this.booking.judge(tx, wish, sessionId);
      const { facts, decision, series } = judged;
      const { zone } = facts.calendar;
      // A check tells when the patient is busy, and the preparation of this very patient.
      tx.read({
        resource: 'series',
        resourceId: series.id,
        patientIds: [series.patientId],
        detail: { purpose: 'check' },
      });
      return {
        accepted: decision.accepted,
        state: decision.accepted ? decision.value.state : null,
        refusals: decision.accepted
          ? []
          : decision.refusals.map((refusal) => reasonOf(refusalInClinicTime(refusal, zone))),
        advisories: decision.accepted
          ? decision.advisories.map(({ code, facts: known }) => ({
              code,
              detail: advisoryTexts[code].detail(inClinicTime(known, zone)),
            }))
          : [],
        holds: decision.accepted ? plannedHoldViews(decision.value) : [],
        preparation: preparationView(
          zone,
          facts.start,
          facts.durationMinutes,
          facts.profile.sedation,
          facts.profile.stages,
        ),
        freeTimes: await this.inAnyRoom(tx, wish, judged),
      };
    });
  }

  /** BOOK-19: when the next session of a series could be, before anybody has named a time. */
  freeTimes(member: MemberPrincipal, request: FreeTimesRequest): Promise<FreeTimesView> {
    return this.database.run(member, async (tx) => {
      const wish = wishOf(request, tx.now.epochMilliseconds);
      const judged = await this.booking.judge(tx, wish, null);
      const { facts, series } = judged;
      const { zone } = facts.calendar;
      tx.read({
        resource: 'series',
        resourceId: series.id,
        patientIds: [series.patientId],
        detail: { purpose: 'free-times' },
      });
      const dueOn = nextSessionDueOn(facts, series.targetIntervalDays);
      // Nobody is ready for a procedure today who has not been told how to prepare.
      const tomorrow = addCivilDays(civilDateAt(facts.now, zone), 1);
      const searchFrom = (date: string) =>
        this.search(tx, wish, judged, civilDay(date, zone).start, nextFreeDays);
      const wanted = dueOn !== null && dueOn > tomorrow ? dueOn : tomorrow;
      let decision = await searchFrom(wanted);
      if (decision.accepted && decision.value.length === 0 && wanted !== tomorrow)
        decision = await searchFrom(tomorrow);
      return {
        dueOn,
        times: decision.accepted ? decision.value.map((each) => freeTimeView(facts, each)) : [],
        refusals: decision.accepted
          ? []
          : decision.refusals.map((refusal) => reasonOf(refusalInClinicTime(refusal, zone))),
      };
    });
  }

  /** Times near the wished one, in any room of the clinic, the wished room first. */
  private async inAnyRoom(tx: Tx, wish: BookingWish, judged: Judged): Promise<FreeTimeView[]> {
    const { facts } = judged;
    const { zone } = facts.calendar;
    // Who moves a session looks around the wished time; who books looks onwards from it.
    const found =
      facts.sessionId === null
        ? await this.search(tx, wish, judged, Math.max(facts.start, facts.now), nextFreeTimes)
        : await this.search(
            tx,
            wish,
            judged,
            Math.max(civilDay(civilDateAt(facts.start, zone), zone).start, facts.now),
            (asked, count) => nearestFreeTimes(asked, facts.start, count),
          );
    // A series that takes no session has no free time either; why, the refusals say.
    return found.accepted ? found.value.map((each) => freeTimeView(facts, each)) : [];
  }

  private async search(
    tx: Tx,
    wish: BookingWish,
    { facts, settings }: Judged,
    from: number,
    next: typeof nextFreeTimes,
  ): Promise<Decision<readonly FreeTime[]>> {
    const { start: _, room, ...timeless } = facts;
    const rooms = [room, ...settings.resources.filter(({ id, kind }) => kind === 'room' && id !== room.id)];
    let found: Decision<readonly FreeTime[]> = accept([]);
    for (const weeks of searchWeeks) {
      const until = from + weeks * weekMs;
      const book = await this.facts.book(tx, wish, lookAround({ start: from, end: until }));
      const calendar = { ...facts.calendar, closures: book.closures };
      found = next({ ...timeless, calendar, holds: book.holds, rooms, from, until, gridMinutes }, offered);
      if (!found.accepted || found.value.length === offered) break;
    }
    return found;
  }
}
