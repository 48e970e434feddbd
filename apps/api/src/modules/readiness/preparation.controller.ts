import { Controller, Get, Param } from '@nestjs/common';
import type { PreparationSheetView } from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { PathId } from '../../platform/http/path-id.js';
import { PreparationService } from './preparation.service.js';

@Controller()
export class PreparationController {
  constructor(private readonly preparation: PreparationService) {}

  @Can('readiness', 'read')
  @Get('sessions/:id/preparation-sheet')
  one(@CurrentMember() member: MemberPrincipal, @PathId('id') id: string): Promise<PreparationSheetView> {
    return this.preparation.ofSession(member, id);
  }

  @Can('readiness', 'read')
  @Get('clinics/:clinicId/days/:date/preparation-sheets')
  day(
    @CurrentMember() member: MemberPrincipal,
    @PathId('clinicId') clinicId: string,
    @Param('date') date: string,
  ): Promise<PreparationSheetView[]> {
    return this.preparation.ofDay(member, clinicId, date);
  }
}
