import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import {
  CloseFollowUpTaskRequest,
  ListFollowUpTasksRequest,
  type FollowUpTaskView,
  type Page,
  type SymptomEscalationsView,
} from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { PathId } from '../../platform/http/path-id.js';
import { IdempotencyKey, IfMatch, type Once } from '../../platform/http/preconditions.js';
import { FollowUpTaskService } from './follow-up-task.service.js';

@Controller('follow-up-tasks')
export class FollowUpTaskController {
  constructor(private readonly tasks: FollowUpTaskService) {}

  @Can('follow-up-task', 'read')
  @Get()
  page(
    @CurrentMember() member: MemberPrincipal,
    @Query() asked: ListFollowUpTasksRequest,
  ): Promise<Page<FollowUpTaskView>> {
    return this.tasks.page(member, asked);
  }

  @Can('escalation', 'read')
  @Get('escalations')
  escalations(@CurrentMember() member: MemberPrincipal): Promise<SymptomEscalationsView> {
    return this.tasks.escalations(member);
  }

  @Can('follow-up-task', 'close')
  @Post(':id/close')
  @HttpCode(200)
  close(
    @CurrentMember() member: MemberPrincipal,
    @PathId() id: string,
    @IdempotencyKey() once: Once,
    @IfMatch() version: number,
    @Body() request: CloseFollowUpTaskRequest,
  ): Promise<FollowUpTaskView> {
    return this.tasks.close(member, once, id, version, request);
  }
}
