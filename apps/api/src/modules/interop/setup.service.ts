import { Injectable } from '@nestjs/common';
import type { SetupView } from '@lull/contracts';
import { setupProgress, type OmittableStep } from '@lull/domain';
import { Database } from '../../platform/database/database.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { SetupRepository, type StandingSetup } from './setup.repository.js';

/** How far a practice has come from nothing to its first bookable day. */
@Injectable()
export class SetupService {
  constructor(
    private readonly database: Database,
    private readonly setup: SetupRepository,
  ) {}

  look(member: MemberPrincipal): Promise<SetupView> {
    return this.database.run(member, async (tx) => viewOf(await this.setup.standing(tx)));
  }

  setOmissions(member: MemberPrincipal, leftOut: readonly OmittableStep[]): Promise<SetupView> {
    return this.keep(member, { leftOut });
  }

  setRunning(member: MemberPrincipal, running: boolean): Promise<SetupView> {
    return this.keep(member, { running });
  }

  private keep(
    member: MemberPrincipal,
    change: { readonly leftOut?: readonly OmittableStep[]; readonly running?: boolean },
  ): Promise<SetupView> {
    return this.database.run(member, async (tx) => {
      const standing = await this.setup.standing(tx);
      await this.setup.keep(tx, { leftOut: standing.leftOut, running: isRunning(standing), ...change });
      return viewOf(await this.setup.standing(tx));
    });
  }
}

/** A practice that the command line began is offered the assistant until it has a clinic. */
function isRunning({ running, clinics }: StandingSetup): boolean {
  return running ?? clinics === 0;
}

function viewOf(standing: StandingSetup): SetupView {
  const { practice, leftOut, running: _running, ...counts } = standing;
  return { practice, ...setupProgress(counts, leftOut), running: isRunning(standing), counts };
}
