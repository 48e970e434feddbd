import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import {
  ReportPageQuery,
  ReportQuery,
  ReportRowsQuery,
  type ReportPageView,
  type ReportView,
} from '@lull/contracts';
import type { Response } from 'express';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { answerCsv } from '../../platform/http/csv-answer.js';
import { reportLines, rowLines } from './report-csv.js';
import { ReportService } from './report.service.js';

/** The reports of one shape; volume and relief have routes of their own, which come first. */
@Controller('reports/of/:code')
export class ReportController {
  constructor(private readonly reports: ReportService) {}

  @Can('report', 'operational')
  @Get()
  view(
    @CurrentMember() member: MemberPrincipal,
    @Param('code') code: string,
    @Query() query: ReportQuery,
  ): Promise<ReportView> {
    return this.reports.view(member, code, query);
  }

  @Can('report', 'operational')
  @ApiProduces('text/csv')
  @Get('table.csv')
  async viewFile(
    @CurrentMember() member: MemberPrincipal,
    @Param('code') code: string,
    @Query() query: ReportQuery,
    @Res() response: Response,
  ): Promise<void> {
    const report = await this.reports.view(member, code, query);
    await answerCsv(response, `${report.code}-${report.from}-${report.to}.csv`, reportLines(report));
  }

  @Can('report', 'operational')
  @Get('rows')
  page(
    @CurrentMember() member: MemberPrincipal,
    @Param('code') code: string,
    @Query() query: ReportPageQuery,
  ): Promise<ReportPageView> {
    return this.reports.page(member, code, query);
  }

  @Can('report', 'operational')
  @ApiProduces('text/csv')
  @Get('rows.csv')
  async rowsFile(
    @CurrentMember() member: MemberPrincipal,
    @Param('code') code: string,
    @Query() query: ReportRowsQuery,
    @Res() response: Response,
  ): Promise<void> {
    const pages = await this.reports.everyPage(member, code, query);
    await answerCsv(response, fileName(query), rowLines(pages));
  }
}

/** Of table, figure and row only letters, figures and hyphens: nothing else that a caller wrote reaches the header. */
function fileName({ table, figure, row, from, to }: ReportRowsQuery): string {
  const part = (text: string): string => text.replaceAll(/[^A-Za-z0-9]+/g, '-').replaceAll(/^-|-$/g, '');
  const parts = [table, figure, ...(row === undefined ? [] : [row])].map(part);
  return `${parts.join('-')}-${from}-${to}.csv`;
}
