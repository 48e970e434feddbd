import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { RecordClinicalFlagRequest, type ClinicalFlagView } from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { PathId } from '../../platform/http/path-id.js';
import { IdempotencyKey, IfMatch, type Once } from '../../platform/http/preconditions.js';
import { ClinicalFlagService } from './clinical-flag.service.js';

@Controller('patients/:id/clinical-flags')
export class ClinicalFlagController {
  constructor(private readonly flags: ClinicalFlagService) {}

  @Can('clinical-flag', 'record')
  @Post()
  record(
    @CurrentMember() member: MemberPrincipal,
    @PathId() patientId: string,
    @IdempotencyKey() once: Once,
    @Body() request: RecordClinicalFlagRequest,
  ): Promise<ClinicalFlagView> {
    return this.flags.record(member, once, patientId, request);
  }

  @Can('clinical-flag', 'record')
  @Post(':flagId/end')
  @HttpCode(200)
  end(
    @CurrentMember() member: MemberPrincipal,
    @PathId() patientId: string,
    @PathId('flagId') flagId: string,
    @IdempotencyKey() once: Once,
    @IfMatch() version: number,
  ): Promise<ClinicalFlagView> {
    return this.flags.end(member, once, patientId, flagId, version);
  }
}
