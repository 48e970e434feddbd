import { Injectable } from '@nestjs/common';
import type { BookHeldTimeRequest, HeldTimeView, HoldTimeRequest, SessionView } from '@lull/contracts';
import { phoneHoldMinutes } from '@lull/domain';
import { v7 as uuid } from 'uuid';
import { Database, type Tx } from '../../platform/database/database.js';
import { IdempotentCalls } from '../../platform/database/once.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import type { Once } from '../../platform/http/preconditions.js';
import { Booking } from './booking.js';
import { wishOf } from './booking-wish.js';
import { HeldTimeEndings } from './held-time-endings.js';
import { HeldTimeRepository } from './held-time.repository.js';
import { OfferRounds } from './offer-rounds.js';
import { SessionRepository } from './session.repository.js';
import { sessionView, sightOf } from './session.view.js';

/** Times that are held for some minutes: while on the phone, or until an offer is answered. */
@Injectable()
export class HeldTimeService {
  constructor(
    private readonly database: Database,
    private readonly calls: IdempotentCalls,
    private readonly booking: Booking,
    private readonly heldTimes: HeldTimeRepository,
    private readonly endings: HeldTimeEndings,
    private readonly sessions: SessionRepository,
    private readonly rounds: OfferRounds,
  ) {}

  one(member: MemberPrincipal, id: string): Promise<HeldTimeView> {
    return this.database.run(member, (tx) => this.view(tx, id));
  }

  hold(member: MemberPrincipal, once: Once, request: HoldTimeRequest): Promise<HeldTimeView> {
    return this.calls.run(member, once, async (tx) => {
      const id = uuid();
      const wish = wishOf(request, Date.parse(request.startsAt));
      await this.booking.hold(tx, wish, {
        id,
        minutes: phoneHoldMinutes,
        heldBy: member.memberId,
        offer: null,
      });
      return this.view(tx, id);
    });
  }

  /** Of an offer, this is the patient's yes. */
  book(
    member: MemberPrincipal,
    once: Once,
    id: string,
    version: number,
    { overrides = [] }: BookHeldTimeRequest,
  ): Promise<SessionView> {
    return this.calls.run(member, once, async (tx) => {
      const held = await this.endings.toEnd(tx, id, version);
      const { sessionId } = await this.booking.bookHeld(tx, held, wishOf({ ...held, overrides }, held.start));
      return sessionView(await this.sessions.shown(tx, sessionId, sightOf(member.roles)));
    });
  }

  /** Of an offer, this is the patient's no: a round goes on to the next at once. */
  async giveBack(member: MemberPrincipal, once: Once, id: string, version: number): Promise<HeldTimeView> {
    const view = await this.calls.run(member, once, async (tx) => {
      const held = await this.endings.toEnd(tx, id, version);
      await this.endings.end(tx, held, { state: 'given-back' });
      return this.view(tx, id);
    });
    if (view.freedTimeId !== null) await this.rounds.goOnWith(member.practiceId, [view.freedTimeId]);
    return view;
  }

  private async view(tx: Tx, id: string): Promise<HeldTimeView> {
    const view = await this.heldTimes.shown(tx, id);
    tx.read({ resource: 'held-time', resourceId: id, patientIds: [view.patientId] });
    return view;
  }
}
