import { Injectable } from '@nestjs/common';
import { checkDischarge, type Refusal } from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';
import { RecoveryRepository } from './recovery.repository.js';
import { dischargeFactsOf } from './recovery.view.js';

/** Asked by whatever takes a session to `discharged` (DAY-38). */
@Injectable()
export class DischargeGuard {
  constructor(private readonly recovery: RecoveryRepository) {}

  /** Every reason for which the patient stays. Precondition: the session is locked. */
  async against(tx: Tx, sessionId: string): Promise<readonly Refusal[]> {
    const visit = await this.recovery.visit(tx, sessionId);
    // That nobody goes home from another state, the step itself says.
    if (visit === undefined || visit.state !== 'recovering') return [];
    const decision = checkDischarge(dischargeFactsOf(visit, tx.now.epochMilliseconds), visit.overrides);
    return decision.accepted ? [] : decision.refusals;
  }
}
