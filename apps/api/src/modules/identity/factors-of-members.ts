import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import { SecondFactorRepository } from './second-factor.repository.js';

/** The second factors of others, for whoever looks after the members of a practice: that they are there, not what. */
@Injectable()
export class FactorsOfMembers {
  constructor(private readonly factors: SecondFactorRepository) {}

  /** How many of each kind these members have, by member. */
  counted(
    tx: Tx,
    memberIds: readonly string[],
  ): Promise<ReadonlyMap<string, { readonly totp: boolean; readonly passkeys: number }>> {
    return this.factors.counted(tx, memberIds);
  }

  /** Active members whom the practice's demand means and who have none. */
  due(tx: Tx): Promise<number> {
    return this.factors.due(tx);
  }

  /** Takes all of them away; answers how many there were. */
  removeAll(tx: Tx, memberId: string): Promise<number> {
    return this.factors.remove(tx, memberId);
  }
}
