import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import {
  DuplicatesQuery,
  ReverseMergeRequest,
  TellApartRequest,
  type PatientDistinctionsView,
  type PatientDistinctionView,
} from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { PathId } from '../../platform/http/path-id.js';
import { IdempotencyKey, IfMatch, type Once } from '../../platform/http/preconditions.js';
import { PatientDistinctionService } from './patient-distinction.service.js';

@Controller('patient-distinctions')
export class PatientDistinctionController {
  constructor(private readonly distinctions: PatientDistinctionService) {}

  @Can('patient-merge', 'read')
  @Get()
  page(
    @CurrentMember() member: MemberPrincipal,
    @Query() { cursor }: DuplicatesQuery,
  ): Promise<PatientDistinctionsView> {
    return this.distinctions.page(member, cursor ?? null);
  }

  @Can('patient-merge', 'join')
  @Post()
  tellApart(
    @CurrentMember() member: MemberPrincipal,
    @IdempotencyKey() once: Once,
    @Body() request: TellApartRequest,
  ): Promise<PatientDistinctionView> {
    return this.distinctions.tellApart(member, once, request);
  }

  @Can('patient-merge', 'take-back')
  @Post(':id/withdrawal')
  @HttpCode(200)
  withdraw(
    @CurrentMember() member: MemberPrincipal,
    @IdempotencyKey() once: Once,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() { reason }: ReverseMergeRequest,
  ): Promise<PatientDistinctionView> {
    return this.distinctions.withdraw(member, once, id, version, reason);
  }
}
