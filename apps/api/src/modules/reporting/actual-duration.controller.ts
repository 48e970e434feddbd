import { Controller, Get } from '@nestjs/common';
import type { ActualDurationsView } from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { ActualDurationService } from './actual-duration.service.js';

@Controller('reports')
export class ActualDurationController {
  constructor(private readonly durations: ActualDurationService) {}

  @Can('report', 'operational')
  @Get('actual-durations')
  all(@CurrentMember() member: MemberPrincipal): Promise<ActualDurationsView> {
    return this.durations.all(member);
  }
}
