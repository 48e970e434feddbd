import { Injectable } from '@nestjs/common';
import { checkSessionStep, moveRefusals } from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';
import { FollowUpTaskRepository, type NewFollowUpTask } from './follow-up-task.repository.js';
import { blockTimeLock, ResourceLocks } from './resource-locks.repository.js';
import { SessionRepository, type LockedSession } from './session.repository.js';
import { refusedBy } from './clinic-time.js';

export { refusalInClinicTime, refusedBy } from './clinic-time.js';
export { standingSessions } from './standing-session.view.js';
export { SeriesHolds } from './series-holds.js';
export { mayStep, SessionSteps } from './session-steps.js';
export type { LockedSession };

/** What other modules may ask of sessions and of what must not be forgotten after them. */
@Injectable()
export class Sessions {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly tasks: FollowUpTaskRepository,
  ) {}

  /** The session of this practice, locked until the transaction ends; undefined when there is none. */
  lockSession(tx: Tx, sessionId: string): Promise<LockedSession | undefined> {
    return this.sessions.lock(tx, sessionId);
  }

  patientOf(tx: Tx, sessionId: string): Promise<string | undefined> {
    return this.sessions.patientOf(tx, sessionId);
  }

  /** By whose clocks a series is spoken of; null when its clinics have different ones. */
  zoneOfSeries(tx: Tx, seriesId: string): Promise<string | null> {
    return this.sessions.zoneOfSeries(tx, seriesId);
  }

  /** A rule that a member set aside for a session, with the reason: where all overrides are kept and counted. */
  setAside(tx: Tx, sessionId: string, code: string, reason: string, memberId: string): Promise<void> {
    return this.sessions.override(tx, sessionId, [code], reason, memberId);
  }

  /** A task of the patient's own, beside those that stand; answers its id. */
  openPatientTask(tx: Tx, task: NewFollowUpTask): Promise<string> {
    return this.tasks.open(tx, task);
  }

  /**
   * The patient says that she comes: at the version that she saw, and before it begins. A tentative session is not hers
   * to confirm, and one that somebody changed since is not the one she agreed to.
   */
  async confirm(tx: Tx, sessionId: string, version: number): Promise<void> {
    const session = await this.sessions.toChange(tx, sessionId, version);
    const step = checkSessionStep(session.state, 'confirmed');
    const refusals = [
      ...(step.accepted ? [] : step.refusals),
      ...moveRefusals(session, tx.now.epochMilliseconds),
    ];
    if (refusals.length > 0) throw refusedBy(refusals, session.zone);
    await this.sessions.step(tx, session, 'confirmed');
  }

  /** Once per session and kind while it is open. Precondition: the session is locked. */
  async openFollowUpTask(tx: Tx, task: NewFollowUpTask): Promise<void> {
    if (!(await this.tasks.isOpen(tx, task))) await this.tasks.open(tx, task);
  }
}

/** Nobody else books at the clinic until the transaction ends; for many sessions that come in at once. */
export function bookAlone(tx: Tx, clinicId: string): Promise<void> {
  return new ResourceLocks().take(tx, [blockTimeLock(clinicId)], []);
}
