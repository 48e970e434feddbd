import { Body, Controller, Get, Post } from '@nestjs/common';
import { RecordInstrumentScoresRequest, type InstrumentScoreView } from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { PathId } from '../../platform/http/path-id.js';
import { IdempotencyKey, type Once } from '../../platform/http/preconditions.js';
import { InstrumentScoreService } from './instrument-score.service.js';

@Controller('series/:id/instrument-scores')
export class InstrumentScoreController {
  constructor(private readonly scores: InstrumentScoreService) {}

  @Can('pain-score', 'record')
  @Post()
  record(
    @CurrentMember() member: MemberPrincipal,
    @IdempotencyKey() once: Once,
    @PathId() seriesId: string,
    @Body() request: RecordInstrumentScoresRequest,
  ): Promise<InstrumentScoreView[]> {
    return this.scores.record(member, once, seriesId, request);
  }

  @Can('pain-score', 'read')
  @Get()
  ofSeries(
    @CurrentMember() member: MemberPrincipal,
    @PathId() seriesId: string,
  ): Promise<InstrumentScoreView[]> {
    return this.scores.ofSeries(member, seriesId);
  }
}
