import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import {
  BookSessionRequest,
  CancelSessionRequest,
  CheckSessionRequest,
  FindSlotsRequest,
  MoveSessionRequest,
  PreviewSedationRequest,
  type SedationPreviewView,
  type SessionCheckView,
  type SessionView,
  type SlotsView,
} from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { PathId } from '../../platform/http/path-id.js';
import { IdempotencyKey, IfMatch, type Once } from '../../platform/http/preconditions.js';
import { SessionCheckService } from './session-check.service.js';
import { SessionSedationService } from './session-sedation.service.js';
import { SessionService } from './session.service.js';
import { SlotService } from './slot.service.js';

@Controller('sessions')
export class SessionController {
  constructor(
    private readonly sessions: SessionService,
    private readonly checks: SessionCheckService,
    private readonly finder: SlotService,
    private readonly sedations: SessionSedationService,
  ) {}

  @Can('session', 'book')
  @Post('checks')
  @HttpCode(200)
  check(
    @CurrentMember() member: MemberPrincipal,
    @Body() request: CheckSessionRequest,
  ): Promise<SessionCheckView> {
    return this.checks.check(member, request);
  }

  @Can('session', 'book')
  @Post('slots')
  @HttpCode(200)
  slots(@CurrentMember() member: MemberPrincipal, @Body() request: FindSlotsRequest): Promise<SlotsView> {
    return this.finder.find(member, request);
  }

  @Can('session', 'book')
  @Post()
  book(
    @CurrentMember() member: MemberPrincipal,
    @IdempotencyKey() once: Once,
    @Body() request: BookSessionRequest,
  ): Promise<SessionView> {
    return this.sessions.book(member, once, request);
  }

  @Can('session', 'read')
  @Get(':id')
  one(@CurrentMember() member: MemberPrincipal, @PathId('id') id: string): Promise<SessionView> {
    return this.sessions.one(member, id);
  }

  @Can('session', 'move')
  @Post(':id/move')
  @HttpCode(200)
  move(
    @CurrentMember() member: MemberPrincipal,
    @PathId('id') id: string,
    @IdempotencyKey() once: Once,
    @IfMatch() version: number,
    @Body() request: MoveSessionRequest,
  ): Promise<SessionView> {
    return this.sessions.move(member, once, id, version, request);
  }

  @Can('session', 'move')
  @Post(':id/sedation-previews')
  @HttpCode(200)
  previewSedation(
    @CurrentMember() member: MemberPrincipal,
    @PathId('id') id: string,
    @Body() request: PreviewSedationRequest,
  ): Promise<SedationPreviewView> {
    return this.sedations.preview(member, id, request);
  }

  @Can('session', 'cancel')
  @Post(':id/cancel')
  @HttpCode(200)
  cancel(
    @CurrentMember() member: MemberPrincipal,
    @PathId('id') id: string,
    @IdempotencyKey() once: Once,
    @IfMatch() version: number,
    @Body() request: CancelSessionRequest,
  ): Promise<SessionView> {
    return this.sessions.cancel(member, once, id, version, request);
  }

  /** Within a minute of the cancellation, as long as the time is free. */
  @Can('session', 'cancel')
  @Post(':id/restore')
  @HttpCode(200)
  restore(
    @CurrentMember() member: MemberPrincipal,
    @PathId('id') id: string,
    @IdempotencyKey() once: Once,
    @IfMatch() version: number,
  ): Promise<SessionView> {
    return this.sessions.restore(member, once, id, version);
  }
}
