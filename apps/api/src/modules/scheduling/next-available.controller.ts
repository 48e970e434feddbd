import { Controller, Get } from '@nestjs/common';
import type { NextAvailableView } from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { PathId } from '../../platform/http/path-id.js';
import { NextAvailableService } from './next-available.service.js';

@Controller('clinics/:clinicId/next-available')
export class NextAvailableController {
  constructor(private readonly available: NextAvailableService) {}

  @Can('report', 'operational')
  @Get()
  view(
    @CurrentMember() member: MemberPrincipal,
    @PathId('clinicId') clinicId: string,
  ): Promise<NextAvailableView> {
    return this.available.view(member, clinicId);
  }
}
