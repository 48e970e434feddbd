import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { AuthDatabase } from '../../platform/database/auth-database.js';
import { Database } from '../../platform/database/database.js';
import { Rounds } from '../../platform/rounds.js';
import { knownPractices } from '../identity/identity.public.js';
import { VolumeSummaryRepository } from './volume-summary.repository.js';

const everyMs = 5_000;
const roundName = 'volume-summary';
/** Months of a practice that one round sums up: another practice waits no longer than that. */
const monthsOfARound = 500;

/**
 * Keeps the summary of volume near what stands (ADR 19), so that few months are counted from their rows. The report
 * does not wait for it: what has a note is counted. Any number of servers may do so at the same time.
 */
@Injectable()
export class VolumeSummary implements OnApplicationBootstrap {
  constructor(
    private readonly database: Database,
    private readonly auth: AuthDatabase,
    private readonly summary: VolumeSummaryRepository,
    private readonly rounds: Rounds,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.every(everyMs, roundName, () => this.round());
  }

  /** One round through every practice. */
  async round(): Promise<void> {
    await this.rounds.inTurn(roundName, await knownPractices(this.auth), async ({ id }) => {
      await sumUpVolume(this.database, this.summary, id, (tx) => this.summary.due(tx, monthsOfARound));
    });
  }
}

/** Sums up some months of a practice, each in a transaction of its own; answers how many. */
export async function sumUpVolume(
  database: Database,
  summary: VolumeSummaryRepository,
  practiceId: string,
  which: (tx: Parameters<VolumeSummaryRepository['all']>[0]) => ReturnType<VolumeSummaryRepository['all']>,
): Promise<number> {
  const system = { kind: 'system', practiceId, purpose: 'maintenance' } as const;
  const months = await database.run(system, which, { longRunning: true });
  for (const month of months)
    await database.run(system, (tx) => summary.sumUp(tx, month), { longRunning: true });
  return months.length;
}
