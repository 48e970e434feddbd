import { Body, Controller, Get, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { AmendInjectionRequest, RecordInjectionRequest, type InjectionView, type RecordedInjectionView } from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { IdempotencyKey, IfMatch, type Once } from '../../platform/http/preconditions.js';
import { InjectionService } from './injection.service.js';

@Controller()
export class InjectionController {
  constructor(private readonly injections: InjectionService) {}

  @Can('injection', 'read')
  @Get('sessions/:id/injections')
  ofSession(@CurrentMember() member: MemberPrincipal, @Param('id', ParseUUIDPipe) sessionId: string): Promise<InjectionView[]> {
    return this.injections.ofSession(member, sessionId);
  }

  @Can('injection', 'record')
  @Post('sessions/:id/injections')
  record(
    @CurrentMember() member: MemberPrincipal,
    @IdempotencyKey() once: Once,
    @Param('id', ParseUUIDPipe) sessionId: string,
    @Body() request: RecordInjectionRequest,
  ): Promise<RecordedInjectionView> {
    return this.injections.record(member, once, sessionId, request);
  }

  @Can('injection', 'amend')
  @Post('injections/:id/amendments')
  amend(
    @CurrentMember() member: MemberPrincipal,
    @IdempotencyKey() once: Once,
    @IfMatch() version: number,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() request: AmendInjectionRequest,
  ): Promise<RecordedInjectionView> {
    return this.injections.amend(member, once, id, version, request);
  }
}
