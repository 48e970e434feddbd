import { Injectable } from '@nestjs/common';
import { actualDurationPolicy, civilDateAt, Temporal } from '@lull/domain';
import type { ActualDurationsView } from '@lull/contracts';
import { Database } from '../../platform/database/database.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { ActualDurationRepository } from './actual-duration.repository.js';

/** DAY-40: how long patients really were in the room. */
@Injectable()
export class ActualDurationService {
  constructor(
    private readonly database: Database,
    private readonly stays: ActualDurationRepository,
  ) {}

  all(member: MemberPrincipal): Promise<ActualDurationsView> {
    const { leastVisits, monthsBack } = actualDurationPolicy;
    return this.database.run(member, async (tx) => {
      // A day more or less of a year's visits changes no median: the calendar of no clinic in particular.
      const today = civilDateAt(tx.now.epochMilliseconds, 'UTC');
      const since = Temporal.PlainDate.from(today).subtract({ months: monthsBack }).toString();
      return { since, leastVisits, durations: await this.stays.medians(tx, since, leastVisits) };
    });
  }
}
