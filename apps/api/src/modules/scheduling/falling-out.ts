import { Injectable } from '@nestjs/common';
import {
  addCivilDays,
  civilDateAt,
  clockText,
  placeAgainFollowUp,
  wishesOfDisplaced,
  type CancelReason,
  type WaitlistPriority,
} from '@lull/domain';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../../platform/database/database.js';
import { FollowUpTaskRepository } from './follow-up-task.repository.js';
import { SessionRepository, type SessionToChange } from './session.repository.js';
import { WaitlistRepository } from './waitlist.repository.js';

/** Why somebody loses a place, and how pressing another one is. */
export interface Loss {
  readonly cause: CancelReason;
  readonly priority: WaitlistPriority;
}

/**
 * Whoever loses a place without another: the session is cancelled with its cause and gives back what it held, its
 * series waits for a time, and a task stands until somebody has placed it, all in the caller's transaction, so
 * that nobody is lost (product rule 10).
 */
@Injectable()
export class FallingOut {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly entries: WaitlistRepository,
    private readonly tasks: FollowUpTaskRepository,
  ) {}

  async toWaitlist(tx: Tx, session: SessionToChange, { cause, priority }: Loss): Promise<void> {
    const { id, patientId, seriesId, clinicId, zone, start } = session;
    const today = civilDateAt(tx.now.epochMilliseconds, zone);
    await this.sessions.cancel(tx, session, cause, null);
    await this.sessions.releaseHolds(tx, id);
    // A series waits once at a time, with the wishes that its patient has told.
    if (!(await this.entries.waits(tx, seriesId)))
      await this.entries.add(tx, {
        ...wishesOfDisplaced(today),
        id: uuid(),
        clinicId,
        seriesId,
        priority,
        note: `Lost the place on ${clockText(start, zone)}.`,
      });
    await this.tasks.open(tx, {
      patientId,
      sessionId: id,
      kind: placeAgainFollowUp.kind,
      dueOn: addCivilDays(today, placeAgainFollowUp.dueInDays),
    });
  }
}
