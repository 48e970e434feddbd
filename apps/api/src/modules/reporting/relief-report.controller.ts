import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import {
  ReliefPageQuery,
  ReliefReportQuery,
  ReliefRowsQuery,
  type ReliefBoundsView,
  type ReliefPageView,
  type ReliefReportView,
} from '@lull/contracts';
import type { Response } from 'express';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { answerCsv } from '../../platform/http/csv-answer.js';
import { ReliefBoundsService } from './relief-bounds.service.js';
import { reliefCoverageLines, reliefCurveLines } from './relief-curve-csv.js';
import { reliefFileName, reliefGroupLines, reliefRowLines } from './relief-csv.js';
import { ReliefReportService, seesWhoseRelief } from './relief-report.service.js';

@Controller('reports')
export class ReliefReportController {
  constructor(
    private readonly report: ReliefReportService,
    private readonly drawn: ReliefBoundsService,
  ) {}

  @Can('report', 'relief')
  @Get('relief')
  figures(
    @CurrentMember() member: MemberPrincipal,
    @Query() query: ReliefReportQuery,
  ): Promise<ReliefReportView> {
    return this.report.figures(member, query);
  }

  @Can('report', 'relief')
  @ApiProduces('text/csv')
  @Get('relief.csv')
  async figuresFile(
    @CurrentMember() member: MemberPrincipal,
    @Query() query: ReliefReportQuery,
    @Res() response: Response,
  ): Promise<void> {
    const bounds = await this.drawn.bounds(member, query);
    const report = await this.report.figures(member, query);
    await answerCsv(response, reliefFileName(query, 'relief'), reliefGroupLines(report, bounds));
  }

  @Can('report', 'relief')
  @Get('relief/bounds')
  bounds(
    @CurrentMember() member: MemberPrincipal,
    @Query() query: ReliefReportQuery,
  ): Promise<ReliefBoundsView> {
    return this.drawn.bounds(member, query);
  }

  @Can('report', 'relief')
  @ApiProduces('text/csv')
  @Get('relief/curve.csv')
  async curveFile(
    @CurrentMember() member: MemberPrincipal,
    @Query() query: ReliefReportQuery,
    @Res() response: Response,
  ): Promise<void> {
    const bounds = await this.drawn.bounds(member, query);
    const ground = await this.report.ground(member, query);
    await answerCsv(response, reliefFileName(query, 'relief-curve'), reliefCurveLines(ground, bounds));
  }

  @Can('report', 'relief')
  @ApiProduces('text/csv')
  @Get('relief/coverage.csv')
  async coverageFile(
    @CurrentMember() member: MemberPrincipal,
    @Query() query: ReliefReportQuery,
    @Res() response: Response,
  ): Promise<void> {
    const report = await this.report.figures(member, query);
    await answerCsv(response, reliefFileName(query, 'relief-coverage'), reliefCoverageLines(report));
  }

  @Can('report', 'relief')
  @Get('relief/injections')
  page(@CurrentMember() member: MemberPrincipal, @Query() query: ReliefPageQuery): Promise<ReliefPageView> {
    return this.report.page(member, query);
  }

  @Can('report', 'relief')
  @ApiProduces('text/csv')
  @Get('relief/injections.csv')
  async rowsFile(
    @CurrentMember() member: MemberPrincipal,
    @Query() query: ReliefRowsQuery,
    @Res() response: Response,
  ): Promise<void> {
    const pages = await this.report.everyPage(member, query);
    const name = reliefFileName(query, `relief-rows-${query.figure}`);
    await answerCsv(response, name, reliefRowLines(pages, seesWhoseRelief(member)));
  }
}
