import { Body, Controller, Get, Post } from '@nestjs/common';
import { RecordArrivalRequest, type ArrivalStateView } from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { PathId } from '../../platform/http/path-id.js';
import { IdempotencyKey, type Once } from '../../platform/http/preconditions.js';
import { ArrivalService } from './arrival.service.js';

@Controller('sessions/:id')
export class ArrivalController {
  constructor(private readonly arrivals: ArrivalService) {}

  @Can('arrival', 'read')
  @Get('arrival')
  ofSession(
    @CurrentMember() member: MemberPrincipal,
    @PathId() sessionId: string,
  ): Promise<ArrivalStateView> {
    return this.arrivals.ofSession(member, sessionId);
  }

  @Can('arrival', 'record')
  @Post('arrivals')
  record(
    @CurrentMember() member: MemberPrincipal,
    @IdempotencyKey() once: Once,
    @PathId() sessionId: string,
    @Body() request: RecordArrivalRequest,
  ): Promise<ArrivalStateView> {
    return this.arrivals.record(member, once, sessionId, request);
  }
}
