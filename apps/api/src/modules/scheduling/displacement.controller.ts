import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import {
  DisplacementQuery,
  SettleDisplacementRequest,
  type DisplacementSettledView,
  type DisplacementView,
} from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { PathId } from '../../platform/http/path-id.js';
import { IdempotencyKey, IfMatch, type Once } from '../../platform/http/preconditions.js';
import { DisplacementService } from './displacement.service.js';

/** The desk for a day that does not go as planned. Who may move sessions is asked for by the service. */
@Controller()
export class DisplacementController {
  constructor(private readonly displacements: DisplacementService) {}

  @Can('displacement', 'read')
  @Get('clinics/:clinicId/displacement')
  look(
    @CurrentMember() member: MemberPrincipal,
    @PathId('clinicId') clinicId: string,
    @Query() query: DisplacementQuery,
  ): Promise<DisplacementView> {
    return this.displacements.look(member, clinicId, query);
  }

  @Can('displacement', 'close')
  @Post('clinics/:clinicId/displacement-settlements')
  @HttpCode(200)
  settle(
    @CurrentMember() member: MemberPrincipal,
    @PathId('clinicId') clinicId: string,
    @IdempotencyKey() once: Once,
    @Body() request: SettleDisplacementRequest,
  ): Promise<DisplacementSettledView> {
    return this.displacements.settle(member, once, clinicId, request);
  }

  @Can('displacement', 'close')
  @Post('displacements/:id/reopenings')
  @HttpCode(200)
  reopen(
    @CurrentMember() member: MemberPrincipal,
    @PathId('id') id: string,
    @IdempotencyKey() once: Once,
    @IfMatch() version: number,
  ): Promise<{ readonly id: string }> {
    return this.displacements.reopen(member, once, id, version);
  }
}
