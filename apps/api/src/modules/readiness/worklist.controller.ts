import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import {
  isWorklistKind,
  WorklistCountsQuery,
  WorklistQuery,
  WorklistRowsQuery,
  type WorklistCountsView,
  type WorklistView,
} from '@lull/contracts';
import type { WorklistKind } from '@lull/domain';
import type { Response } from 'express';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Refused } from '../../platform/errors.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { answerCsv } from '../../platform/http/csv-answer.js';
import { worklistLines } from './worklist-csv.js';
import { WorklistService } from './worklist.service.js';

/** Which of the lists a role sees, the matrix decides list by list; the service asks it. */
@Controller('worklists')
export class WorklistController {
  constructor(private readonly worklists: WorklistService) {}

  @Can('readiness', 'read')
  @Get()
  counts(
    @CurrentMember() member: MemberPrincipal,
    @Query() query: WorklistCountsQuery,
  ): Promise<WorklistCountsView> {
    return this.worklists.counts(member, query);
  }

  @Can('readiness', 'read')
  @Get(':kind')
  list(
    @CurrentMember() member: MemberPrincipal,
    @Param('kind') kind: string,
    @Query() query: WorklistQuery,
  ): Promise<WorklistView> {
    return this.worklists.list(member, known(kind), query);
  }

  @Can('readiness', 'read')
  @ApiProduces('text/csv')
  @Get(':kind/rows.csv')
  async file(
    @CurrentMember() member: MemberPrincipal,
    @Param('kind') kind: string,
    @Query() query: WorklistRowsQuery,
    @Res() response: Response,
  ): Promise<void> {
    const list = known(kind);
    const rows = await this.worklists.everyRow(member, list, query);
    await answerCsv(response, `worklist-${list}.csv`, worklistLines(rows));
  }
}

function known(kind: string): WorklistKind {
  if (isWorklistKind(kind)) return kind;
  throw new Refused({ code: 'parameter-malformed', facts: { name: 'kind' } });
}
