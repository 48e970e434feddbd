import { Controller, Get, Header, Param } from '@nestjs/common';
import type { ClinicView } from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
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

  /** A `DayView`, as the text that PostgreSQL and the view made of it. */
  @Can('session', 'read')
  @Get(':clinicId/days/:date')
  @Header('Content-Type', 'application/json; charset=utf-8')
  day(
    @CurrentMember() member: MemberPrincipal,
    @PathId('clinicId') clinicId: string,
    @Param('date') date: string,
  ): Promise<string> {
    return this.clinics.day(member, clinicId, date);
  }
}
