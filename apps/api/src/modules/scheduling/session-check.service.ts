import { Injectable } from '@nestjs/common';
import type { CheckSessionRequest, SessionCheckView } from '@lull/contracts';
import {
  civilDateAt,
  civilDay,
  emptyLedger,
  nearestFreeTimes,
  type BookingFacts,
  type Refusal,
  type Slot,
} from '@lull/domain';
import { Database, type Tx } from '../../platform/database/database.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Booking, type BookingWish, type Judged } from './booking.js';
import { askingLedger, wishOf } from './booking-wish.js';
import { firstLegalView } from './first-legal.view.js';
import { decisionView } from './reasons.view.js';
import { clockOf, freeTimeView, plannedHoldViews, preparationView } from './session.view.js';
import { SessionRepository } from './session.repository.js';
import { SlotFinder } from './slot-finder.js';

const offered = 3;

/** The same question as a booking asks, answered while one chooses. */
@Injectable()
export class SessionCheckService {
  constructor(
    private readonly database: Database,
    private readonly booking: Booking,
    private readonly finder: SlotFinder,
    private readonly sessions: SessionRepository,
  ) {}

  check(member: MemberPrincipal, request: CheckSessionRequest): Promise<SessionCheckView> {
    return this.database.run(member, async (tx) => (await this.answer(tx, request)).view);
  }

  /** Within a transaction that asks more; with the facts that were asked. */
  async answer(
    tx: Tx,
    request: CheckSessionRequest,
  ): Promise<{ readonly view: SessionCheckView; readonly facts: BookingFacts }> {
    const sessionId = request.sessionId ?? null;
    const wish = askingLedger(wishOf(request, Date.parse(request.startsAt)));
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
    const told: typeof decision = decision.accepted
      ? decision
      : { accepted: false, refusals: await this.withTrueRemedies(tx, wish, judged, decision.refusals) };
    const view: SessionCheckView = {
      accepted: decision.accepted,
      state: decision.accepted ? decision.value.state : null,
      ...decisionView(told, zone),
      holds: decision.accepted ? plannedHoldViews(decision.value) : [],
      preparation: preparationView(
        clockOf(facts),
        facts.start,
        facts.durationMinutes,
        facts.profile.sedation,
        facts.profile.stages,
      ),
      firstLegal: firstLegalView({ ...facts, ledger: facts.ledger ?? emptyLedger, zone }),
      freeTimes: (await this.near(tx, wish, judged)).map((each) => freeTimeView(facts, each)),
    };
    return { view, facts };
  }

  /**
   * A rule knows when it would not stand in the way itself. What is offered as a way out must pass every other
   * rule, too: a time that does not is not told, the free times stand beside it.
   */
  private async withTrueRemedies(
    tx: Tx,
    wish: BookingWish,
    { facts: { sessionId } }: Judged,
    refusals: readonly Refusal[],
  ): Promise<readonly Refusal[]> {
    const free = new Map<unknown, boolean>();
    for (const { remedy } of refusals) {
      const at = remedy?.code === 'start-at' ? remedy.facts['at'] : undefined;
      if (typeof at !== 'number' || free.has(at)) continue;
      free.set(at, (await this.booking.judge(tx, { ...wish, start: at }, sessionId)).decision.accepted);
    }
    return refusals.map(({ remedy, ...refusal }) =>
      remedy === undefined || free.get(remedy.facts['at']) === false ? refusal : { ...refusal, remedy },
    );
  }

  /** Who moves a session looks around the wished time; who books looks onwards from it. */
  private async near(tx: Tx, wish: BookingWish, judged: Judged): Promise<readonly Slot[]> {
    const { sessionId, start, calendar } = judged.facts;
    if (sessionId === null) return this.finder.next(tx, wish, judged, offered);
    const present = await this.sessions.toMove(tx, sessionId);
    return this.finder.next(tx, wish, judged, offered, {
      begins: civilDay(civilDateAt(start, calendar.zone), calendar.zone).start,
      among: (asked, count) => nearestFreeTimes(asked, start, count, present),
    });
  }
}
