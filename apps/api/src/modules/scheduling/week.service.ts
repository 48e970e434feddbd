import { Injectable } from '@nestjs/common';
import type { MonthView, WeekView } from '@lull/contracts';
import {
  addCivilDays,
  civilDatesBetween,
  civilDay,
  firstOfMonth,
  isCivilDate,
  mondayOf,
  type CivilDate,
} from '@lull/domain';
import { Database } from '../../platform/database/database.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Refused } from '../../platform/errors.js';
import { ClinicRepository, type ClinicWeek } from './clinic.repository.js';
import { WeekRepository, type SpanUse } from './week.repository.js';
import { monthDay, weekDay } from './week.view.js';

/** How full a clinic's weeks and months are. */
@Injectable()
export class WeekService {
  constructor(
    private readonly database: Database,
    private readonly clinics: ClinicRepository,
    private readonly weeks: WeekRepository,
  ) {}

  async week(member: MemberPrincipal, clinicId: string, date: string): Promise<WeekView> {
    if (!isCivilDate(date)) throw new Refused({ code: 'parameter-malformed', facts: { name: 'date' } });
    const from = mondayOf(date);
    const to = addCivilDays(from, 6);
    const { week, use, now } = await this.span(member, clinicId, from, to);
    return {
      clinicId,
      timeZone: week.zone,
      from,
      to,
      usualRoomMinutes: use.usualRoomMinutes,
      days: civilDatesBetween(from, to).map((each) => weekDay(week, use, each, now)),
    };
  }

  async month(member: MemberPrincipal, clinicId: string, month: string): Promise<MonthView> {
    const from = `${month}-01`;
    if (!isCivilDate(from)) throw new Refused({ code: 'parameter-malformed', facts: { name: 'month' } });
    const to = addCivilDays(firstOfMonth(from, 1), -1);
    const { week, use, now } = await this.span(member, clinicId, from, to);
    return {
      clinicId,
      timeZone: week.zone,
      month,
      days: civilDatesBetween(from, to).map((each) => monthDay(week, use, each, now)),
    };
  }

  private span(
    member: MemberPrincipal,
    clinicId: string,
    from: CivilDate,
    to: CivilDate,
  ): Promise<{ week: ClinicWeek; use: SpanUse; now: number }> {
    return this.database.run(member, async (tx) => {
      const week = await this.clinics.week(tx, clinicId, from);
      const span = { start: civilDay(from, week.zone).start, end: civilDay(to, week.zone).end };
      const use = await this.weeks.spanUse(tx, clinicId, week.zone, span);
      return { week, use, now: tx.now.epochMilliseconds };
    });
  }
}
