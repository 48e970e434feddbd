import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import { fastingSql, type StoredFasting } from './fasting-basis.repository.js';

/** By what the patient of a sedated session fasts. */
export interface DowntimeFasting {
  readonly id: string;
  readonly fasting: StoredFasting;
  readonly usual: boolean;
  readonly signedFor: string | null;
}

@Injectable()
export class DowntimeFastingRepository {
  /** Of those of the sessions that are sedated: one statement, however many they are. */
  async of(tx: Tx, sessionIds: readonly string[]): Promise<ReadonlyMap<string, DowntimeFasting>> {
    const absent = (kind: string): string =>
      `coalesce((SELECT bool_and(f.state = 'absent') FROM clinical_flag f WHERE f.practice_id = s.practice_id
         AND f.patient_id = s.patient_id AND f.active AND f.kind = '${kind}'), false)`;
    const rows = await tx.query<DowntimeFasting>(
      `SELECT s.id, ${fastingSql('s.practice_id', 's.patient_id')} AS fasting,
              ${absent('diabetes')} AND ${absent('glp-1')} AS usual,
              (SELECT CASE WHEN e.outcome = 'met' THEN e.rests_on->>'fasting' END FROM requirement_evidence e
                WHERE e.practice_id = s.practice_id AND e.session_id = s.id AND e.kind = 'fasting-signed-off'
                ORDER BY e.at DESC, e.id DESC LIMIT 1) AS "signedFor"
         FROM session s WHERE s.practice_id = $1 AND s.id = ANY ($2::uuid[]) AND s.sedation <> 'none'`,
      [tx.principal.practiceId, sessionIds],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }
}
