import { Injectable } from '@nestjs/common';
import type { AuditAction, AuditFault } from '@lull/contracts';
import type { Tx } from '../../platform/database/database.js';

export interface AuditFilter {
  readonly from: string | null;
  readonly until: string | null;
  readonly memberId: string | null;
  readonly patientId: string | null;
  readonly action: string | null;
  /** Only events before this one. */
  readonly before: number | null;
}

export interface AuditEventRead {
  readonly sequence: number;
  readonly at: number;
  readonly memberId: string | null;
  readonly role: string | null;
  readonly purpose: string;
  readonly action: AuditAction;
  readonly resource: string;
  readonly resourceId: string | null;
  readonly patientIds: readonly string[];
  readonly requestId: string | null;
  readonly change: unknown;
}

export interface ChainFault {
  readonly sequence: number;
  readonly at: number | null;
  readonly fault: AuditFault;
}

const milliseconds = (instant: string) => `floor(extract(epoch FROM ${instant}) * 1000)::float8`;

@Injectable()
export class AuditRepository {
  /** At most `limit` events, newest first. */
  events(tx: Tx, filter: AuditFilter, limit: number): Promise<AuditEventRead[]> {
    return tx.query<AuditEventRead>(
      `SELECT e.sequence::float8 AS sequence, ${milliseconds('e.at')} AS at, e.member_id AS "memberId", e.role, e.purpose, e.action,
              e.resource, e.resource_id AS "resourceId", e.patient_ids AS "patientIds", e.request_id AS "requestId", e.change
         FROM audit_event e
        WHERE e.practice_id = $1
          AND ($2::timestamptz IS NULL OR e.at >= $2) AND ($3::timestamptz IS NULL OR e.at < $3)
          AND ($4::uuid IS NULL OR e.member_id = $4) AND ($5::uuid IS NULL OR e.patient_ids @> ARRAY[$5::uuid])
          AND ($6::text IS NULL OR e.action = $6) AND ($7::bigint IS NULL OR e.sequence < $7)
        ORDER BY e.sequence DESC LIMIT $8`,
      [
        tx.principal.practiceId,
        filter.from,
        filter.until,
        filter.memberId,
        filter.patientId,
        filter.action,
        filter.before,
        limit,
      ],
    );
  }

  async patientOf(tx: Tx, mrn: string): Promise<string | undefined> {
    const [found] = await tx.query<{ id: string }>(
      `SELECT p.id FROM patient p WHERE p.practice_id = $1 AND lower(p.mrn) = lower($2)`,
      [tx.principal.practiceId, mrn.trim()],
    );
    return found?.id;
  }

  /** The last sequence that the trail has, or should have. */
  async end(tx: Tx): Promise<number> {
    const [row] = await tx.query<{ end: number }>(
      `SELECT greatest((SELECT max(h.sequence) FROM audit_head h), (SELECT max(e.sequence) FROM audit_event e), 0)::float8 AS end`,
    );
    return row?.end ?? 0;
  }

  /** The first broken row from `first` to `last`, or undefined when all follow. */
  async firstFault(tx: Tx, first: number, last: number): Promise<ChainFault | undefined> {
    const [row] = await tx.query<ChainFault>(
      `SELECT v.sequence::float8 AS sequence, ${milliseconds('v.at')} AS at, v.fault FROM audit_verify($1, $2) v`,
      [first, last],
    );
    return row;
  }
}
