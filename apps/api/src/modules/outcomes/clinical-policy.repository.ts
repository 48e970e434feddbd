import { Injectable } from '@nestjs/common';
import { holdingSessionStates, type ClinicalPolicyKind, type StoredClinicalVersion } from '@lull/domain';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../../platform/database/database.js';
import { epochMs } from '../../platform/database/sql.js';
import { ClinicalPolicyRow } from './clinical-policy.entity.js';

/** What stands beside the figures of a version that the clinic wrote. */
export interface RecordedVersion {
  readonly version: string;
  readonly source: string;
  readonly revertsTo: string | null;
  readonly recordedAt: number;
}

export interface NewVersion extends StoredClinicalVersion {
  readonly source: string;
  readonly revertsTo: string | null;
}

/** A session that stands ahead. */
export interface ComingSession {
  readonly sessionId: string;
  readonly clinicId: string;
  readonly zone: string;
  readonly start: number;
}

/** The clinic's own versions of clinical rules: written once each, never changed. */
@Injectable()
export class ClinicalPolicyRepository {
  async recorded(tx: Tx, kind: ClinicalPolicyKind): Promise<RecordedVersion[]> {
    return tx.query<RecordedVersion>(
      `SELECT version, source, reverts_to AS "revertsTo", (${epochMs('recorded_at')})::float8 AS "recordedAt"
         FROM clinical_policy WHERE practice_id = $1 AND kind = $2`,
      [tx.principal.practiceId, kind],
    );
  }

  /** Precondition: its version is the one after the newest; the database refuses it twice. */
  async add(tx: Tx, kind: ClinicalPolicyKind, version: NewVersion, recordedBy: string): Promise<void> {
    const row = { practiceId: tx.principal.practiceId, id: uuid(), kind, ...version, recordedBy };
    await tx.manager.insert(ClinicalPolicyRow, { ...row, body: row.body as object });
  }

  /** The next one first. */
  async sessionsAhead(tx: Tx): Promise<ComingSession[]> {
    return tx.query<ComingSession>(
      `SELECT s.id AS "sessionId", s.clinic_id AS "clinicId", c.time_zone AS zone,
              (${epochMs('s.starts_at')})::float8 AS start
         FROM session s JOIN clinic c ON c.practice_id = s.practice_id AND c.id = s.clinic_id
        WHERE s.practice_id = $1 AND s.starts_at >= now() AND s.state = ANY ($2::text[])
        ORDER BY s.starts_at, s.id`,
      [tx.principal.practiceId, holdingSessionStates],
    );
  }
}
