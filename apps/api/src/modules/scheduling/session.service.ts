import { Injectable } from '@nestjs/common';
import {
  may,
  sessionSteps,
  type BookSessionRequest,
  type CancelSessionRequest,
  type MoveSessionRequest,
  type SessionView,
  type StepSessionRequest,
  type UndoStepRequest,
} from '@lull/contracts';
import {
  addCivilDays,
  checkCancellationUndo,
  checkSessionStep,
  checkStepBack,
  checkStepTime,
  civilDateAt,
  followUpTasks,
  moveRefusals,
  holdsResources,
  noShowFollowUp,
  type FollowUpTask,
  type SessionState,
} from '@lull/domain';
import { Database, type Tx } from '../../platform/database/database.js';
import { IdempotentCalls } from '../../platform/database/once.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { notFound, Refused } from '../../platform/errors.js';
import type { Once } from '../../platform/http/preconditions.js';
import { Booking } from './booking.js';
import { askingLedger, moveOf, wishOf } from './booking-wish.js';
import { refusedBy } from './clinic-time.js';
import { FollowUpTaskRepository } from './follow-up-task.repository.js';
import { SessionRepository, type SessionToChange } from './session.repository.js';
import { sessionView, sightOf } from './session.view.js';
import { StepBackRepository } from './step-back.repository.js';

/** Sessions from booking to discharge. */
@Injectable()
export class SessionService {
  constructor(
    private readonly database: Database,
    private readonly calls: IdempotentCalls,
    private readonly booking: Booking,
    private readonly sessions: SessionRepository,
    private readonly steps: StepBackRepository,
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
      refuseStep(tx, session, 'cancelled');
      await this.sessions.cancel(tx, session, request.reason, request.note ?? null);
      await this.sessions.releaseHolds(tx, id);
      await this.followUp(tx, session, followUpTasks[request.reason]);
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

  step(
    member: MemberPrincipal,
    once: Once,
    id: string,
    version: number,
    { to }: StepSessionRequest,
  ): Promise<SessionView> {
    if (!mayStep(member, to)) throw new Refused({ code: 'not-allowed' });
    return this.calls.run(member, once, async (tx) => {
      const session = await this.sessions.toChange(tx, id, version);
      refuseStep(tx, session, to);
      await this.sessions.step(tx, session, to);
      if (to === 'discharged' || to === 'no-show') await this.sessions.releaseHolds(tx, id);
      if (to === 'no-show') await this.followUp(tx, session, noShowFollowUp);
      return this.view(tx, member, id);
    });
  }

  /** BOOK-24: the latest step taken back, with what it gave back and what it made. */
  undoStep(
    member: MemberPrincipal,
    once: Once,
    id: string,
    version: number,
    { reason }: UndoStepRequest,
  ): Promise<SessionView> {
    return this.calls.run(member, once, async (tx) => {
      // An injection that is recorded at this moment waits, or is seen.
      if ((await this.sessions.lock(tx, id)) === undefined) throw notFound('session');
      const session = await this.sessions.toChange(tx, id, version);
      if (isStep(session.state) && !mayStep(member, session.state))
        throw new Refused({ code: 'not-allowed' });
      const facts = await this.steps.behind(tx, session);
      const back = checkStepBack(facts);
      if (!back.accepted) throw refusedBy(back.refusals, session.zone);
      await this.steps.takeBack(tx, session, back.value);
      if (!holdsResources(session.state)) await this.steps.holdAgain(tx, id);
      if (session.state === 'no-show')
        await this.tasks.dismissAfter(tx, id, session.endedAt ?? 0, 'The patient came after all.');
      tx.read({
        resource: 'session',
        resourceId: id,
        patientIds: [session.patientId],
        detail: { stepTakenBack: session.state, ...(reason !== undefined && { reason }) },
      });
      return this.view(tx, member, id);
    });
  }

  private async view(tx: Tx, member: MemberPrincipal, id: string): Promise<SessionView> {
    return sessionView(await this.sessions.shown(tx, id, sightOf(member.roles)));
  }

  /** In the transaction that lets the session fall out, so that nobody is lost (product rule 10). */
  private async followUp(tx: Tx, session: SessionToChange, task: FollowUpTask | null): Promise<void> {
    if (task === null) return;
    const today = civilDateAt(tx.now.epochMilliseconds, session.zone);
    await this.tasks.open(tx, {
      patientId: session.patientId,
      sessionId: session.id,
      kind: task.kind,
      dueOn: addCivilDays(today, task.dueInDays),
    });
  }
}

/** Both desk and ward see that a patient does not come; who confirms and who leads through the day is the matrix's to say. */
function mayStep({ roles }: MemberPrincipal, to: SessionState): boolean {
  if (to === 'confirmed') return may(roles, 'session', 'confirm');
  return may(roles, 'session', 'advance') || (to === 'no-show' && may(roles, 'session', 'cancel'));
}

const isStep = (state: SessionState): boolean => sessionSteps.some((each) => each === state);

function refuseStep(tx: Tx, session: SessionToChange, to: SessionState): void {
  const time = { ...session, now: tx.now.epochMilliseconds };
  for (const step of [checkSessionStep(session.state, to), checkStepTime(to, time)])
    if (!step.accepted) throw refusedBy(step.refusals, session.zone);
}

/** What has begun or is over stays where it was (product rule 6). */
export function refuseUnmovable(tx: Tx, session: SessionToChange): void {
  const refusals = moveRefusals(session, tx.now.epochMilliseconds);
  if (refusals.length > 0) throw refusedBy(refusals, session.zone);
}
