import { Injectable } from '@nestjs/common';
import {
  may,
  type ReportCode,
  type ReportPageQuery,
  type ReportPageView,
  type ReportQuery,
  type ReportRowsQuery,
  type ReportView,
} from '@lull/contracts';
import { Database, type Tx } from '../../platform/database/database.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { fieldInvalid, notFound, Refused } from '../../platform/errors.js';
import { periodBefore } from './period-before.js';
import { reportCatalogue } from './report-catalogue.js';
import { cursorOf, placeOf } from './report-cursor.js';
import {
  aggregateOf,
  groupingOf,
  rowsBehind,
  type GroupingDescriptor,
  type ReportDescriptor,
  type TableDescriptor,
} from './report-descriptor.js';
import { checkedRange } from './report-range.js';
import {
  ReportRepository,
  type BehindFigure,
  type ReportFilter,
  type ReportPlace,
} from './report.repository.js';
import { leastShown, mayOpen, reportTable } from './report.view.js';

const pageLimit = 50;
const exportPage = 500;

@Injectable()
export class ReportService {
  constructor(
    private readonly database: Database,
    private readonly reports: ReportRepository,
  ) {}

  async view(principal: MemberPrincipal, code: string, query: ReportQuery): Promise<ReportView> {
    const report = openReport(principal, code);
    const filter = filterOf(query);
    const earlier = { ...filter, ...periodBefore(filter) };
    const detail = seesDetail(principal, report);
    const asked = report.tables.map((table) => ({ table, grouping: groupingOf(table, query.by), detail }));
    return this.database.run(principal, async (tx) => {
      await this.reports.begin(tx);
      const figures = (of: (typeof asked)[number], period: ReportFilter) =>
        this.reports.figures(
          tx,
          {
            view: of.table.view,
            at: of.table.at ?? null,
            group: keyOf(of.grouping, detail),
            name: of.grouping.name,
            values: of.table.figures.map(aggregateOf),
            counts: of.table.figures.map(
              (figure) => `count(*) FILTER (WHERE ${rowsBehind(figure) ?? 'false'})`,
            ),
          },
          period,
        );
      const tables = [];
      for (const each of asked)
        tables.push(
          reportTable(
            each,
            { ...filter, groups: await figures(each, filter) },
            { ...earlier, groups: await figures(each, earlier) },
          ),
        );
      return {
        code: report.code,
        title: report.title,
        from: filter.from,
        to: filter.to,
        before: { from: earlier.from, to: earlier.to },
        asOf: tx.now.epochMilliseconds,
        leastShown: leastShown(asked),
        groupings: groupingsOf(report),
        tables,
      };
    });
  }

  async page(principal: MemberPrincipal, code: string, query: ReportPageQuery): Promise<ReportPageView> {
    const behind = behindOf(principal, code, query);
    const after = query.after === undefined ? null : placeOf(query.after);
    if (query.after !== undefined && after === null)
      throw new Refused({ code: 'parameter-malformed', facts: { name: 'after' } });
    return this.rows(principal, behind, after, query.limit ?? pageLimit, 'page');
  }

  /** The first page is read before anything is sent, so that a refusal is still an answer. */
  async everyPage(
    principal: MemberPrincipal,
    code: string,
    query: ReportRowsQuery,
  ): Promise<AsyncIterable<ReportPageView>> {
    const behind = behindOf(principal, code, query);
    return this.pagesFrom(principal, behind, await this.rows(principal, behind, null, exportPage, 'export'));
  }

  /** One short transaction a page: the trail has each page before a byte of it leaves. */
  private async *pagesFrom(
    principal: MemberPrincipal,
    behind: BehindReport,
    first: ReportPageView,
  ): AsyncGenerator<ReportPageView> {
    for (let page = first; ;) {
      yield page;
      if (page.next === null) return;
      page = await this.rows(principal, behind, placeOf(page.next), exportPage, 'export');
    }
  }

  private rows(
    principal: MemberPrincipal,
    behind: BehindReport,
    after: ReportPlace | null,
    limit: number,
    as: 'page' | 'export',
  ): Promise<ReportPageView> {
    return this.database.run(principal, async (tx: Tx) => {
      await this.reports.begin(tx);
      const found = await this.reports.rows(tx, behind, after, limit + 1);
      const shown = found.slice(0, limit);
      const last = shown.at(-1);
      const { code, table, figure, row, from, to } = behind;
      tx.read({
        resource: 'report',
        patientIds: shown.flatMap(({ patientId }) => (patientId === null ? [] : [patientId])),
        detail: { report: code, as, table, figure, row, from, to },
      });
      return {
        columns: behind.columns,
        rows: shown.map(({ id, patientId, timeZone, cells }) => ({ id, patientId, timeZone, cells })),
        next: last !== undefined && found.length > limit ? cursorOf(last) : null,
      };
    });
  }
}

interface BehindReport extends BehindFigure {
  readonly code: ReportCode;
  readonly table: string;
  readonly figure: string;
  readonly columns: ReportPageView['columns'];
}

/** What injections did to people is for who reads injections; any other detail for who reads series. */
function seesDetail({ roles }: MemberPrincipal, { reads }: ReportDescriptor): boolean {
  return reads === 'clinical-figures' ? may(roles, 'injection', 'read') : may(roles, 'series', 'read');
}

function openReport({ roles }: MemberPrincipal, code: string): ReportDescriptor {
  const report = reportCatalogue.find((each) => each.code === code);
  if (report === undefined) throw notFound('report');
  if (!may(roles, 'report', report.reads)) throw new Refused({ code: 'not-allowed' });
  return report;
}

function keyOf({ sql, sqlWithoutDetail }: GroupingDescriptor, detail: boolean): string {
  return detail ? sql : (sqlWithoutDetail ?? sql);
}

function behindOf(principal: MemberPrincipal, code: string, query: ReportRowsQuery): BehindReport {
  const report = openReport(principal, code);
  const detail = seesDetail(principal, report);
  const table = report.tables.find(({ key }) => key === query.table);
  if (table === undefined) throw unknownField('table');
  const figure = table.figures.find(({ key }) => key === query.figure);
  const where = figure === undefined ? null : rowsBehind(figure);
  if (figure === undefined || where === null) throw unknownField('figure');
  const grouping = groupingOf(table, query.by);
  if (!mayOpen({ table, grouping, detail }, figure, query.row !== undefined))
    throw new Refused({ code: 'not-allowed' });
  const cells = cellsFor(table, detail);
  return {
    ...filterOf(query),
    code: report.code,
    table: table.key,
    figure: figure.key,
    view: table.view,
    at: table.at ?? null,
    where,
    grouping: keyOf(grouping, detail),
    row: query.row ?? null,
    cells: cells.map(({ kind, sql, sqlWithoutDetail }) => ({
      kind,
      sql: detail ? sql : (sqlWithoutDetail ?? sql),
    })),
    columns: cells.map(({ key, label, kind }) => ({ key, label, kind })),
  };
}

/** Left out for a role that may not see them: an empty column would say that nothing is known. */
function cellsFor({ cells }: TableDescriptor, detail: boolean): TableDescriptor['cells'] {
  return cells.filter(({ clinical }) => detail || clinical !== true);
}

function groupingsOf({ tables }: ReportDescriptor): ReportView['groupings'] {
  const all = tables.flatMap(({ groupings }) => groupings);
  return [...new Map(all.map(({ key, label }) => [key, { key, label }])).values()];
}

const unknownField = (field: string): Refused =>
  new Refused(fieldInvalid(field, 'known', `This report has no such ${field}.`));

function filterOf({ clinicId, ...range }: ReportQuery): ReportFilter {
  const { from, to } = checkedRange(range);
  return { clinicId: clinicId ?? null, from, to };
}
