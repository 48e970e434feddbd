import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  PreviewReadinessRequest,
  RecordEvidenceRequest,
  RecordManyEvidenceRequest,
  WaiversQuery,
  type DayReadinessView,
  type ManyEvidenceView,
  type ReadinessPreviewView,
  type SedativeCheckView,
  type SessionReadinessView,
  type WaiverCountView,
} from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { PathId } from '../../platform/http/path-id.js';
import { IdempotencyKey, type Once } from '../../platform/http/preconditions.js';
import { ReadinessService } from './readiness.service.js';

@Controller()
export class ReadinessController {
  constructor(private readonly readiness: ReadinessService) {}

  @Can('readiness', 'read')
  @Get('sessions/:id/readiness')
  one(@CurrentMember() member: MemberPrincipal, @PathId('id') id: string): Promise<SessionReadinessView> {
    return this.readiness.one(member, id);
  }

  /** What another time or another sedation would ask for anew; asked by the dialogs of a move and of sedation. */
  @Can('readiness', 'read')
  @Post('sessions/:id/readiness/previews')
  @HttpCode(200)
  preview(
    @CurrentMember() member: MemberPrincipal,
    @PathId('id') id: string,
    @Body() request: PreviewReadinessRequest,
  ): Promise<ReadinessPreviewView> {
    return this.readiness.preview(member, id, request);
  }

  /** Who may record what depends on the kind; the service asks the matrix again. */
  @Can('readiness', 'record-desk')
  @Post('sessions/:id/evidence')
  @HttpCode(200)
  record(
    @CurrentMember() member: MemberPrincipal,
    @PathId('id') id: string,
    @IdempotencyKey() once: Once,
    @Body() request: RecordEvidenceRequest,
  ): Promise<SessionReadinessView> {
    return this.readiness.record(member, once, id, request);
  }

  @Can('readiness', 'record-desk')
  @Post('readiness/evidence')
  @HttpCode(200)
  recordMany(
    @CurrentMember() member: MemberPrincipal,
    @IdempotencyKey() once: Once,
    @Body() request: RecordManyEvidenceRequest,
  ): Promise<ManyEvidenceView> {
    return this.readiness.recordMany(member, once, request);
  }

  @Can('session', 'advance')
  @Post('sessions/:id/sedative-checks')
  @HttpCode(200)
  checkSedative(
    @CurrentMember() member: MemberPrincipal,
    @PathId('id') id: string,
  ): Promise<SedativeCheckView> {
    return this.readiness.checkSedative(member, id);
  }

  @Can('readiness', 'read')
  @Get('clinics/:clinicId/days/:date/readiness')
  day(
    @CurrentMember() member: MemberPrincipal,
    @PathId('clinicId') clinicId: string,
    @Param('date') date: string,
  ): Promise<DayReadinessView> {
    return this.readiness.day(member, clinicId, date);
  }

  /** Counts by kind and member, and of no patient (hazard H18). */
  @Can('report', 'operational')
  @Get('readiness/waivers')
  waivers(
    @CurrentMember() member: MemberPrincipal,
    @Query() asked: WaiversQuery,
  ): Promise<WaiverCountView[]> {
    return this.readiness.waivers(member, asked);
  }
}
