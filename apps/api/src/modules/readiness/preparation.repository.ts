import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';

/** Whose sheet it is, and which clinic hands it out. */
export interface PreparationPeople {
  readonly sessionId: string;
  readonly patientName: string;
  readonly birthDate: string;
  /** As the patient speaks, BCP 47. */
  readonly language: string;
  readonly clinicName: string;
  readonly phone: string | null;
  readonly outOfHoursText: string | null;
}

@Injectable()
export class PreparationRepository {
  async people(tx: Tx, sessionIds: readonly string[]): Promise<Map<string, PreparationPeople>> {
    const rows = await tx.query<PreparationPeople>(
      `SELECT s.id AS "sessionId", p.given_name || ' ' || p.family_name AS "patientName",
              p.birth_date::text AS "birthDate", p.language, c.name AS "clinicName", c.phone,
              c.out_of_hours_text AS "outOfHoursText"
         FROM session s
         JOIN patient p ON p.practice_id = s.practice_id AND p.id = s.patient_id
         JOIN clinic c ON c.practice_id = s.practice_id AND c.id = s.clinic_id
        WHERE s.practice_id = $1 AND s.id = ANY ($2::uuid[])`,
      [tx.principal.practiceId, sessionIds],
    );
    return new Map(rows.map((row) => [row.sessionId, row]));
  }
}
