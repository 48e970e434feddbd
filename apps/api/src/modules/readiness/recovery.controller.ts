import { Body, Controller, Get, Post } from '@nestjs/common';
import {
  RecordDischargeRequest,
  RecordProcedureStepsRequest,
  RecordRecoveryReadingRequest,
  type AfterCareView,
  type RecoveryView,
} from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { PathId } from '../../platform/http/path-id.js';
import { IdempotencyKey, type Once } from '../../platform/http/preconditions.js';
import { RecoveryService } from './recovery.service.js';

@Controller('sessions')
export class RecoveryController {
  constructor(private readonly recovery: RecoveryService) {}

  @Can('recovery', 'read')
  @Get(':id/recovery')
  one(@CurrentMember() member: MemberPrincipal, @PathId('id') id: string): Promise<RecoveryView> {
    return this.recovery.one(member, id);
  }

  @Can('recovery', 'read')
  @Get(':id/after-care')
  afterCare(@CurrentMember() member: MemberPrincipal, @PathId('id') id: string): Promise<AfterCareView> {
    return this.recovery.afterCare(member, id);
  }

  @Can('recovery', 'record')
  @Post(':id/procedure-steps')
  recordSteps(
    @CurrentMember() member: MemberPrincipal,
    @IdempotencyKey() once: Once,
    @PathId('id') id: string,
    @Body() request: RecordProcedureStepsRequest,
  ): Promise<RecoveryView> {
    return this.recovery.recordSteps(member, once, id, request);
  }

  @Can('recovery', 'record')
  @Post(':id/recovery-readings')
  recordReading(
    @CurrentMember() member: MemberPrincipal,
    @IdempotencyKey() once: Once,
    @PathId('id') id: string,
    @Body() request: RecordRecoveryReadingRequest,
  ): Promise<RecoveryView> {
    return this.recovery.recordReading(member, once, id, request);
  }

  @Can('recovery', 'discharge')
  @Post(':id/discharge')
  recordDischarge(
    @CurrentMember() member: MemberPrincipal,
    @IdempotencyKey() once: Once,
    @PathId('id') id: string,
    @Body() request: RecordDischargeRequest,
  ): Promise<RecoveryView> {
    return this.recovery.recordDischarge(member, once, id, request);
  }
}
