import { Body, Controller, Get, Post } from '@nestjs/common';
import {
  AmendInjectionRequest,
  RecordInjectionRequest,
  type InjectionView,
  type RecordedInjectionView,
} from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { PathId } from '../../platform/http/path-id.js';
import { IdempotencyKey, IfMatch, type Once } from '../../platform/http/preconditions.js';
import { InjectionService } from './injection.service.js';

@Controller()
export class InjectionController {
  constructor(private readonly injections: InjectionService) {}

  @Can('injection', 'read')
  @Get('sessions/:id/injections')
  ofSession(@CurrentMember() member: MemberPrincipal, @PathId() sessionId: string): Promise<InjectionView[]> {
    return this.injections.ofSession(member, sessionId);
  }

  @Can('injection', 'record')
  @Post('sessions/:id/injections')
  record(
    @CurrentMember() member: MemberPrincipal,
    @IdempotencyKey() once: Once,
    @PathId() sessionId: string,
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
    @PathId() id: string,
    @Body() request: AmendInjectionRequest,
  ): Promise<RecordedInjectionView> {
    return this.injections.amend(member, once, id, version, request);
  }
}
