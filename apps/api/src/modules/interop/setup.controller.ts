import { Body, Controller, Get, Put } from '@nestjs/common';
import { SetOmissionsRequest, SetRunningRequest, type SetupView } from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { SetupService } from './setup.service.js';

/** The way of a new practice; each of its steps is a setting like any other, with the calls of that setting. */
@Controller('setup')
export class SetupController {
  constructor(private readonly setup: SetupService) {}

  @Can('setup', 'read')
  @Get()
  look(@CurrentMember() member: MemberPrincipal): Promise<SetupView> {
    return this.setup.look(member);
  }

  @Can('setup', 'change')
  @Put('omissions')
  setOmissions(
    @CurrentMember() member: MemberPrincipal,
    @Body() { leftOut }: SetOmissionsRequest,
  ): Promise<SetupView> {
    return this.setup.setOmissions(member, leftOut);
  }

  @Can('setup', 'change')
  @Put('running')
  setRunning(
    @CurrentMember() member: MemberPrincipal,
    @Body() { running }: SetRunningRequest,
  ): Promise<SetupView> {
    return this.setup.setRunning(member, running);
  }
}
