import { Controller, Get } from '@nestjs/common';
import type { FirstBookableView } from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { PathId } from '../../platform/http/path-id.js';
import { FirstBookableService } from './first-bookable.service.js';

/** Whether a clinic can be booked at all, before it has a patient. */
@Controller('clinics/:clinicId/first-bookable')
export class FirstBookableController {
  constructor(private readonly bookable: FirstBookableService) {}

  @Can('setup', 'read')
  @Get()
  look(
    @CurrentMember() member: MemberPrincipal,
    @PathId('clinicId') clinicId: string,
  ): Promise<FirstBookableView> {
    return this.bookable.look(member, clinicId);
  }
}
