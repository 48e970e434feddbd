import { Injectable } from '@nestjs/common';
import {
  advisoryTexts,
  reasonOf,
  type CheckSessionRequest,
  type FreeTimeView,
  type SessionCheckView,
} from '@lull/contracts';
import { hourMs, nextFreeTimes, type FreeTime } from '@lull/domain';
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
      const wish = wishOf(request, sessionId === null ? 'booking' : 'move');
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
        freeTimes: await this.freeTimes(tx, wish, judged),
      };
    });
  }

  /** The next times from the wished one on, in any room of the clinic, the wished room first. */
  private async freeTimes(tx: Tx, wish: BookingWish, { facts, settings }: Judged): Promise<FreeTimeView[]> {
    const { start, room, ...timeless } = facts;
    const rooms = [room, ...settings.resources.filter(({ id, kind }) => kind === 'room' && id !== room.id)];
    const from = Math.max(start, facts.now);
    let found: readonly FreeTime[] = [];
    for (const weeks of searchWeeks) {
      const until = from + weeks * weekMs;
      const book = await this.facts.book(tx, wish, lookAround({ start: from, end: until }));
      const calendar = { ...facts.calendar, closures: book.closures };
      const decision = nextFreeTimes(
        { ...timeless, calendar, holds: book.holds, rooms, from, until, gridMinutes },
        offered,
      );
      // A series that takes no session has no free time either; why, the refusals say.
      if (!decision.accepted) return [];
      found = decision.value;
      if (found.length === offered) break;
    }
    return found.map((each) => freeTimeView(facts, each));
  }
}
