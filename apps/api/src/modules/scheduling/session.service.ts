import { Injectable } from '@nestjs/common';
import {
  type BookSessionRequest,
  type CancelSessionRequest,
  type MoveSessionRequest,
  type SessionView,
} from '@lull/contracts';
import { checkCancellationUndo, checkSessionStep, followUpTasks, moveRefusals } from '@lull/domain';
import { Database, type Tx } from '../../platform/database/database.js';
import { IdempotentCalls } from '../../platform/database/once.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import type { Once } from '../../platform/http/preconditions.js';
import { Booking } from './booking.js';
import { askingLedger, moveOf, wishOf } from './booking-wish.js';
import { refusedBy } from './clinic-time.js';
import { FollowUpTaskRepository } from './follow-up-task.repository.js';
import { SessionRepository, type SessionToChange } from './session.repository.js';
import { sessionView, sightOf } from './session.view.js';

/** Sessions as the desk changes them; the steps of the day are taken in readiness, which may refuse them. */
@Injectable()
export class SessionService {
  constructor(
    private readonly database: Database,
    private readonly calls: IdempotentCalls,
    private readonly booking: Booking,
    private readonly sessions: SessionRepository,
    private readonly tasks: FollowUpTaskRepository,
  ) {}

  one(member: MemberPrincipal, id: string): Promise<SessionView> {
    return this.database.run(member, async (tx) => {
      const view = await this.view(tx, member, id);
      tx.read({ resource: 'session', resourceId: id, patientIds: [view.patientId] });
      return view;
    });
  }

  book(member: MemberPrincipal, once: Once, request: BookSessionRequest): Promise<SessionView> {
    return this.calls.run(member, once, async (tx) => {
      const { sessionId } = await this.booking.book(
        tx,
        askingLedger(wishOf(request, Date.parse(request.startsAt))),
      );
      return this.view(tx, member, sessionId);
    });
  }

  move(
    member: MemberPrincipal,
    once: Once,
    id: string,
    version: number,
    request: MoveSessionRequest,
  ): Promise<SessionView> {
    return this.calls.run(member, once, async (tx) => {
      const session = await this.sessions.toChange(tx, id, version);
      refuseUnmovable(tx, session);
      await this.booking.move(tx, session, askingLedger(moveOf(session, request)));
      const view = await this.view(tx, member, id);
      return { ...view, confirmationVoided: session.state === 'confirmed' };
    });
  }

  cancel(
    member: MemberPrincipal,
    once: Once,
    id: string,
    version: number,
    request: CancelSessionRequest,
  ): Promise<SessionView> {
    return this.calls.run(member, once, async (tx) => {
      const session = await this.sessions.toChange(tx, id, version);
      refuseCancellation(session);
      await this.sessions.cancel(tx, session, request.reason, request.note ?? null);
      await this.sessions.releaseHolds(tx, id);
      await this.tasks.openAfter(tx, session, followUpTasks[request.reason]);
      return this.view(tx, member, id);
    });
  }

  /** Takes a cancellation back: the same session stands again, if its time is still free, and its task is closed. */
  restore(member: MemberPrincipal, once: Once, id: string, version: number): Promise<SessionView> {
    return this.calls.run(member, once, async (tx) => {
      const session = await this.sessions.toChange(tx, id, version);
      const { state, endedAt, zone } = session;
      const undo = checkCancellationUndo({ state, endedAt, now: tx.now.epochMilliseconds });
      if (!undo.accepted) throw refusedBy(undo.refusals, zone);
      await this.booking.restore(tx, session, wishOf(session, session.start));
      await this.tasks.dismissAfter(tx, id, endedAt ?? 0, 'The cancellation was taken back.');
      return this.view(tx, member, id);
    });
  }

  private async view(tx: Tx, member: MemberPrincipal, id: string): Promise<SessionView> {
    return sessionView(await this.sessions.shown(tx, id, sightOf(member.roles)));
  }
}

function refuseCancellation({ state, zone }: SessionToChange): void {
  const step = checkSessionStep(state, 'cancelled');
  if (!step.accepted) throw refusedBy(step.refusals, zone);
}

/** What has begun or is over stays where it was (product rule 6). */
export function refuseUnmovable(tx: Tx, session: SessionToChange): void {
  const refusals = moveRefusals(session, tx.now.epochMilliseconds);
  if (refusals.length > 0) throw refusedBy(refusals, session.zone);
}
