import { Body, Controller, Get, HttpCode, Patch, Post } from '@nestjs/common';
import {
  CreateSeriesRequest,
  StepSeriesRequest,
  UpdateSeriesRequest,
  type PlannedSeriesView,
  type SeriesView,
} from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { PathId } from '../../platform/http/path-id.js';
import { IdempotencyKey, IfMatch, type Once } from '../../platform/http/preconditions.js';
import { SeriesService } from './series.service.js';

@Controller()
export class SeriesController {
  constructor(private readonly series: SeriesService) {}

  @Can('series', 'propose', 'create')
  @Post('series')
  create(
    @CurrentMember() member: MemberPrincipal,
    @IdempotencyKey() once: Once,
    @Body() request: CreateSeriesRequest,
  ): Promise<PlannedSeriesView> {
    return this.series.create(member, once, request);
  }

  @Can('series', 'read')
  @Get('series/:id')
  one(@CurrentMember() member: MemberPrincipal, @PathId() id: string): Promise<SeriesView> {
    return this.series.one(member, id);
  }

  @Can('series', 'read')
  @Get('patients/:id/series')
  ofPatient(@CurrentMember() member: MemberPrincipal, @PathId() patientId: string): Promise<SeriesView[]> {
    return this.series.ofPatient(member, patientId);
  }

  @Can('series', 'change')
  @Patch('series/:id')
  change(
    @CurrentMember() member: MemberPrincipal,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() request: UpdateSeriesRequest,
  ): Promise<PlannedSeriesView> {
    return this.series.change(member, id, version, request);
  }

  @Can('series', 'decide')
  @Post('series/:id/steps')
  @HttpCode(200)
  step(
    @CurrentMember() member: MemberPrincipal,
    @PathId() id: string,
    @IdempotencyKey() once: Once,
    @IfMatch() version: number,
    @Body() request: StepSeriesRequest,
  ): Promise<SeriesView> {
    return this.series.step(member, once, id, version, request);
  }
}
