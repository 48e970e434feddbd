import { Controller, Get, Param } from '@nestjs/common';
import type { MonthView, WeekView } from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { PathId } from '../../platform/http/path-id.js';
import { WeekService } from './week.service.js';

/** They tell of block time and counts, and of no patient, so they leave no trace in the trail. */
@Controller('clinics/:clinicId')
export class WeekController {
  constructor(private readonly weeks: WeekService) {}

  @Can('block-time', 'read')
  @Get('weeks/:date')
  week(
    @CurrentMember() member: MemberPrincipal,
    @PathId('clinicId') clinicId: string,
    @Param('date') date: string,
  ): Promise<WeekView> {
    return this.weeks.week(member, clinicId, date);
  }

  @Can('block-time', 'read')
  @Get('months/:month')
  month(
    @CurrentMember() member: MemberPrincipal,
    @PathId('clinicId') clinicId: string,
    @Param('month') month: string,
  ): Promise<MonthView> {
    return this.weeks.month(member, clinicId, month);
  }
}
