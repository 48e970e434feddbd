import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { addCivilDays, dueReleases } from '@lull/domain';
import { AuthDatabase } from '../../platform/database/auth-database.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { Rounds } from '../../platform/rounds.js';
import { BlockTimeReleaseRepository } from './block-time-release.repository.js';
import { knownPractices } from '../identity/identity.public.js';
import { ClinicRepository } from './clinic.repository.js';
import { blockTimeLock, ResourceLocks } from './resource-locks.repository.js';

const everyMs = 60_000;
const roundName = 'automatic-release';

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
    private readonly locks: ResourceLocks,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.every(everyMs, roundName, () => this.round());
  }

  /** One round through every practice. */
  async round(): Promise<void> {
    await this.rounds.inTurn(roundName, await knownPractices(this.auth), ({ id: practiceId }) =>
      this.database.run({ kind: 'system', practiceId, purpose: 'maintenance' }, (tx) => this.inPractice(tx)),
    );
  }

  private async inPractice(tx: Tx): Promise<void> {
    if (!(await this.releases.turn(tx))) return;
    const now = tx.now.epochMilliseconds;
    for (const { id: clinicId, today } of await this.releases.clinics(tx)) {
      const due = async () =>
        dueReleases({ ...(await this.clinics.week(tx, clinicId, today)), closures: [] }, now);
      if ((await due()).length === 0) continue;
      // Whoever keeps or changes block time has it alone: what they decided is seen by whoever looks after them.
      await this.locks.take(tx, [blockTimeLock(clinicId)], []);
      for (const { occurrence, step } of await due()) {
        const { blockTime, date, interval } = occurrence;
        const { id: blockTimeId } = blockTime;
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
