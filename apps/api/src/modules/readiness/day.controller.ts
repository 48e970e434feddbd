import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { StepSessionRequest, UndoStepRequest, type SessionView } from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { PathId } from '../../platform/http/path-id.js';
import { IdempotencyKey, IfMatch, type Once } from '../../platform/http/preconditions.js';
import { DayService } from './day.service.js';

/** The steps of a visit stand here, because the hard stops are asked before they are taken. */
@Controller('sessions')
export class DayController {
  constructor(private readonly day: DayService) {}

  /** Which of the steps a role may take depends on the step; the service asks the matrix again. */
  @Can('session', 'read')
  @Post(':id/steps')
  @HttpCode(200)
  step(
    @CurrentMember() member: MemberPrincipal,
    @PathId('id') id: string,
    @IdempotencyKey() once: Once,
    @IfMatch() version: number,
    @Body() request: StepSessionRequest,
  ): Promise<SessionView> {
    return this.day.step(member, once, id, version, request);
  }

  /** Whoever may take the step may take it back. */
  @Can('session', 'read')
  @Post(':id/steps/undo')
  @HttpCode(200)
  undoStep(
    @CurrentMember() member: MemberPrincipal,
    @PathId('id') id: string,
    @IdempotencyKey() once: Once,
    @IfMatch() version: number,
    @Body() request: UndoStepRequest,
  ): Promise<SessionView> {
    return this.day.undoStep(member, once, id, version, request);
  }
}
