import { Injectable } from '@nestjs/common';
import { checkSessionStep, sessionsAhead, type FollowUpTaskKind, type SessionState } from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';
import { Refused } from '../../platform/errors.js';
import { Booking } from './booking.js';
import { wishOf } from './booking-wish.js';
import { refusedBy } from './clinic-time.js';
import { FreedTimeRepository, type OfferRound } from './freed-time.repository.js';
import { HeldTimeRepository } from './held-time.repository.js';
import { OfferRounds } from './offer-rounds.js';
import { ResourceLocks } from './resource-locks.repository.js';
import { SeriesHoldsRepository } from './series-holds.repository.js';
import { SessionRepository, type SessionToChange } from './session.repository.js';
import { WaitlistRepository } from './waitlist.repository.js';

/** What a stop gave back: enough to let all of it stand again. */
export interface GivenBack {
  readonly sessionIds: readonly string[];
  /** The series' place on the waitlist; null: it waited for nothing. */
  readonly entryId: string | null;
}

/** Why a task was closed that would have called a patient who died; it finds them again. */
const died = 'The patient has died.';

/**
 * All that a series holds in the book, moved by the physician's decision in the caller's transaction: everything or
 * nothing (product rule 7).
 */
@Injectable()
export class SeriesHolds {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly booking: Booking,
    private readonly locks: ResourceLocks,
    private readonly repository: SeriesHoldsRepository,
    private readonly freedTimes: FreedTimeRepository,
    private readonly heldTimes: HeldTimeRepository,
    private readonly entries: WaitlistRepository,
    private readonly rounds: OfferRounds,
  ) {}

  /** Nobody books into the series until the transaction ends. Taken before the series' row, as whoever books does it. */
  alone(tx: Tx, seriesId: string): Promise<void> {
    return this.locks.take(tx, [seriesId], []);
  }

  /** All sessions of the series, by their starts. */
  ofSeries(tx: Tx, seriesId: string): Promise<SessionToChange[]> {
    return this.sessions.ofSeries(tx, seriesId);
  }

  /**
   * Cancels every session ahead because the series stopped, gives back what each held, takes the series off the
   * waitlist, and lets the freed times be offered to others (`offerFreed`, after the transaction).
   */
  async giveBack(tx: Tx, seriesId: string, round: OfferRound): Promise<GivenBack> {
    const ahead = sessionsAhead(await this.sessions.ofSeries(tx, seriesId));
    for (const session of ahead) {
      await this.sessions.cancel(tx, session, 'series-stopped', null);
      await this.sessions.releaseHolds(tx, session.id);
    }
    await this.heldTimes.giveBackHeldFor(tx, seriesId);
    const entryId = await this.repository.waitingEntry(tx, seriesId);
    if (entryId !== null)
      await this.entries.step(tx, await this.entries.one(tx, entryId), ['waiting'], 'withdrawn');
    const sessionIds = ahead.map(({ id }) => id);
    await this.repository.beginRounds(tx, sessionIds, round);
    return { sessionIds, entryId };
  }

  /** Offers every freed time that waits for it to the first of the waitlist who fits. Done by anybody at any time, it has one effect. */
  offerFreed(practiceId: string): Promise<void> {
    return this.rounds.goOn(practiceId);
  }

  /**
   * Lets everything stand again that was given back: offers that nobody has taken are withdrawn, and each session
   * is judged as any booking is. Refused with all reasons where a time has gone. Precondition: the series is active.
   */
  async standAgain(tx: Tx, { sessionIds, entryId }: GivenBack): Promise<void> {
    for (const id of await this.repository.freedBy(tx, sessionIds)) {
      const { view } = await this.freedTimes.locked(tx, id, null);
      if (view.offer?.entryId != null) await this.heldTimes.giveBackOfferTo(tx, view.offer.entryId);
      await this.freedTimes.close(tx, id);
    }
    const again = [];
    for (const id of sessionIds) {
      const session = await this.sessions.toMove(tx, id);
      if (session.state !== 'cancelled')
        throw new Refused({ code: 'scheduling.not-cancelled', facts: { state: session.state } });
      const overrides = await this.repository.overridesOf(tx, id);
      again.push({ session, wish: { ...wishOf(session, session.start), overrides } });
    }
    again.sort((a, b) => a.session.start - b.session.start);
    await this.booking.lockFor(
      tx,
      again.map(({ session, wish }) => ({ sessionId: session.id, wish })),
    );
    for (const { session, wish } of again) await this.booking.restore(tx, session, wish);
    if (entryId !== null) await this.repository.waitAgain(tx, entryId);
  }

  /** A tentative session is tentative no longer. */
  confirmTentative(tx: Tx, session: SessionToChange): Promise<void> {
    return this.step(tx, session, 'booked');
  }

  /** The same taken back; a session that somebody moved on meanwhile stays where it is. */
  async tentativeAgain(tx: Tx, sessionId: string): Promise<void> {
    const session = await this.sessions.toMove(tx, sessionId);
    if (session.state === 'booked' || session.state === 'confirmed')
      await this.step(tx, session, 'tentative');
  }

  /**
   * After a death nobody is asked to call or to invite the patient: such tasks are closed. Answers how many were, and
   * how many sessions of other series somebody still has to cancel.
   */
  async lettingRest(
    tx: Tx,
    { patientId, seriesId }: { readonly patientId: string; readonly seriesId: string },
    kinds: readonly FollowUpTaskKind[],
    memberId: string,
  ): Promise<{ readonly closed: number; readonly ahead: number }> {
    return {
      closed: await this.repository.dismissTasksOf(tx, patientId, kinds, { note: died, by: memberId }),
      ahead: await this.repository.aheadElsewhere(tx, patientId, seriesId),
    };
  }

  /** It was a mistake: the tasks that were closed with the word of `decidedAt` (epoch ms) stand again. */
  tasksStandAgain(tx: Tx, patientId: string, decidedAt: number): Promise<void> {
    return this.repository.reopenTasksOf(tx, patientId, died, decidedAt);
  }

  dismissTask(tx: Tx, taskId: string, note: string, memberId: string): Promise<void> {
    return this.repository.dismissTask(tx, taskId, note, memberId);
  }

  private async step(tx: Tx, session: SessionToChange, to: SessionState): Promise<void> {
    const allowed = checkSessionStep(session.state, to);
    if (!allowed.accepted) throw refusedBy(allowed.refusals, session.zone);
    await this.sessions.change(tx, session, 'state = $5, confirmed_at = NULL', [to]);
  }
}
