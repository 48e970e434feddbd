import { Injectable } from '@nestjs/common';
import { codeOfConstraint } from '../../platform/database/constraint-problems.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { SystemPrincipal } from '../../platform/database/principal.js';
import { Refused } from '../../platform/errors.js';
import { Rounds } from '../../platform/rounds.js';
import { BackFill, nextToAsk } from './back-fill.js';
import { FreedTimeRepository } from './freed-time.repository.js';

/** Offers that go on by themselves: what is declined or not answered is offered to the next, until somebody says yes. */
@Injectable()
export class OfferRounds {
  constructor(
    private readonly database: Database,
    private readonly freedTimes: FreedTimeRepository,
    private readonly backFill: BackFill,
    private readonly rounds: Rounds,
  ) {}

  /** Goes on with every round of the practice whose offer was not taken. Done by anybody at any time, it has one effect. */
  async goOn(practiceId: string): Promise<void> {
    const waiting = await this.database.run(asSystem(practiceId), (tx) => this.freedTimes.roundsToGoOn(tx));
    await this.goOnWith(practiceId, waiting);
  }

  /** The same with the rounds of these freed times; never fails, because whoever calls has done their own part. */
  goOnWith(practiceId: string, freedTimeIds: readonly string[]): Promise<void> {
    return this.rounds.inTurn('offer-round', freedTimeIds, async (id) => {
      try {
        await this.database.run(asSystem(practiceId), (tx) => this.next(tx, id));
      } catch (error) {
        // Somebody was quicker with the time or with the patient: the next sweep sees what is left.
        if (!(error instanceof Refused) && codeOfConstraint(error) === undefined) throw error;
      }
    });
  }

  private async next(tx: Tx, id: string): Promise<void> {
    const freed = await this.freedTimes.lockedRound(tx, id);
    if (freed === null || freed.round === null) return;
    const asked = await this.freedTimes.asked(tx, id);
    const { ranked } = freed.open ? await this.backFill.candidates(tx, freed) : { ranked: [] };
    const next = nextToAsk(ranked, asked);
    if (next === undefined) await this.freedTimes.setRound(tx, id, null);
    else await this.backFill.offer(tx, freed, next.waiting, freed.round);
  }
}

function asSystem(practiceId: string): SystemPrincipal {
  return { kind: 'system', practiceId, purpose: 'maintenance' };
}
