import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { DecideRequest, type SeriesDecisionsView } from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { PathId } from '../../platform/http/path-id.js';
import { IdempotencyKey, IfMatch, type Once } from '../../platform/http/preconditions.js';
import { DecisionService } from './decision.service.js';

/** After each injection: what it did, what each word would do, and the word itself. */
@Controller('series/:id/decisions')
export class DecisionController {
  constructor(private readonly decisions: DecisionService) {}

  @Can('relief', 'read')
  @Get()
  ofSeries(@CurrentMember() member: MemberPrincipal, @PathId() id: string): Promise<SeriesDecisionsView> {
    return this.decisions.ofSeries(member, id);
  }

  @Can('series', 'decide')
  @Post()
  decide(
    @CurrentMember() member: MemberPrincipal,
    @PathId() id: string,
    @IdempotencyKey() once: Once,
    @IfMatch() version: number,
    @Body() request: DecideRequest,
  ): Promise<SeriesDecisionsView> {
    return this.decisions.decide(member, once, id, version, request);
  }

  @Can('series', 'decide')
  @Post('undo')
  @HttpCode(200)
  undo(
    @CurrentMember() member: MemberPrincipal,
    @PathId() id: string,
    @IdempotencyKey() once: Once,
    @IfMatch() version: number,
  ): Promise<SeriesDecisionsView> {
    return this.decisions.undo(member, once, id, version);
  }
}
