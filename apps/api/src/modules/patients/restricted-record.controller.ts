import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import {
  LiftRestrictionRequest,
  OpenRecordRequest,
  RecordOpeningsQuery,
  RestrictRecordRequest,
  ReviewOpeningRequest,
  type PatientAccessView,
  type RecordOpeningsView,
  type RecordOpeningView,
} from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { PathId } from '../../platform/http/path-id.js';
import { IdempotencyKey, IfMatch, type Once } from '../../platform/http/preconditions.js';
import { RestrictedRecordService } from './restricted-record.service.js';

@Controller()
export class RestrictedRecordController {
  constructor(private readonly records: RestrictedRecordService) {}

  @Can('record-restriction', 'place')
  @Post('patients/:id/restrictions')
  restrict(
    @CurrentMember() member: MemberPrincipal,
    @IdempotencyKey() once: Once,
    @PathId() id: string,
    @Body() request: RestrictRecordRequest,
  ): Promise<PatientAccessView> {
    return this.records.restrict(member, once, id, request);
  }

  @Can('record-restriction', 'lift')
  @Post('record-restrictions/:id/lifting')
  @HttpCode(200)
  lift(
    @CurrentMember() member: MemberPrincipal,
    @IdempotencyKey() once: Once,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() request: LiftRestrictionRequest,
  ): Promise<PatientAccessView> {
    return this.records.lift(member, once, id, version, request);
  }

  @Can('record-opening', 'open')
  @Post('patients/:id/record-openings')
  open(
    @CurrentMember() member: MemberPrincipal,
    @IdempotencyKey() once: Once,
    @PathId() id: string,
    @Body() request: OpenRecordRequest,
  ): Promise<PatientAccessView> {
    return this.records.open(member, once, id, request);
  }

  @Can('record-opening', 'end')
  @Post('record-openings/:id/end')
  @HttpCode(200)
  end(
    @CurrentMember() member: MemberPrincipal,
    @IdempotencyKey() once: Once,
    @PathId() id: string,
    @IfMatch() version: number,
  ): Promise<PatientAccessView> {
    return this.records.end(member, once, id, version);
  }

  @Can('record-opening', 'read')
  @Get('record-openings')
  page(
    @CurrentMember() member: MemberPrincipal,
    @Query() query: RecordOpeningsQuery,
  ): Promise<RecordOpeningsView> {
    return this.records.page(member, query);
  }

  @Can('record-opening', 'review')
  @Post('record-openings/:id/review')
  @HttpCode(200)
  review(
    @CurrentMember() member: MemberPrincipal,
    @IdempotencyKey() once: Once,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() request: ReviewOpeningRequest,
  ): Promise<RecordOpeningView> {
    return this.records.review(member, once, id, version, request);
  }
}
