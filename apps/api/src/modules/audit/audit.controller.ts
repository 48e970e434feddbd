import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import {
  AccessReportQuery,
  AuditEventsQuery,
  AuditFilterQuery,
  SearchAuditPatientRequest,
  type AccessReportView,
  type AuditChainView,
  type AuditMemberView,
  type AuditPageView,
  type AuditPatientView,
} from '@lull/contracts';
import type { Response } from 'express';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { answerCsv } from '../../platform/http/csv-answer.js';
import { PathId } from '../../platform/http/path-id.js';
import { AccessReportService } from './access-report.service.js';
import { auditLines } from './audit-csv.js';
import { AuditSearchService } from './audit-search.service.js';
import { AuditService } from './audit.service.js';

/** The trail, for the auditor. */
@Controller()
export class AuditController {
  constructor(
    private readonly audit: AuditService,
    private readonly search: AuditSearchService,
    private readonly reports: AccessReportService,
  ) {}

  @Can('audit', 'read')
  @Get('audit-events')
  events(@CurrentMember() member: MemberPrincipal, @Query() query: AuditEventsQuery): Promise<AuditPageView> {
    return this.search.page(member, query);
  }

  @Can('audit', 'export')
  @ApiProduces('text/csv')
  @Get('audit-events.csv')
  async file(
    @CurrentMember() member: MemberPrincipal,
    @Query() query: AuditFilterQuery,
    @Res() response: Response,
  ): Promise<void> {
    const pages = await this.search.everyPage(member, query);
    await answerCsv(response, 'audit-trail.csv', auditLines(pages));
  }

  @Can('audit', 'read')
  @Get('audit-members')
  members(@CurrentMember() member: MemberPrincipal): Promise<readonly AuditMemberView[]> {
    return this.search.members(member);
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
  @Get('audit-patients/:id/access-report')
  accessReport(
    @CurrentMember() member: MemberPrincipal,
    @PathId() id: string,
    @Query() query: AccessReportQuery,
  ): Promise<AccessReportView> {
    return this.reports.report(member, id, query);
  }

  @Can('audit', 'read')
  @Get('audit-chain')
  chain(@CurrentMember() member: MemberPrincipal): Promise<AuditChainView> {
    return this.audit.newestChain(member);
  }
}
