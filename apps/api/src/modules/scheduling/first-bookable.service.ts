import { Injectable } from '@nestjs/common';
import { exclusionTitle, type FirstBookableView } from '@lull/contracts';
import {
  addCivilDays,
  civilDateAt,
  civilDay,
  clockText,
  firstBookable,
  searchWeeks,
  withoutLimits,
} from '@lull/domain';
import { Database } from '../../platform/database/database.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { notFound } from '../../platform/errors.js';
import { lookAround } from './booking-facts.repository.js';
import { FirstBookableRepository } from './first-bookable.repository.js';
import { SlotFactsRepository, type SlotsAsked } from './slot-facts.repository.js';

/** No series has it. */
const nobodys = '00000000-0000-4000-8000-000000000000';
const mostInTheWay = 3;

/** The first time at which a new clinic could be booked, by the search that every booking uses. */
@Injectable()
export class FirstBookableService {
  constructor(
    private readonly database: Database,
    private readonly facts: SlotFactsRepository,
    private readonly first: FirstBookableRepository,
  ) {}

  look(member: MemberPrincipal, clinicId: string): Promise<FirstBookableView> {
    return this.database.run(member, async (tx) => {
      const asked: SlotsAsked = {
        clinicId,
        seriesId: nobodys,
        physicianId: null,
        sedation: null,
        sessionId: null,
      };
      const { zone } = await this.facts.series(tx, asked);
      if (zone === null) throw notFound('clinic');
      const visit = await this.first.visit(tx);
      if (visit === undefined) return { slot: null, inTheWay: ['There is no procedure yet'] };
      const now = tx.now.epochMilliseconds;
      const tomorrow = addCivilDays(civilDateAt(now, zone), 1);
      const between = {
        start: civilDay(tomorrow, zone).start,
        end: civilDay(addCivilDays(tomorrow, searchWeeks * 7 - 1), zone).end,
      };
      const book = await this.facts.book(tx, asked, lookAround(between));
      const { settings } = book;
      const { slot, excluded } = firstBookable({
        now,
        calendar: {
          zone,
          openingHours: settings.openingHours,
          blockTimes: settings.blockTimes,
          closures: book.closures,
        },
        profile: { procedureType: visit.procedureCode, sedation: visit.sedation, stages: visit.stages },
        durationMinutes: visit.durationMinutes,
        pool: settings.resources.filter(({ kind }) => kind !== 'room' && kind !== 'physician'),
        holds: book.holds,
        limits: { ...(settings.limits ?? withoutLimits), sessions: book.counted },
        rooms: settings.resources.filter(({ kind }) => kind === 'room'),
        physicians: book.physicians.length > 0 ? book.physicians : await this.first.physicians(tx, clinicId),
        from: between.start,
        until: between.end,
      });
      return {
        slot: slot && {
          date: civilDateAt(slot.start, zone),
          start: { at: slot.start, text: clockText(slot.start, zone) },
          roomName: slot.room.name,
          physicianName: slot.physician.name,
          procedureCode: visit.procedureCode,
          sedation: visit.sedation,
        },
        inTheWay: excluded
          .slice(0, mostInTheWay)
          .map(({ code, resourceKind }) => exclusionTitle(code, resourceKind)),
      };
    });
  }
}
