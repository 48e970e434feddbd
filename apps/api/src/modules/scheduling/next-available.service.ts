import { Injectable } from '@nestjs/common';
import type { NextAvailableRow, NextAvailableView } from '@lull/contracts';
import { nextAvailable, nextAvailablePolicy, searchWeeks } from '@lull/domain';
import { Database, type Tx } from '../../platform/database/database.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { notFound } from '../../platform/errors.js';
import { NextAvailableRepository, type UsualKind } from './next-available.repository.js';
import { SlotFinder } from './slot-finder.js';

const searchedDays = searchWeeks * 7;
const { version, usualDays, mostKinds } = nextAvailablePolicy;
const definition = {
  name: 'Third next available',
  version,
  text: `Days by the clinic's calendar until the third of the free times from now on of which none overlaps another, for somebody new, in any room and with any physician of the clinic, by every rule of booking. Of the ${mostKinds} kinds of procedure planned most often in the last and the next ${usualDays} days. It is found anew each time and not kept: there is no period before.`,
};

/** How long somebody new would wait. It tells of no patient, so that it leaves no trace in the trail. */
@Injectable()
export class NextAvailableService {
  constructor(
    private readonly database: Database,
    private readonly kinds: NextAvailableRepository,
    private readonly finder: SlotFinder,
  ) {}

  view(member: MemberPrincipal, clinicId: string): Promise<NextAvailableView> {
    return this.database.run(member, async (tx) => {
      const timeZone = await this.kinds.zone(tx, clinicId);
      if (timeZone === null) throw notFound('clinic');
      const rows: NextAvailableRow[] = [];
      for (const kind of await this.kinds.usualKinds(tx, clinicId, usualDays, mostKinds))
        rows.push(await this.row(tx, clinicId, kind));
      return { timeZone, asOf: tx.now.epochMilliseconds, searchedDays, definition, rows };
    });
  }

  private async row(tx: Tx, clinicId: string, kind: UsualKind): Promise<NextAvailableRow> {
    const { procedureTypeId, procedureName, sedation, seriesId } = kind;
    const facts = await this.finder.forSomebodyNew(tx, {
      seriesId,
      clinicId,
      sedation,
      physicianId: null,
      roomId: null,
      durationMinutes: null,
      weekdays: [],
      halfOfDay: null,
      sessionId: null,
      from: null,
      until: null,
    });
    const { first, nth, days } = nextAvailable(facts);
    return { procedureTypeId, procedureName, sedation, first, third: nth, days };
  }
}
