import { Injectable } from '@nestjs/common';
import {
  may,
  type VolumePageQuery,
  type VolumePageView,
  type VolumeQuery,
  type VolumeRowsQuery,
  type VolumeSessionView,
  type VolumeView,
} from '@lull/contracts';
import { civilDaysBetween } from '@lull/domain';
import { Database } from '../../platform/database/database.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { fieldInvalid, Refused } from '../../platform/errors.js';
import { causeWithoutDetail } from './cancellation-causes.js';
import { periodBefore } from './period-before.js';
import { checkedRange } from './report-range.js';
import { clinicalDimensions } from './volume-dimensions.js';
import { cursorOf, placeOf } from './volume-cursor.js';
import {
  VolumeRepository,
  type VolumeFigure,
  type VolumeFilter,
  type VolumePlace,
} from './volume.repository.js';
import { volumeView, type VolumeCounts } from './volume.view.js';

/** A table of more days is read by nobody. */
const mostDays = 92;
const pageLimit = 100;
const exportPage = 500;

@Injectable()
export class VolumeService {
  constructor(
    private readonly database: Database,
    private readonly volume: VolumeRepository,
  ) {}

  async table(principal: MemberPrincipal, query: VolumeQuery): Promise<VolumeView> {
    const filter = filterOf(query);
    const split = query.split ?? null;
    const earlier = query.compare === undefined ? null : { ...filter, ...periodBefore(filter) };
    return this.database.run(principal, async (tx) => {
      const counted = async (each: VolumeFilter): Promise<VolumeCounts> => ({
        from: each.from,
        to: each.to,
        counts: await this.volume.counts(tx, each, query.by, split),
      });
      const [now, before] = await Promise.all([counted(filter), earlier === null ? null : counted(earlier)]);
      const keys = (of: 'rowKey' | 'columnKey') => [...new Set(now.counts.map((each) => each[of]))];
      const [byNames, splitNames] = await Promise.all([
        this.volume.names(tx, query.by, keys('rowKey')),
        split === null ? new Map<string, string>() : this.volume.names(tx, split, keys('columnKey')),
      ]);
      return volumeView(
        {
          query,
          names: { by: byNames, split: splitNames },
          asOf: tx.now.epochMilliseconds,
          withheld: !seesClinical(principal),
        },
        now,
        before,
      );
    });
  }

  async page(principal: MemberPrincipal, query: VolumePageQuery): Promise<VolumePageView> {
    const figure = figureOf(principal, query);
    const after = query.after === undefined ? null : placeOf(query.after);
    if (query.after !== undefined && after === null)
      throw new Refused({ code: 'parameter-malformed', facts: { name: 'after' } });
    return this.rows(principal, figure, after, query.limit ?? pageLimit, 'page');
  }

  /** The first page is read before anything is sent, so that a refusal is still an answer. */
  async everyPage(
    principal: MemberPrincipal,
    query: VolumeRowsQuery,
  ): Promise<AsyncIterable<readonly VolumeSessionView[]>> {
    const figure = figureOf(principal, query);
    const first = await this.rows(principal, figure, null, exportPage, 'export');
    return this.pagesFrom(principal, figure, first);
  }

  /** One short transaction a page: the trail has each page before a byte of it leaves. */
  private async *pagesFrom(
    principal: MemberPrincipal,
    figure: VolumeFigure,
    first: VolumePageView,
  ): AsyncGenerator<readonly VolumeSessionView[]> {
    for (let page = first; ;) {
      yield page.sessions;
      if (page.next === null) return;
      page = await this.rows(principal, figure, placeOf(page.next), exportPage, 'export');
    }
  }

  private rows(
    principal: MemberPrincipal,
    figure: VolumeFigure,
    after: VolumePlace | null,
    limit: number,
    as: 'page' | 'export',
  ): Promise<VolumePageView> {
    return this.database.run(principal, async (tx) => {
      const found = await this.volume.rows(tx, figure, after, limit + 1);
      const shown = found.slice(0, limit);
      const last = shown.at(-1);
      const { measure, by, row, split, column, from, to } = figure;
      tx.read({
        resource: 'report',
        patientIds: shown.map(({ session }) => session.patientId),
        detail: { report: 'volume', as, measure, by, row, split, column, from, to },
      });
      const sessions = shown.map(({ session }) =>
        seesClinical(principal) ? session : withoutDetail(session),
      );
      return { sessions, next: last !== undefined && found.length > limit ? cursorOf(last) : null };
    });
  }
}

function withoutDetail(session: VolumeSessionView): VolumeSessionView {
  return { ...session, side: null, purpose: null, cancelReason: causeWithoutDetail(session.cancelReason) };
}

/** Side, purpose and condition are clinical detail of a person: for the roles that read the series itself. */
export function seesClinical({ roles }: MemberPrincipal): boolean {
  return may(roles, 'series', 'read') || may(roles, 'report', 'clinical');
}

function figureOf(principal: MemberPrincipal, query: VolumeRowsQuery): VolumeFigure {
  const filter = filterOf(query);
  // To open the rows of one purpose would tell it of every person among them.
  const asksDetail =
    (clinicalDimensions.includes(query.by) && query.row !== undefined) ||
    (query.split !== undefined && clinicalDimensions.includes(query.split) && query.column !== undefined);
  if (asksDetail && !seesClinical(principal)) throw new Refused({ code: 'not-allowed' });
  return {
    ...filter,
    by: query.by,
    row: query.row ?? null,
    split: query.split ?? null,
    column: query.column ?? null,
  };
}

function filterOf({ measure, clinicId, ...range }: VolumeQuery): VolumeFilter {
  const { from, to } = checkedRange(range);
  if ([range.by, range.split].includes('day') && civilDaysBetween(from, to) >= mostDays)
    throw new Refused(fieldInvalid('to', 'range', `Choose at most ${mostDays} days to count by day.`));
  return { measure, clinicId: clinicId ?? null, from, to };
}
