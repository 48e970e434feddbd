import type { Tx } from '../../platform/database/database.js';
import { epochMs } from '../../platform/database/sql.js';

interface Visit {
  readonly sessionId: string;
  readonly patientId: string;
  readonly clinicId: string;
  readonly start: number;
}

/** Most patients agreed to e-mail, about half to text messages, some to neither; always the same ones. */
export async function askForConsents(tx: Tx): Promise<void> {
  await tx.query(
    `UPDATE patient SET consent_to_email = substr(md5(mrn), 1, 1) < 'd', consent_to_sms = substr(md5(mrn), 2, 1) < '9'
      WHERE practice_id = $1`,
    [tx.principal.practiceId],
  );
}

/** The visits of the coming week. */
export function comingVisits(tx: Tx): Promise<Visit[]> {
  return tx.query<Visit>(
    `SELECT id AS "sessionId", patient_id AS "patientId", clinic_id AS "clinicId", ${epochMs('starts_at')}::float8 AS start
       FROM session WHERE practice_id = $1 AND state IN ('booked','confirmed')
        AND starts_at > now() AND starts_at < now() + interval '8 days' ORDER BY starts_at, id`,
    [tx.principal.practiceId],
  );
}
