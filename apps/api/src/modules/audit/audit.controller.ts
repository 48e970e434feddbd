import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import {
  AuditEventsQuery,
  SearchAuditPatientRequest,
  type AuditChainView,
  type AuditEventView,
  type AuditPatientView,
  type Page,
} from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { AuditService } from './audit.service.js';

/** The trail, for the auditor. */
@Controller()
export class AuditController {
  constructor(private readonly audit: AuditService) {}

  @Can('audit', 'read')
  @Get('audit-events')
  events(
    @CurrentMember() member: MemberPrincipal,
    @Query() query: AuditEventsQuery,
  ): Promise<Page<AuditEventView>> {
    return this.audit.events(member, query);
  }

  @Can('audit', 'read')
  @Post('audit-patients/searches')
  @HttpCode(200)
  patient(
    @CurrentMember() member: MemberPrincipal,
    @Body() { mrn }: SearchAuditPatientRequest,
  ): Promise<AuditPatientView> {
    return this.audit.patient(member, mrn);
  }

  @Can('audit', 'read')
  @Get('audit-chain')
  chain(@CurrentMember() member: MemberPrincipal): Promise<AuditChainView> {
    return this.audit.newestChain(member);
  }
}
