import { Injectable } from '@nestjs/common';
import type { AuditChainView, AuditPatientView } from '@lull/contracts';
import { Database, type Tx } from '../../platform/database/database.js';
import type { Principal } from '../../platform/database/principal.js';
import { notFound } from '../../platform/errors.js';
import { AuditRepository } from './audit.repository.js';

/** As many events as are judged within one statement's time limit, with room to spare. */
const stretch = 50_000;
/** A screen judges this many of the newest events; the command judges all. */
const newest = 100_000;

/** Whether the trail is whole, and whose it is. */
@Injectable()
export class AuditService {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditRepository,
  ) {}

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
