import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../../platform/database/database.js';

export interface UnitWanted {
  readonly sessionId: string;
  readonly patientId: string;
  /** Null: the session gives back the unit it has. */
  readonly authorisationId: string | null;
}

/**
 * Whose unit a session has. What becomes of it when the session is done or falls out, the triggers of migration 029
 * see to, whichever way the session changes; so do the counts, which the CHECK of the authorisation keeps.
 */
@Injectable()
export class AuthorisationUnitRepository {
  /** Precondition: the session stands, and its series is locked. */
  async reserve(tx: Tx, { sessionId, patientId, authorisationId }: UnitWanted): Promise<void> {
    const { practiceId } = tx.principal;
    const returned = tx.query(
      `UPDATE authorisation_unit SET state = 'returned' WHERE practice_id = $1 AND session_id = $2 AND state <> 'returned'`,
      [practiceId, sessionId],
    );
    const reserved =
      authorisationId === null
        ? null
        : tx.query(
            `INSERT INTO authorisation_unit (practice_id, id, authorisation_id, session_id, patient_id) VALUES ($1, $2, $3, $4, $5)`,
            [practiceId, uuid(), authorisationId, sessionId, patientId],
          );
    await Promise.all([returned, reserved]);
  }
}
