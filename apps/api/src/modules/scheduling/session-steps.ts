import { Injectable } from '@nestjs/common';
import { may, sessionSteps, type SessionStep, type SessionView } from '@lull/contracts';
import {
  checkSessionStep,
  checkStepBack,
  checkStepTime,
  holdsResources,
  noShowFollowUp,
  type Refusal,
  type SessionState,
} from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { notFound, Refused } from '../../platform/errors.js';
import { refusedBy } from './clinic-time.js';
import { FollowUpTaskRepository } from './follow-up-task.repository.js';
import { SessionRepository, type SessionToChange } from './session.repository.js';
import { sessionView, sightOf } from './session.view.js';
import { StepBackRepository } from './step-back.repository.js';

/** The steps of a visit within a transaction; who asks for one has asked the hard stops of readiness before. */
@Injectable()
export class SessionSteps {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly back: StepBackRepository,
    private readonly tasks: FollowUpTaskRepository,
  ) {}

  /** The session at the version that was read, locked: neither evidence nor an injection is recorded meanwhile. */
  async toStep(tx: Tx, id: string, version: number): Promise<SessionToChange> {
    if ((await this.sessions.lock(tx, id)) === undefined) throw notFound('session');
    return this.sessions.toChange(tx, id, version);
  }

  /** What of the states and the clock is against it (BOOK-20, BOOK-23). */
  refusals(tx: Tx, session: SessionToChange, to: SessionState): Refusal[] {
    const allowed = checkSessionStep(session.state, to);
    if (!allowed.accepted) return [...allowed.refusals];
    const inTime = checkStepTime(to, { ...session, now: tx.now.epochMilliseconds });
    return inTime.accepted ? [] : [...inTime.refusals];
  }

  /** Precondition: nothing is against it. */
  async take(tx: Tx, session: SessionToChange, to: SessionStep): Promise<void> {
    await this.sessions.step(tx, session, to);
    if (to === 'discharged' || to === 'no-show') await this.sessions.releaseHolds(tx, session.id);
    if (to === 'no-show') await this.tasks.openAfter(tx, session, noShowFollowUp);
  }

  /** BOOK-24: the latest step taken back, with what it gave back and what it made. */
  async takeBack(tx: Tx, member: MemberPrincipal, session: SessionToChange, reason?: string): Promise<void> {
    if (isStep(session.state) && !mayStep(member, session.state)) throw new Refused({ code: 'not-allowed' });
    const facts = await this.back.behind(tx, session);
    const back = checkStepBack(facts);
    if (!back.accepted) throw refusedBy(back.refusals, session.zone);
    await this.back.takeBack(tx, session, back.value);
    if (!holdsResources(session.state)) await this.back.holdAgain(tx, session.id);
    if (session.state === 'no-show')
      await this.tasks.dismissAfter(tx, session.id, session.endedAt ?? 0, 'The patient came after all.');
    tx.read({
      resource: 'session',
      resourceId: session.id,
      patientIds: [session.patientId],
      detail: { stepTakenBack: session.state, ...(reason !== undefined && { reason }) },
    });
  }

  async view(tx: Tx, member: MemberPrincipal, id: string): Promise<SessionView> {
    return sessionView(await this.sessions.shown(tx, id, sightOf(member.roles)));
  }
}

/** Both desk and ward see that a patient does not come; who confirms and who leads through the day is the matrix's to say. */
export function mayStep({ roles }: MemberPrincipal, to: SessionState): boolean {
  if (to === 'confirmed') return may(roles, 'session', 'confirm');
  return may(roles, 'session', 'advance') || (to === 'no-show' && may(roles, 'session', 'cancel'));
}

const isStep = (state: SessionState): boolean => sessionSteps.some((each) => each === state);
