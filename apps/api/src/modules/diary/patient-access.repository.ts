import { Injectable } from '@nestjs/common';
import { AuthDatabase } from '../../platform/database/auth-database.js';
import type { PatientPrincipal } from '../../platform/database/principal.js';
import { epochMs } from '../../platform/database/sql.js';

/** Whose link it is; not yet whether it stands. */
export interface LinkHolder {
  readonly practiceId: string;
  readonly patientId: string;
  readonly linkId: string;
}

/** Links and accesses, through the door that opens before it is known who asks. */
@Injectable()
export class PatientAccessRepository {
  constructor(private readonly door: AuthDatabase) {}

  async holderOf(tokenHash: Buffer): Promise<LinkHolder | undefined> {
    const [holder] = await this.door.rows<LinkHolder & { [column: string]: unknown }>(
      `SELECT l.practice_id AS "practiceId", l.patient_id AS "patientId", l.id AS "linkId"
         FROM patient_link l WHERE l.token_hash = $1`,
      [tokenHash],
    );
    return holder;
  }

  /** Begins an access and takes away what of this link is over; answers until when it lasts. */
  async begin(
    principal: Omit<PatientPrincipal, 'accessUntil'>,
    tokenHash: Buffer,
    minutes: number,
  ): Promise<number> {
    const { practiceId, accessId, linkId, patientId } = principal;
    const [row] = await this.door.rows<{ until: number }>(
      `WITH over AS (DELETE FROM patient_access WHERE practice_id = $1 AND link_id = $4 AND expires_at < now())
       INSERT INTO patient_access (practice_id, id, token_hash, link_id, patient_id, expires_at)
       VALUES ($1, $2, $3, $4, $5, clock_timestamp() + make_interval(mins => $6))
       RETURNING (${epochMs('expires_at')})::float8 AS until`,
      [practiceId, accessId, tokenHash, linkId, patientId, minutes],
    );
    if (row === undefined) throw new Error('An access that was just begun has no end.');
    return row.until;
  }

  /** Who holds this token, while the access and its link stand: a revoked link ends its accesses at once (P16). */
  async authenticate(tokenHash: Buffer): Promise<PatientPrincipal | undefined> {
    const [row] = await this.door.rows<Omit<PatientPrincipal, 'kind'> & { [column: string]: unknown }>(
      `SELECT a.practice_id AS "practiceId", a.patient_id AS "patientId", a.link_id AS "linkId", a.id AS "accessId",
              (${epochMs('a.expires_at')})::float8 AS "accessUntil"
         FROM patient_access a JOIN patient_link l ON l.practice_id = a.practice_id AND l.id = a.link_id
        WHERE a.token_hash = $1 AND a.expires_at > clock_timestamp()
          AND l.revoked_at IS NULL AND l.expires_at > clock_timestamp()`,
      [tokenHash],
    );
    return row && { kind: 'patient', ...row };
  }

  async end({ practiceId, accessId }: PatientPrincipal): Promise<void> {
    await this.door.rows(`DELETE FROM patient_access WHERE practice_id = $1 AND id = $2`, [
      practiceId,
      accessId,
    ]);
  }
}
