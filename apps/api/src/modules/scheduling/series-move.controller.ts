import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import {
  MoveInSeriesRequest,
  PreviewMoveRequest,
  type MovedSessionsView,
  type MovePreviewView,
} from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { PathId } from '../../platform/http/path-id.js';
import { IdempotencyKey, IfMatch, type Once } from '../../platform/http/preconditions.js';
import { SeriesMoveService } from './series-move.service.js';

@Controller('sessions')
export class SeriesMoveController {
  constructor(private readonly moves: SeriesMoveService) {}

  @Can('session', 'move')
  @Post(':id/moves/preview')
  @HttpCode(200)
  preview(
    @CurrentMember() member: MemberPrincipal,
    @PathId('id') id: string,
    @Body() request: PreviewMoveRequest,
  ): Promise<MovePreviewView> {
    return this.moves.preview(member, id, request);
  }

  @Can('session', 'move')
  @Post(':id/moves')
  @HttpCode(200)
  move(
    @CurrentMember() member: MemberPrincipal,
    @PathId('id') id: string,
    @IdempotencyKey() once: Once,
    @IfMatch() version: number,
    @Body() request: MoveInSeriesRequest,
  ): Promise<MovedSessionsView> {
    return this.moves.move(member, once, id, version, request);
  }
}
