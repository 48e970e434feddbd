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
import { notFound, Refused, type Refusal } from '../../platform/errors.js';
import { Booking, type BookingWish, type Placed } from './booking.js';
import type { AskedBefore, FreedTime } from './freed-time.repository.js';
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

/** Whom to ask next: the first that fits, is not being asked and was not asked before. */
export function nextToAsk(ranked: readonly Ranked[], asked: AskedBefore): Ranked | undefined {
  return ranked.find(
    ({ ranking, waiting }) =>
      ranking.decision.accepted && waiting.entry.state === 'waiting' && !asked.has(ranking.entryId),
  );
}

/** Who on the waitlist can take a freed time, by the rules of booking and of being ready. */
@Injectable()
export class BackFill {
  constructor(
    private readonly booking: Booking,
    private readonly waitlist: WaitlistRepository,
  ) {}

  /** All who wait, or the one who is named: two statements, however many they are. */
  async candidates(
    tx: Tx,
    freed: FreedTime,
    entryId: string | null = null,
  ): Promise<{ readonly ranked: readonly Ranked[]; readonly unjudged: readonly Unjudged[] }> {
    const wish = wishIn(tx, freed);
    const all = await this.waitlist.waitingWithFacts(tx, wish.clinicId, wish.start, entryId);
    const found = await this.booking.factsOfEach(
      tx,
      all.map(({ entry }) => entry.seriesId),
      wish,
    );
    const unjudged: Unjudged[] = [];
    const judged = new Map<string, Omit<Ranked, 'ranking'>>();
    for (const waiting of all) {
      const facts = found.get(waiting.entry.seriesId) ?? notFound('series');
      if (facts instanceof Refused) unjudged.push({ waiting, refusals: facts.refusals });
      else judged.set(waiting.entry.id, { waiting, facts });
    }
    const ranked = rankCandidates([...judged.values()].map(candidateOf)).flatMap((ranking) => {
      const one = judged.get(ranking.entryId);
      return one === undefined ? [] : [{ ...one, ranking }];
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
    await this.booking.hold(
      tx,
      { ...wishIn(tx, freed), seriesId: entry.seriesId },
      {
        id: uuid(),
        minutes,
        heldBy: by,
        offer: { entryId: entry.id, freedTimeId: freed.view.id },
      },
    );
    // After the locks of the resources, as a booking of the same series does it.
    await this.waitlist.step(tx, entry, ['waiting'], 'offered');
  }

  book(tx: Tx, freed: FreedTime, { entry }: WaitingSeries): Promise<Placed> {
    return this.booking.book(tx, { ...wishIn(tx, freed), seriesId: entry.seriesId });
  }
}

function wishIn(tx: Tx, freed: FreedTime): Omit<BookingWish, 'seriesId'> {
  const { clinicId, roomId, physicianId } = freed.view;
  return {
    clinicId,
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
