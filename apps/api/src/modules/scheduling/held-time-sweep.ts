import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { AuthDatabase } from '../../platform/database/auth-database.js';
import { Database } from '../../platform/database/database.js';
import { Rounds } from '../../platform/rounds.js';
import { HeldTimeRepository } from './held-time.repository.js';
import { OfferRounds } from './offer-rounds.js';

const everyMs = 5_000;
const roundName = 'held-time-sweep';

/**
 * Writes down which held times are over, by the database's clock, and goes on with rounds of offers. Every
 * process does it; who comes second finds nothing to do. A booking does not wait for it: it writes down by
 * itself what is over and in its way.
 */
@Injectable()
export class HeldTimeSweep implements OnApplicationBootstrap {
  constructor(
    private readonly door: AuthDatabase,
    private readonly database: Database,
    private readonly heldTimes: HeldTimeRepository,
    private readonly offers: OfferRounds,
    private readonly rounds: Rounds,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.every(everyMs, roundName, () => this.sweep());
  }

  async sweep(): Promise<void> {
    const practices = await this.door.rows<{ practice_id: string }>(
      `SELECT practice_id FROM held_time WHERE state = 'held' AND expires_at <= now()
        UNION SELECT practice_id FROM freed_time WHERE goes_on`,
    );
    await this.rounds.inTurn(roundName, practices, async ({ practice_id: practiceId }) => {
      await this.database.run({ kind: 'system', practiceId, purpose: 'maintenance' }, (tx) =>
        this.heldTimes.expireOverdue(tx),
      );
      await this.offers.goOn(practiceId);
    });
  }
}
