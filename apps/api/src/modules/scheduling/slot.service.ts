import { Injectable } from '@nestjs/common';
import type { FindSlotsRequest, SlotsView } from '@lull/contracts';
import type { Weekday } from '@lull/domain';
import { Database } from '../../platform/database/database.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { SlotFinder, type SlotWish } from './slot-finder.js';
import { slotsView } from './slot.view.js';

const usualCount = 3;

/** When the next session of a series could be, the best first, and why not otherwise. */
@Injectable()
export class SlotService {
  constructor(
    private readonly database: Database,
    private readonly finder: SlotFinder,
  ) {}

  find(member: MemberPrincipal, request: FindSlotsRequest): Promise<SlotsView> {
    return this.database.run(member, async (tx) => {
      const answer = await this.finder.best(tx, wishOf(request), request.count ?? usualCount);
      // A search tells when the patient is busy, and the preparation of this very patient.
      tx.read({
        resource: 'series',
        resourceId: request.seriesId,
        patientIds: [answer.patientId],
        detail: { purpose: 'slots' },
      });
      return slotsView(answer);
    });
  }
}

function wishOf(request: FindSlotsRequest): SlotWish {
  return {
    seriesId: request.seriesId,
    clinicId: request.clinicId,
    physicianId: request.physicianId ?? null,
    roomId: request.roomId ?? null,
    sedation: request.sedation ?? null,
    durationMinutes: request.durationMinutes ?? null,
    weekdays: (request.weekdays ?? []).filter(isWeekday),
    halfOfDay: request.halfOfDay ?? null,
    sessionId: null,
    from: request.from ?? null,
    until: request.until ?? null,
  };
}

function isWeekday(day: number): day is Weekday {
  return Number.isInteger(day) && day >= 1 && day <= 7;
}
