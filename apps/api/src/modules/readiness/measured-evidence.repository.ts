import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import { epochMs } from '../../platform/database/sql.js';

/** What was asked and rated of a visit so far. */
export interface VisitFindings {
  /** The latest at which an analgesic can have been taken, epoch milliseconds; null: nobody asked. */
  readonly analgesicAt: number | null;
  /** The last rating of each leg, or of the pain as a whole, since the patient came. */
  readonly scores: readonly number[];
}

@Injectable()
export class MeasuredEvidenceRepository {
  /** Read across arrival and outcomes, who own it. Precondition: the session stands. */
  async ofVisit(tx: Tx, sessionId: string): Promise<VisitFindings> {
    const [found] = await tx.query<VisitFindings>(
      `SELECT (SELECT (${epochMs('a.analgesic_at')})::float8 FROM arrival a
                WHERE a.practice_id = s.practice_id AND a.session_id = s.id
                ORDER BY a.recorded_at DESC, a.id DESC LIMIT 1) AS "analgesicAt",
              ARRAY(SELECT DISTINCT ON (k.side) k.value::float8 FROM pain_score k
                     WHERE k.practice_id = s.practice_id AND k.series_id = s.series_id
                       AND k.kind = 'now' AND k.source = 'clinic'
                       AND k.at >= coalesce(s.arrived_at, s.starts_at) - interval '1 hour'
                       AND k.at <= coalesce(s.room_out_at, 'infinity')
                     ORDER BY k.side, k.at DESC, k.id DESC) AS scores
         FROM session s WHERE s.practice_id = $1 AND s.id = $2`,
      [tx.principal.practiceId, sessionId],
    );
    if (found === undefined) throw new Error('A session was locked and cannot be read.');
    return found;
  }
}
