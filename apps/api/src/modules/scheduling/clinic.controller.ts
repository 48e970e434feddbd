import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { NextDayQuery, type ClinicView, type CompactDayView, type NextDayView } from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import type { JsonText } from '../../platform/http/json-text.js';
import { PathId } from '../../platform/http/path-id.js';
import { ClinicService } from './clinic.service.js';

@Controller('clinics')
export class ClinicController {
  constructor(private readonly clinics: ClinicService) {}

  @Can('clinic', 'read')
  @Get()
  all(@CurrentMember() member: MemberPrincipal): Promise<ClinicView[]> {
    return this.clinics.all(member);
  }

  /** Where a clinic's book goes on. It tells of no patient, so it leaves no trace in the trail. */
  @Can('clinic', 'read')
  @Get(':clinicId/days/next')
  nextDay(
    @CurrentMember() member: MemberPrincipal,
    @PathId('clinicId') clinicId: string,
    @Query() { from }: NextDayQuery,
  ): Promise<NextDayView> {
    return this.clinics.nextDay(member, clinicId, from);
  }

  @Can('session', 'read')
  @Get(':clinicId/days/:date')
  @Header('Content-Type', 'application/json; charset=utf-8')
  day(
    @CurrentMember() member: MemberPrincipal,
    @PathId('clinicId') clinicId: string,
    @Param('date') date: string,
  ): Promise<JsonText<CompactDayView>> {
    return this.clinics.day(member, clinicId, date);
  }
}
