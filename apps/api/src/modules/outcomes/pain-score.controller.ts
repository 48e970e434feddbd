import { Body, Controller, Get, Post } from '@nestjs/common';
import { RecordPainScoresRequest, type DiaryStateView, type PainScoreView } from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { PathId } from '../../platform/http/path-id.js';
import { IdempotencyKey, type Once } from '../../platform/http/preconditions.js';
import { PainScoreService } from './pain-score.service.js';

@Controller('series/:id')
export class PainScoreController {
  constructor(private readonly scores: PainScoreService) {}

  @Can('pain-score', 'record')
  @Post('pain-scores')
  record(
    @CurrentMember() member: MemberPrincipal,
    @IdempotencyKey() once: Once,
    @PathId() seriesId: string,
    @Body() request: RecordPainScoresRequest,
  ): Promise<PainScoreView[]> {
    return this.scores.record(member, once, seriesId, request);
  }

  @Can('pain-score', 'read')
  @Get('pain-scores')
  ofSeries(@CurrentMember() member: MemberPrincipal, @PathId() seriesId: string): Promise<PainScoreView[]> {
    return this.scores.ofSeries(member, seriesId);
  }

  @Can('pain-score', 'read-overdue')
  @Get('diary-state')
  diaryState(@CurrentMember() member: MemberPrincipal, @PathId() seriesId: string): Promise<DiaryStateView> {
    return this.scores.diaryState(member, seriesId);
  }
}
