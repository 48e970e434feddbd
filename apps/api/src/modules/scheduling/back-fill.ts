import { Injectable } from '@nestjs/common';
import {
  minuteMs,
  rankCandidates,
  type BookingFacts,
  type RankedCandidate,
  type WaitlistCandidate,
} from '@lull/domain';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../../platform/database/database.js';
import { Refused, type Refusal } from '../../platform/errors.js';
import { Booking, type BookingWish, type Placed } from './booking.js';
import type { FreedTime } from './freed-time.repository.js';
import { WaitlistRepository, type WaitingSeries } from './waitlist.repository.js';

/** One who waits, as they stand before a freed time. */
export interface Ranked {
  readonly waiting: WaitingSeries;
  readonly ranking: RankedCandidate;
  readonly facts: BookingFacts;
}

/** Cannot even be judged, because something of the plan is missing here. */
export interface Unjudged {
  readonly waiting: WaitingSeries;
  readonly refusals: readonly Refusal[];
}

/** A session starts at a whole multiple of this, where its time begins late. */
const lateGridMs = 5 * minuteMs;

/** When a session in a freed time would begin: with it, or soon, where a no-show left the rest of it. */
export function startIn({ view }: FreedTime, now: number): number {
  return Math.max(view.start, Math.ceil(now / lateGridMs) * lateGridMs);
}

/** Who on the waitlist can take a freed time, by the rules of booking and of being ready. */
@Injectable()
export class BackFill {
  constructor(
    private readonly booking: Booking,
    private readonly waitlist: WaitlistRepository,
  ) {}

  async candidates(
    tx: Tx,
    freed: FreedTime,
  ): Promise<{ readonly ranked: readonly Ranked[]; readonly unjudged: readonly Unjudged[] }> {
    const start = startIn(freed, tx.now.epochMilliseconds);
    const unjudged: Unjudged[] = [];
    const judged = new Map<string, Omit<Ranked, 'ranking'>>();
    for (const waiting of await this.waitlist.waitingWithFacts(tx, freed.view.clinicId, start)) {
      try {
        const { facts } = await this.booking.judge(tx, wishIn(tx, freed, waiting.entry.seriesId), null);
        judged.set(waiting.entry.id, { waiting, facts });
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        unjudged.push({ waiting, refusals: error.refusals });
      }
    }
    const ranked = rankCandidates([...judged.values()].map(candidateOf)).flatMap((ranking) => {
      const found = judged.get(ranking.entryId);
      return found === undefined ? [] : [{ ...found, ranking }];
    });
    return { ranked, unjudged };
  }

  /** Holds the freed time for one who waits, until the offer is answered. */
  async offer(
    tx: Tx,
    freed: FreedTime,
    { entry }: WaitingSeries,
    { minutes, by }: { readonly minutes: number; readonly by: string },
  ): Promise<void> {
    await this.booking.hold(tx, wishIn(tx, freed, entry.seriesId), {
      id: uuid(),
      minutes,
      heldBy: by,
      offer: { entryId: entry.id, freedTimeId: freed.view.id },
    });
    // After the locks of the resources, as a booking of the same series does it.
    await this.waitlist.step(tx, entry, ['waiting'], 'offered');
  }

  book(tx: Tx, freed: FreedTime, { entry }: WaitingSeries): Promise<Placed> {
    return this.booking.book(tx, wishIn(tx, freed, entry.seriesId));
  }
}

function wishIn(tx: Tx, freed: FreedTime, seriesId: string): BookingWish {
  const { clinicId, roomId, physicianId } = freed.view;
  return {
    wayIn: 'waitlist',
    clinicId,
    seriesId,
    roomId,
    physicianId,
    start: startIn(freed, tx.now.epochMilliseconds),
    durationMinutes: null,
    sedation: null,
    overrides: [],
  };
}

function candidateOf({ waiting, facts }: Omit<Ranked, 'ranking'>): WaitlistCandidate {
  const { entry, targetIntervalDays, anticoagulant, infection, authorisations } = waiting;
  return {
    entryId: entry.id,
    priority: entry.priority,
    since: entry.since,
    seriesPhysicianId: entry.seriesPhysicianId,
    targetIntervalDays,
    facts: { booking: facts, wishes: entry, anticoagulant, infection, authorisations },
  };
}
