import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { addCivilDays, blockTimesOn, dueReleases } from '@lull/domain';
import { AuthDatabase } from '../../platform/database/auth-database.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { Log } from '../../platform/log.js';
import { BlockTimeReleaseRepository } from './block-time-release.repository.js';
import { ClinicRepository } from './clinic.repository.js';

const everyMs = 60_000;

/**
 * Notes what the lead time released, and warns owners one day ahead (CAL-10), by the database's clock. The rule
 * itself opens the time; this writes down that it happened. Any number of servers may run it.
 */
@Injectable()
export class AutomaticRelease implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: ReturnType<typeof setInterval> | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly auth: AuthDatabase,
    private readonly clinics: ClinicRepository,
    private readonly releases: BlockTimeReleaseRepository,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.running = this.running.then(() => this.attempt());
    }, everyMs);
    this.timer.unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** One round through every practice. */
  async round(): Promise<void> {
    const practices = await this.auth.rows<{ practice_id: string }>(`SELECT practice_id FROM practice`);
    for (const { practice_id: practiceId } of practices)
      await this.database.run({ kind: 'system', practiceId, purpose: 'maintenance' }, (tx) =>
        this.inPractice(tx),
      );
  }

  /** The next round comes by itself: a failure is noted, and ends nothing. */
  private async attempt(): Promise<void> {
    try {
      await this.round();
    } catch (error) {
      this.log.failure(error, 'JOB', 'automatic-release');
    }
  }

  private async inPractice(tx: Tx): Promise<void> {
    if (!(await this.releases.turn(tx))) return;
    const now = tx.now.epochMilliseconds;
    for (const { id: clinicId, today } of await this.releases.clinics(tx)) {
      const calendar = { ...(await this.clinics.week(tx, clinicId, today)), closures: [] };
      for (const { blockTimeId, date, step } of dueReleases(calendar, now)) {
        const occurrence = blockTimesOn(calendar, date, now).find(
          ({ blockTime }) => blockTime.id === blockTimeId,
        );
        if (occurrence === undefined) continue;
        const { blockTime, interval } = occurrence;
        if (step === 'warn') {
          const releasesOn = addCivilDays(date, -(blockTime.releaseLeadDays ?? 0));
          await this.releases.warn(tx, blockTimeId, date, releasesOn);
          continue;
        }
        await this.releases.release(tx, { blockTimeId, date, roomId: blockTime.roomId, interval }, null);
        await this.releases.endWarning(tx, blockTimeId, date, 'dismissed', null);
      }
    }
  }
}
