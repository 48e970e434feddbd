import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { AuthDatabase } from '../../platform/database/auth-database.js';
import { Database } from '../../platform/database/database.js';
import { Log } from '../../platform/log.js';
import { HeldTimeRepository } from './held-time.repository.js';
import { OfferRounds } from './offer-rounds.js';

const everyMs = 5_000;

/**
 * Writes down which held times are over, by the database's clock, and goes on with rounds of offers. Every
 * process does it; who comes second finds nothing to do. A booking does not wait for it: it writes down by
 * itself what is over and in its way.
 */
@Injectable()
export class HeldTimeSweep implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly door: AuthDatabase,
    private readonly database: Database,
    private readonly heldTimes: HeldTimeRepository,
    private readonly rounds: OfferRounds,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.wait();
  }

  /** Lets the sweep that is under way end, so that the connections close after it. */
  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    if (this.timer !== null) clearTimeout(this.timer);
    await this.running;
  }

  async sweep(): Promise<void> {
    const practices = await this.door.rows<{ practice_id: string }>(
      `SELECT practice_id FROM held_time WHERE state = 'held' AND expires_at <= now()
        UNION SELECT practice_id FROM freed_time WHERE goes_on`,
    );
    for (const { practice_id: practiceId } of practices) {
      await this.database.run({ kind: 'system', practiceId, purpose: 'maintenance' }, (tx) =>
        this.heldTimes.expireOverdue(tx),
      );
      await this.rounds.goOn(practiceId);
    }
  }

  private wait(): void {
    this.timer = setTimeout(() => {
      this.running = this.sweepAndWait();
    }, everyMs);
    this.timer.unref();
  }

  private async sweepAndWait(): Promise<void> {
    try {
      await this.sweep();
    } catch (error) {
      // The database is away or busy: the next sweep does what this one could not.
      this.log.event('held-times-not-swept', {
        kind: error instanceof Error ? error.constructor.name : typeof error,
      });
    }
    if (!this.stopped) this.wait();
  }
}
