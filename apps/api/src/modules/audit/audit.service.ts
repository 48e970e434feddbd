import { Injectable } from '@nestjs/common';
import type {
  AuditChainView,
  AuditEventsQuery,
  AuditEventView,
  AuditPatientView,
  Page,
} from '@lull/contracts';
import { Database, type Tx } from '../../platform/database/database.js';
import type { Principal } from '../../platform/database/principal.js';
import { notFound } from '../../platform/errors.js';
import { memberNames } from '../identity/identity.public.js';
import { AuditRepository } from './audit.repository.js';
import { auditEventView } from './audit.view.js';

/** As many events as are judged within one statement's time limit, with room to spare. */
const stretch = 50_000;
/** A screen judges this many of the newest events; the command judges all. */
const newest = 100_000;
const mostRows = 100;

@Injectable()
export class AuditService {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditRepository,
  ) {}

  /** A page of the trail. Reading it is itself an event, with the patients whose records show in it. */
  events(principal: Principal, query: AuditEventsQuery): Promise<Page<AuditEventView>> {
    const limit = query.limit === undefined ? mostRows : Number(query.limit);
    const { from = null, until = null, memberId = null, patientId = null, action = null, cursor } = query;
    const filter = {
      from,
      until,
      memberId,
      patientId,
      action,
      before: cursor === undefined ? null : Number(cursor),
    };
    return this.database.run(principal, async (tx) => {
      const found = await this.trail.events(tx, filter, limit + 1);
      const rows = found.slice(0, limit);
      const names = await memberNames(
        tx,
        rows.flatMap((row) => row.memberId ?? []),
      );
      // An event about a look into the trail shows ids and no content: it makes nobody's record seen again.
      const seen = rows.filter((row) => row.resource !== 'audit-event').flatMap((row) => row.patientIds);
      tx.read({
        resource: 'audit-event',
        patientIds: patientId === null ? seen : [patientId, ...seen],
        detail: { ...filter, count: rows.length },
      });
      const last = rows.at(-1);
      return {
        rows: rows.map((row) => auditEventView(row, names)),
        next: found.length > limit && last !== undefined ? String(last.sequence) : null,
      };
    });
  }

  /** Whose trail it is: an MRN is all that an auditor is told by others, and the trail knows only ids. */
  patient(principal: Principal, mrn: string): Promise<AuditPatientView> {
    return this.database.run(principal, async (tx) => {
      const patientId = await this.trail.patientOf(tx, mrn);
      if (patientId === undefined) throw notFound('patient with this MRN');
      tx.read({ resource: 'audit-event', patientIds: [patientId], detail: { byMrn: true } });
      return { patientId };
    });
  }

  /** Whether the newest part of the trail is whole; looking is noted. */
  async newestChain(principal: Principal): Promise<AuditChainView> {
    const end = await this.database.run(principal, async (tx) => {
      tx.read({ resource: 'audit-event', patientIds: [], detail: { chain: true } });
      return this.trail.end(tx);
    });
    return this.judge(principal, Math.max(1, end - newest + 1), end);
  }

  /** Whether all of the trail is whole. */
  async chain(principal: Principal): Promise<AuditChainView> {
    return this.judge(principal, 1, await this.database.run(principal, (tx) => this.trail.end(tx)));
  }

  /** In stretches, each its own statement, so that a trail of any length stays within the limits. */
  private async judge(principal: Principal, from: number, end: number): Promise<AuditChainView> {
    for (let first = from; first <= end; first += stretch) {
      const last = Math.min(end, first + stretch - 1);
      const fault = await this.database.run(principal, (tx: Tx) => this.trail.firstFault(tx, first, last));
      if (fault !== undefined) return { from, wholeTo: fault.sequence - 1, fault };
    }
    return { from, wholeTo: end, fault: null };
  }
}
