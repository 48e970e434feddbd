import { Injectable } from '@nestjs/common';
import type { AuditFault } from '@lull/contracts';
import type { Tx } from '../../platform/database/database.js';
import { epochMs } from '../../platform/database/sql.js';

export interface ChainFault {
  readonly sequence: number;
  readonly at: number | null;
  readonly fault: AuditFault;
}

@Injectable()
export class AuditRepository {
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
      `SELECT v.sequence::float8 AS sequence, ${epochMs('v.at')}::float8 AS at, v.fault FROM audit_verify($1, $2) v`,
      [first, last],
    );
    return row ?? (await this.firstUnlisted(tx, first, last));
  }

  /** An event that is not found by its patients is as good as hidden. */
  private async firstUnlisted(tx: Tx, first: number, last: number): Promise<ChainFault | undefined> {
    const [row] = await tx.query<ChainFault>(
      `SELECT e.sequence::float8 AS sequence, ${epochMs('e.at')}::float8 AS at, 'unlisted' AS fault
         FROM audit_event e CROSS JOIN LATERAL unnest(e.patient_ids) p (id)
         LEFT JOIN LATERAL (SELECT true AS listed FROM audit_event_patient l WHERE l.practice_id = $1
                              AND l.patient_id = p.id AND l.at = e.at AND l.sequence = e.sequence LIMIT 1) l ON true
        WHERE e.practice_id = $1 AND e.sequence BETWEEN $2 AND $3 AND l.listed IS NULL
        ORDER BY e.sequence LIMIT 1`,
      [tx.principal.practiceId, first, last],
    );
    return row;
  }
}
