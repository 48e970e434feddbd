import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { addCivilDays, blockTimesOn, dueReleases } from '@lull/domain';
import { AuthDatabase } from '../../platform/database/auth-database.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { Rounds } from '../../platform/rounds.js';
import { BlockTimeReleaseRepository } from './block-time-release.repository.js';
import { ClinicRepository } from './clinic.repository.js';

const everyMs = 60_000;

/**
 * Notes what the lead time released, and warns owners one day ahead (CAL-10), by the database's clock. The rule
 * itself opens the time; this writes down that it happened. Any number of servers may run it.
 */
@Injectable()
export class AutomaticRelease implements OnApplicationBootstrap {
  constructor(
    private readonly database: Database,
    private readonly auth: AuthDatabase,
    private readonly clinics: ClinicRepository,
    private readonly releases: BlockTimeReleaseRepository,
    private readonly rounds: Rounds,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.every(everyMs, 'automatic-release', () => this.round());
  }

  /** One round through every practice. */
  async round(): Promise<void> {
    const practices = await this.auth.rows<{ practice_id: string }>(`SELECT practice_id FROM practice`);
    for (const { practice_id: practiceId } of practices)
      await this.database.run({ kind: 'system', practiceId, purpose: 'maintenance' }, (tx) =>
        this.inPractice(tx),
      );
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
