import { Injectable } from '@nestjs/common';
import type {
  BookFreedTimeRequest,
  FreedTimeCandidatesView,
  FreedTimeView,
  OfferFreedTimeRequest,
  SessionView,
} from '@lull/contracts';
import { checkWaiting } from '@lull/domain';
import { Database, type Tx } from '../../platform/database/database.js';
import { IdempotentCalls } from '../../platform/database/once.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { decided } from '../../platform/decided.js';
import { Refused } from '../../platform/errors.js';
import type { Once } from '../../platform/http/preconditions.js';
import { BackFill, nextToAsk, startIn, type Ranked } from './back-fill.js';
import { refusedBy } from './clinic-time.js';
import { FreedTimeRepository, type FreedTime } from './freed-time.repository.js';
import { HeldTimeRepository } from './held-time.repository.js';
import { SessionRepository } from './session.repository.js';
import { sessionView, sightOf } from './session.view.js';
import { candidateView, unjudgedView } from './waitlist.view.js';
import { WaitlistRepository } from './waitlist.repository.js';

/** Times that are free again, and who of the waitlist gets them. */
@Injectable()
export class FreedTimeService {
  constructor(
    private readonly database: Database,
    private readonly calls: IdempotentCalls,
    private readonly freedTimes: FreedTimeRepository,
    private readonly backFill: BackFill,
    private readonly entries: WaitlistRepository,
    private readonly heldTimes: HeldTimeRepository,
    private readonly sessions: SessionRepository,
  ) {}

  candidates(member: MemberPrincipal, id: string): Promise<FreedTimeCandidatesView> {
    return this.database.run(member, async (tx) => {
      const freed = await this.freedTimes.one(tx, id);
      const asked = await this.freedTimes.asked(tx, id);
      const { ranked, unjudged } = await this.backFill.candidates(tx, freed);
      const candidates = [
        ...ranked.map((each) => candidateView(each, asked.get(each.ranking.entryId) ?? null)),
        ...unjudged.map(unjudgedView),
      ];
      tx.read({
        resource: 'waitlist',
        resourceId: id,
        patientIds: candidates.map(({ entry }) => entry.patientId),
        detail: { purpose: 'back-fill' },
      });
      return { freedTime: freed.view, start: startIn(freed, tx.now.epochMilliseconds), candidates };
    });
  }

  offer(
    member: MemberPrincipal,
    once: Once,
    id: string,
    version: number,
    { entryId, minutes, goOn }: OfferFreedTimeRequest,
  ): Promise<FreedTimeView> {
    return this.calls.run(member, once, async (tx) => {
      const freed = await this.stillFree(tx, id, version);
      if (freed.view.offer !== null) throw new Refused({ code: 'waitlist.offer-stands' });
      const chosen = await this.chosen(tx, freed, entryId ?? null);
      const round = { minutes, by: member.memberId };
      await this.backFill.offer(tx, freed, chosen.waiting, round);
      await this.freedTimes.setRound(tx, id, goOn ? round : null);
      return this.view(tx, id);
    });
  }

  /** The patient has said yes on the telephone: no offer is needed, and one that stands with this patient is over. */
  book(
    member: MemberPrincipal,
    once: Once,
    id: string,
    { entryId }: BookFreedTimeRequest,
  ): Promise<SessionView> {
    return this.calls.run(member, once, async (tx) => {
      const freed = await this.stillFree(tx, id, null);
      if (freed.view.offer?.entryId === entryId) await this.heldTimes.giveBackOfferTo(tx, entryId);
      const { waiting } = await this.chosen(tx, freed, entryId);
      const { sessionId } = await this.backFill.book(tx, freed, waiting);
      return sessionView(await this.sessions.shown(tx, sessionId, sightOf(member.roles)));
    });
  }

  /** Nobody need be asked for it: it goes off the list, and a round ends. */
  close(member: MemberPrincipal, once: Once, id: string, version: number): Promise<FreedTimeView> {
    return this.calls.run(member, once, async (tx) => {
      const freed = await this.freedTimes.locked(tx, id, version);
      if (freed.view.offer?.entryId != null)
        await this.heldTimes.giveBackOfferTo(tx, freed.view.offer.entryId);
      await this.freedTimes.close(tx, id);
      return this.view(tx, id);
    });
  }

  private async stillFree(tx: Tx, id: string, version: number | null): Promise<FreedTime> {
    const freed = await this.freedTimes.locked(tx, id, version);
    if (!freed.open) throw new Refused({ code: 'waitlist.time-over' });
    return freed;
  }

  /** The entry that is named, if it fits; else the first that fits and was not asked before. Refused with all reasons. */
  private async chosen(tx: Tx, freed: FreedTime, entryId: string | null): Promise<Ranked> {
    const { ranked, unjudged } = await this.backFill.candidates(tx, freed, entryId);
    const found =
      entryId === null ? nextToAsk(ranked, await this.freedTimes.asked(tx, freed.view.id)) : ranked[0];
    if (found === undefined) {
      if (entryId === null) throw new Refused({ code: 'waitlist.nobody-fits' });
      const [first, ...rest] = unjudged[0]?.refusals ?? [];
      if (first !== undefined) throw new Refused(first, ...rest);
      decided(checkWaiting((await this.entries.one(tx, entryId)).state));
      throw new Refused({ code: 'waitlist.time-over' });
    }
    if (found.waiting.entry.state === 'offered') throw new Refused({ code: 'waitlist.offer-stands' });
    const { decision } = found.ranking;
    if (!decision.accepted) throw refusedBy(decision.refusals, freed.zone);
    return found;
  }

  private async view(tx: Tx, id: string): Promise<FreedTimeView> {
    const { view } = await this.freedTimes.one(tx, id);
    tx.read({
      resource: 'waitlist',
      resourceId: id,
      patientIds: view.offer === null ? [] : [view.offer.patientId],
    });
    return view;
  }
}
