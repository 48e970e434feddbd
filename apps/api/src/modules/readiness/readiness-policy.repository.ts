import { Injectable } from '@nestjs/common';
import { holdingSessionStates, type JudgedAhead, type StoredPolicy } from '@lull/domain';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../../platform/database/database.js';
import { epochMs } from '../../platform/database/sql.js';
import { ReadinessPolicyRow } from './readiness-policy.entity.js';

/** A version as the clinic wrote it down. */
export interface RecordedPolicy extends StoredPolicy {
  readonly source: string;
  readonly revertsTo: string | null;
  readonly recordedAt: number;
}

export interface NewPolicy extends StoredPolicy {
  readonly source: string;
  readonly revertsTo: string | null;
}

/** A coming session, as far as a policy judges it. */
export interface SessionAhead extends JudgedAhead {
  readonly sessionId: string;
  readonly clinicId: string;
}

/** The clinic's own versions of the readiness policy: written once each, never changed. */
@Injectable()
export class ReadinessPolicyRepository {
  /** In the order in which they were written. */
  async recorded(tx: Tx): Promise<RecordedPolicy[]> {
    return tx.query<RecordedPolicy>(
      `SELECT version, author, effective_from::text AS "effectiveFrom", body, source, reverts_to AS "revertsTo",
              (${epochMs('recorded_at')})::float8 AS "recordedAt"
         FROM readiness_policy WHERE practice_id = $1 ORDER BY recorded_at, id`,
      [tx.principal.practiceId],
    );
  }

  /** Precondition: its version is the one after the newest; the database refuses it twice. */
  async add(tx: Tx, policy: NewPolicy, recordedBy: string): Promise<void> {
    const row = { practiceId: tx.principal.practiceId, id: uuid(), ...policy, recordedBy };
    await tx.manager.insert(ReadinessPolicyRow, { ...row, body: row.body as object });
  }

  /** Sessions that stand ahead, the next one first. */
  async sessionsAhead(tx: Tx): Promise<SessionAhead[]> {
    return tx.query<SessionAhead>(
      `SELECT s.id AS "sessionId", s.clinic_id AS "clinicId", c.time_zone AS zone, s.sedation,
              (${epochMs('s.starts_at')})::float8 AS start,
              (${epochMs('coalesce((SELECT min(lower(h.during)) FROM hold h WHERE h.practice_id = s.practice_id AND h.session_id = s.id), s.starts_at)')})::float8 AS "arriveAt",
              EXISTS (SELECT 1 FROM clinical_flag g WHERE g.practice_id = s.practice_id AND g.patient_id = s.patient_id
                 AND g.active AND g.kind = 'glp-1' AND g.state = 'present') AS glp1
         FROM session s JOIN clinic c ON c.practice_id = s.practice_id AND c.id = s.clinic_id
        WHERE s.practice_id = $1 AND s.starts_at >= now() AND s.state = ANY ($2::text[])
        ORDER BY s.starts_at, s.id`,
      [tx.principal.practiceId, holdingSessionStates],
    );
  }

  /** The zones of the practice's clinics: a day begins where it begins first. */
  async zones(tx: Tx): Promise<string[]> {
    const rows = await tx.query<{ zone: string }>(
      `SELECT DISTINCT time_zone AS zone FROM clinic WHERE practice_id = $1`,
      [tx.principal.practiceId],
    );
    return rows.map(({ zone }) => zone);
  }
}
