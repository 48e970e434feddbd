import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import {
  DuplicatesQuery,
  JoinPatientsRequest,
  MergePreviewQuery,
  ReverseMergeRequest,
  type DuplicatesView,
  type MergePreviewView,
  type PatientMergeView,
} from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { PathId } from '../../platform/http/path-id.js';
import { IdempotencyKey, IfMatch, type Once } from '../../platform/http/preconditions.js';
import { PatientMergeService } from './patient-merge.service.js';

@Controller()
export class PatientMergeController {
  constructor(private readonly merges: PatientMergeService) {}

  @Can('patient-merge', 'read')
  @Get('patient-duplicates')
  duplicates(
    @CurrentMember() member: MemberPrincipal,
    @Query() { cursor }: DuplicatesQuery,
  ): Promise<DuplicatesView> {
    return this.merges.duplicates(member, cursor ?? null);
  }

  @Can('patient-merge', 'read')
  @Get('patient-merges/preview')
  preview(
    @CurrentMember() member: MemberPrincipal,
    @Query() { keptId, joinedId }: MergePreviewQuery,
  ): Promise<MergePreviewView> {
    return this.merges.preview(member, keptId, joinedId);
  }

  @Can('patient-merge', 'join')
  @Post('patient-merges')
  join(
    @CurrentMember() member: MemberPrincipal,
    @IdempotencyKey() once: Once,
    @Body() request: JoinPatientsRequest,
  ): Promise<PatientMergeView> {
    return this.merges.join(member, once, request);
  }

  @Can('patient-merge', 'take-back')
  @Post('patient-merges/:id/reversal')
  reverse(
    @CurrentMember() member: MemberPrincipal,
    @IdempotencyKey() once: Once,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() { reason }: ReverseMergeRequest,
  ): Promise<PatientMergeView> {
    return this.merges.reverse(member, once, id, version, reason);
  }

  @Can('patient-merge', 'read')
  @Get('patients/:id/merges')
  ofPatient(
    @CurrentMember() member: MemberPrincipal,
    @PathId() id: string,
  ): Promise<readonly PatientMergeView[]> {
    return this.merges.ofPatient(member, id);
  }
}
