import { Injectable } from '@nestjs/common';
import { checkStillHeld } from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';
import { stale } from '../../platform/errors.js';
import { refusedBy } from './clinic-time.js';
import { HeldTimeRepository, type HeldTimeEnding, type KeptTime } from './held-time.repository.js';

/** HELD-03: a held time is ended once, by somebody who saw what it is; the others are told how it ended. */
@Injectable()
export class HeldTimeEndings {
  constructor(private readonly heldTimes: HeldTimeRepository) {}

  /** The held time at the version that the caller read, still held. */
  async toEnd(tx: Tx, id: string, version: number): Promise<KeptTime> {
    const kept = await this.heldTimes.kept(tx, id);
    refuseOver(tx, kept);
    if (kept.version !== version) throw stale('held time', kept.version);
    return kept;
  }

  async end(tx: Tx, held: Pick<KeptTime, 'id' | 'version'>, ending: HeldTimeEnding): Promise<void> {
    if (await this.heldTimes.end(tx, held, ending)) return;
    const kept = await this.heldTimes.kept(tx, held.id);
    refuseOver(tx, kept);
    throw stale('held time', kept.version);
  }
}

function refuseOver(tx: Tx, { zone, ...held }: KeptTime): void {
  const still = checkStillHeld(held, tx.now.epochMilliseconds);
  if (!still.accepted) throw refusedBy(still.refusals, zone);
}
