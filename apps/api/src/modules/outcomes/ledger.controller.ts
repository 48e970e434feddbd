import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import {
  RecordExternalSteroidRequest,
  WithdrawSteroidRequest,
  type PatientLedgerView,
} from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { PathId } from '../../platform/http/path-id.js';
import { IdempotencyKey, IfMatch, type Once } from '../../platform/http/preconditions.js';
import { LedgerService } from './ledger.service.js';

@Controller()
export class LedgerController {
  constructor(private readonly ledgers: LedgerService) {}

  @Can('ledger', 'read')
  @Get('patients/:id/ledger')
  ofPatient(
    @CurrentMember() member: MemberPrincipal,
    @PathId() patientId: string,
  ): Promise<PatientLedgerView> {
    return this.ledgers.ofPatient(member, patientId);
  }

  @Can('ledger', 'record')
  @Post('patients/:id/steroids')
  record(
    @CurrentMember() member: MemberPrincipal,
    @IdempotencyKey() once: Once,
    @PathId() patientId: string,
    @Body() request: RecordExternalSteroidRequest,
  ): Promise<PatientLedgerView> {
    return this.ledgers.record(member, once, patientId, request);
  }

  @Can('ledger', 'record')
  @Post('steroids/:id/withdrawal')
  @HttpCode(200)
  withdraw(
    @CurrentMember() member: MemberPrincipal,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() request: WithdrawSteroidRequest,
  ): Promise<PatientLedgerView> {
    return this.ledgers.withdraw(member, id, version, request);
  }
}
