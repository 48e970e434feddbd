import { Injectable } from '@nestjs/common';
import type { AuditAction } from '@lull/contracts';
import type { Tx } from '../../platform/database/database.js';
import { epochMs } from '../../platform/database/sql.js';

export interface AccessLineRead {
  readonly day: string;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly times: number;
  readonly memberId: string | null;
  readonly role: string | null;
  readonly purpose: string;
  readonly action: AuditAction;
  readonly resource: string;
}

export interface AccessReportHead {
  readonly mrn: string;
  readonly practice: string;
  readonly timeZone: string;
}

@Injectable()
export class AccessReportRepository {
  /** Whose report it is; undefined when the practice has no such patient. */
  async head(tx: Tx, patientId: string): Promise<AccessReportHead | undefined> {
    const [head] = await tx.query<AccessReportHead>(
      `SELECT p.mrn, r.name AS practice,
              coalesce((SELECT c.time_zone FROM clinic c WHERE c.practice_id = $1 ORDER BY c.created_at, c.id LIMIT 1), 'UTC') AS "timeZone"
         FROM patient p JOIN practice r ON r.practice_id = p.practice_id WHERE p.practice_id = $1 AND p.id = $2`,
      [tx.principal.practiceId, patientId],
    );
    return head;
  }

  /** At most `limit` lines, the newest day first; who did the same on one day is one line, whatever for. */
  lines(
    tx: Tx,
    patientId: string,
    { from, until, timeZone, limit }: { from: string; until: string; timeZone: string; limit: number },
  ): Promise<AccessLineRead[]> {
    return tx.query<AccessLineRead>(
      `SELECT (e.at AT TIME ZONE $5)::date::text AS day, ${epochMs('min(e.at)')}::float8 AS "firstAt",
              ${epochMs('max(e.at)')}::float8 AS "lastAt", count(*)::int AS times, e.member_id AS "memberId", e.role, e.purpose,
              e.action, e.resource
         FROM audit_event_patient l JOIN audit_event e ON e.practice_id = l.practice_id AND e.sequence = l.sequence
        WHERE l.practice_id = $1 AND l.patient_id = $2 AND l.at >= $3 AND l.at < $4
        GROUP BY 1, e.member_id, e.role, e.purpose, e.action, e.resource
        ORDER BY 1 DESC, max(e.at) DESC, e.action, e.resource, e.member_id LIMIT $6`,
      [tx.principal.practiceId, patientId, from, until, timeZone, limit],
    );
  }
}
