import { Body, Controller, Get, Post } from '@nestjs/common';
import { RecordVitalSignsRequest, type VitalSignsStateView } from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { PathId } from '../../platform/http/path-id.js';
import { IdempotencyKey, type Once } from '../../platform/http/preconditions.js';
import { VitalSignsService } from './vital-signs.service.js';

@Controller('sessions/:id/vital-signs')
export class VitalSignsController {
  constructor(private readonly vitals: VitalSignsService) {}

  @Can('vital-signs', 'read')
  @Get()
  ofSession(
    @CurrentMember() member: MemberPrincipal,
    @PathId() sessionId: string,
  ): Promise<VitalSignsStateView> {
    return this.vitals.ofSession(member, sessionId);
  }

  @Can('vital-signs', 'record')
  @Post()
  record(
    @CurrentMember() member: MemberPrincipal,
    @IdempotencyKey() once: Once,
    @PathId() sessionId: string,
    @Body() request: RecordVitalSignsRequest,
  ): Promise<VitalSignsStateView> {
    return this.vitals.record(member, once, sessionId, request);
  }
}
