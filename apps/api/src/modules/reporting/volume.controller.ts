import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import {
  VolumePageQuery,
  VolumeQuery,
  VolumeRowsQuery,
  type VolumePageView,
  type VolumeView,
} from '@lull/contracts';
import type { Response } from 'express';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { answerCsv } from '../../platform/http/csv-answer.js';
import { sessionLines, tableLines } from './volume-csv.js';
import { seesClinical, VolumeService } from './volume.service.js';

@Controller('reports')
export class VolumeController {
  constructor(private readonly volume: VolumeService) {}

  @Can('report', 'operational')
  @Get('volume')
  table(@CurrentMember() member: MemberPrincipal, @Query() query: VolumeQuery): Promise<VolumeView> {
    return this.volume.table(member, query);
  }

  @Can('report', 'operational')
  @ApiProduces('text/csv')
  @Get('volume.csv')
  async tableFile(
    @CurrentMember() member: MemberPrincipal,
    @Query() query: VolumeQuery,
    @Res() response: Response,
  ): Promise<void> {
    const table = await this.volume.table(member, query);
    await answerCsv(response, fileName(query, 'volume'), tableLines(table));
  }

  @Can('report', 'operational')
  @Get('volume/sessions')
  page(@CurrentMember() member: MemberPrincipal, @Query() query: VolumePageQuery): Promise<VolumePageView> {
    return this.volume.page(member, query);
  }

  @Can('report', 'operational')
  @ApiProduces('text/csv')
  @Get('volume/sessions.csv')
  async sessionsFile(
    @CurrentMember() member: MemberPrincipal,
    @Query() query: VolumeRowsQuery,
    @Res() response: Response,
  ): Promise<void> {
    const pages = await this.volume.everyPage(member, query);
    await answerCsv(response, rowsFileName(query), sessionLines(pages, seesClinical(member)));
  }
}

/** Of checked values only: nothing a caller wrote reaches the header. */
function fileName({ measure, from, to }: VolumeQuery, kind: string): string {
  return `${kind}-${measure}-${from}-${to}.csv`;
}

/** With the figure, so that two of them do not meet in one folder; of its keys only letters, figures and hyphens. */
function rowsFileName(query: VolumeRowsQuery): string {
  const part = (dimension: string | undefined, key: string | undefined): string =>
    dimension === undefined || key === undefined
      ? ''
      : `-${dimension}-${key.replaceAll(/[^A-Za-z0-9]+/g, '-').replaceAll(/^-|-$/g, '')}`;
  return fileName(query, `volume-rows${part(query.by, query.row)}${part(query.split, query.column)}`);
}
