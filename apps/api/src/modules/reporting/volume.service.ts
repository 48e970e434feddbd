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
import { Database } from '../../platform/database/database.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Refused } from '../../platform/errors.js';
import { checkedRange } from './report-range.js';
import { cursorOf, placeOf } from './volume-cursor.js';
import {
  VolumeRepository,
  type VolumeFigure,
  type VolumeFilter,
  type VolumePlace,
} from './volume.repository.js';
import { volumeView } from './volume.view.js';

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
    return this.database.run(principal, async (tx) => {
      const counts = await this.volume.counts(tx, filter, query.by, query.split ?? null);
      return volumeView(query, counts, tx.now.epochMilliseconds);
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
        seesPurpose(principal) ? session : { ...session, side: null, purpose: null },
      );
      return { sessions, next: last !== undefined && found.length > limit ? cursorOf(last) : null };
    });
  }
}

/** Side and purpose are clinical detail of a person: for the roles that read the series itself. */
export function seesPurpose({ roles }: MemberPrincipal): boolean {
  return may(roles, 'series', 'read') || may(roles, 'report', 'clinical');
}

function figureOf(principal: MemberPrincipal, query: VolumeRowsQuery): VolumeFigure {
  const filter = filterOf(query);
  // To open the rows of one purpose would tell it of every person among them.
  const asksPurpose =
    (query.by === 'purpose' && query.row !== undefined) ||
    (query.split === 'purpose' && query.column !== undefined);
  if (asksPurpose && !seesPurpose(principal)) throw new Refused({ code: 'not-allowed' });
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
  return { measure, clinicId: clinicId ?? null, from, to };
}
