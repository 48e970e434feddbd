import { Injectable } from '@nestjs/common';
import type { AuditEventsQuery, AuditFilterQuery, AuditMemberView, AuditPageView } from '@lull/contracts';
import { Database, type Tx } from '../../platform/database/database.js';
import type { Principal } from '../../platform/database/principal.js';
import { memberNames } from '../identity/identity.public.js';
import {
  AuditSearchRepository,
  type AuditEventRead,
  type AuditFilter,
  type AuditPlace,
} from './audit-search.repository.js';
import { auditEventView, idsIn, rolesIn } from './audit.view.js';

const mostRows = 100;
/** Rows of one transaction of an export. */
const exportRows = 1_000;

/** A stretch of the trail as a file takes it. */
export interface AuditExportPage {
  readonly events: readonly AuditEventRead[];
  readonly names: ReadonlyMap<string, string>;
}

/** The trail, asked by person, patient, noun, action and period. Reading it is itself an event. */
@Injectable()
export class AuditSearchService {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditSearchRepository,
  ) {}

  page(principal: Principal, query: AuditEventsQuery): Promise<AuditPageView> {
    const limit = query.limit === undefined ? mostRows : Number(query.limit);
    const filter = filterOf(query);
    return this.database.run(principal, async (tx) => {
      const { shown, next } = await this.read(tx, filter, placeOf(query.cursor), limit, 'page');
      const names = await memberNames(
        tx,
        shown.flatMap((row) => row.memberId ?? []),
      );
      return {
        rows: shown.map((row) => auditEventView(row, names)),
        next: next === null ? null : `${next.at}-${next.sequence}`,
        names: await this.trail.names(tx, idsIn(shown)),
      };
    });
  }

  members(principal: Principal): Promise<readonly AuditMemberView[]> {
    return this.database.run(principal, async (tx) => {
      tx.read({ resource: 'audit-event', patientIds: [], detail: { members: true } });
      const members = await this.trail.members(tx);
      return members.map(({ id, name, roles }) => ({ id, name, roles: rolesIn(roles.join(' ')) }));
    });
  }

  /**
   * All that a filter finds, in pages. The first page is read before the file begins, so that a refusal is an answer of
   * its own; each is a short transaction, and the trail has it before a byte of it leaves. What the export itself leaves
   * in the trail is newer than its first page, and so no part of it.
   */
  async everyPage(principal: Principal, query: AuditFilterQuery): Promise<AsyncIterable<AuditExportPage>> {
    const filter = filterOf(query);
    return this.pagesFrom(principal, filter, await this.exported(principal, filter, null));
  }

  private async *pagesFrom(
    principal: Principal,
    filter: AuditFilter,
    first: AuditExportPage & { readonly next: AuditPlace | null },
  ): AsyncGenerator<AuditExportPage> {
    for (let page = first; ;) {
      yield page;
      if (page.next === null) return;
      page = await this.exported(principal, filter, page.next);
    }
  }

  private exported(principal: Principal, filter: AuditFilter, after: AuditPlace | null) {
    return this.database.run(principal, async (tx) => {
      const { shown, next } = await this.read(tx, filter, after, exportRows, 'export');
      const memberIds = shown.flatMap((row) => row.memberId ?? []);
      return { events: shown, names: await memberNames(tx, memberIds), next };
    });
  }

  private async read(
    tx: Tx,
    filter: AuditFilter,
    after: AuditPlace | null,
    limit: number,
    as: 'page' | 'export',
  ): Promise<{ shown: readonly AuditEventRead[]; next: AuditPlace | null }> {
    const found = await this.trail.page(tx, filter, after, limit + 1);
    const shown = found.slice(0, limit);
    // An event about a look into the trail shows ids and no content: it makes nobody's record seen again.
    const seen = shown.filter((row) => row.resource !== 'audit-event').flatMap((row) => row.patientIds);
    tx.read({
      resource: 'audit-event',
      patientIds: filter.patientId === null ? seen : [filter.patientId, ...seen],
      detail: { as, ...filter, after: after?.sequence ?? null, count: shown.length },
    });
    const last = shown.at(-1);
    return { shown, next: found.length > limit && last !== undefined ? last : null };
  }
}

function filterOf(query: AuditFilterQuery): AuditFilter {
  const { from = null, until = null, memberId = null, patientId = null, action = null } = query;
  return { from, until, memberId, patientId, action, resource: query.resource ?? null };
}

function placeOf(cursor: string | undefined): AuditPlace | null {
  if (cursor === undefined) return null;
  const [at, sequence] = cursor.split('-').map(Number);
  return { at: at ?? 0, sequence: sequence ?? 0 };
}
