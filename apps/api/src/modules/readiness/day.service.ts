import { Injectable } from '@nestjs/common';
import type { SessionView, StepSessionRequest, UndoStepRequest } from '@lull/contracts';
import type { Tx } from '../../platform/database/database.js';
import { IdempotentCalls } from '../../platform/database/once.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Refused } from '../../platform/errors.js';
import type { Once } from '../../platform/http/preconditions.js';
import { mayStep, refusedBy, SessionSteps } from '../scheduling/scheduling.public.js';
import { DischargeGuard } from './discharge-guard.js';
import { HardStops } from './readiness.public.js';
import { RequirementsService } from './requirements.service.js';
import { RoomEntryRepository } from './room-entry.repository.js';

/** The steps of a visit, each asked of its state, of the clock and of the hard stops (READY-44). */
@Injectable()
export class DayService {
  constructor(
    private readonly calls: IdempotentCalls,
    private readonly steps: SessionSteps,
    private readonly stops: HardStops,
    private readonly discharges: DischargeGuard,
    private readonly requirements: RequirementsService,
    private readonly entries: RoomEntryRepository,
  ) {}

  step(
    member: MemberPrincipal,
    once: Once,
    id: string,
    version: number,
    { to }: StepSessionRequest,
  ): Promise<SessionView> {
    if (!mayStep(member, to)) throw new Refused({ code: 'not-allowed' });
    return this.calls.run(member, once, async (tx) => {
      const session = await this.steps.toStep(tx, id, version);
      const refusals = this.steps.refusals(tx, session, to);
      if (to === 'in-room') refusals.push(...(await this.stops.against(tx, id, 'in-room')));
      if (to === 'discharged') refusals.push(...(await this.discharges.against(tx, id)));
      if (refusals.length > 0) throw refusedBy(refusals, session.zone);
      await this.steps.take(tx, session, to);
      if (to === 'in-room') await this.keepEntry(tx, id);
      return this.steps.view(tx, member, id);
    });
  }

  undoStep(
    member: MemberPrincipal,
    once: Once,
    id: string,
    version: number,
    { reason }: UndoStepRequest,
  ): Promise<SessionView> {
    return this.calls.run(member, once, async (tx) => {
      const session = await this.steps.toStep(tx, id, version);
      await this.steps.takeBack(tx, member, session, reason);
      return this.steps.view(tx, member, id);
    });
  }

  /** READY-53: from here on the readiness of the session stands as it is now. */
  private async keepEntry(tx: Tx, id: string): Promise<void> {
    const judged = await this.requirements.ofSessionNow(tx, id);
    if (judged === undefined) throw new Error('A session was stepped and cannot be read.');
    const { visit, flags, policy, cutOffs, readiness } = judged;
    await this.entries.add(tx, id, { visit, flags, policy, cutOffs, readiness });
  }
}
