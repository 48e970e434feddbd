import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ConfirmTimeOutRequest, WithdrawTimeOutRequest, type TimeOutStateView } from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { PathId } from '../../platform/http/path-id.js';
import { IdempotencyKey, type Once } from '../../platform/http/preconditions.js';
import { TimeOutService } from './time-out.service.js';

@Controller('sessions/:id/time-outs')
export class TimeOutController {
  constructor(private readonly timeOuts: TimeOutService) {}

  @Can('time-out', 'read')
  @Get()
  ofSession(
    @CurrentMember() member: MemberPrincipal,
    @PathId() sessionId: string,
  ): Promise<TimeOutStateView> {
    return this.timeOuts.ofSession(member, sessionId);
  }

  @Can('time-out', 'confirm')
  @Post()
  confirm(
    @CurrentMember() member: MemberPrincipal,
    @IdempotencyKey() once: Once,
    @PathId() sessionId: string,
    @Body() request: ConfirmTimeOutRequest,
  ): Promise<TimeOutStateView> {
    return this.timeOuts.confirm(member, once, sessionId, request);
  }

  @Can('time-out', 'confirm')
  @Post('withdrawals')
  @HttpCode(200)
  withdraw(
    @CurrentMember() member: MemberPrincipal,
    @IdempotencyKey() once: Once,
    @PathId() sessionId: string,
    @Body() request: WithdrawTimeOutRequest,
  ): Promise<TimeOutStateView> {
    return this.timeOuts.withdraw(member, once, sessionId, request);
  }
}
