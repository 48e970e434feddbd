import { Injectable } from '@nestjs/common';
import type { DemonstrationSignInView, Role } from '@lull/contracts';
import { v7 as uuid } from 'uuid';
import { AuthDatabase } from '../../platform/database/auth-database.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';

export interface Credentials {
  readonly accountId: string;
  readonly passwordHash: string;
}

export interface Membership {
  readonly practiceId: string;
  readonly practiceName: string;
  readonly memberId: string;
  readonly name: string;
  readonly roles: readonly Role[];
}

export interface SignInLimits {
  readonly absoluteHours: number;
  /** Sign-ins that a member may have at one time. */
  readonly most: number;
}

interface AuthenticatedRow {
  practice_id: string;
  sign_in_id: string;
  member_id: string;
  name: string;
  roles: Role[];
}

const demonstrationMembers = `FROM member m JOIN practice p USING (practice_id) JOIN account a ON a.id = m.account_id
  WHERE p.demonstration AND m.active AND NOT a.disabled`;

/** Accounts and sign-ins, through the door that opens before it is known who asks. */
@Injectable()
export class SignInRepository {
  constructor(private readonly door: AuthDatabase) {}

  async credentials(email: string): Promise<Credentials | undefined> {
    const [row] = await this.door.rows<{ id: string; password_hash: string }>(
      `SELECT id, password_hash FROM account WHERE email = $1 AND NOT disabled`,
      [email],
    );
    return row && { accountId: row.id, passwordHash: row.password_hash };
  }

  async memberships(accountId: string): Promise<Membership[]> {
    return this.door.rows<Membership & { [column: string]: unknown }>(
      `SELECT m.practice_id AS "practiceId", p.name AS "practiceName", m.id AS "memberId", m.name, m.roles
         FROM member m JOIN practice p USING (practice_id)
        WHERE m.account_id = $1 AND m.active ORDER BY p.name`,
      [accountId],
    );
  }

  /** Who works in the demonstration practices: as many as a sign-in page can offer. */
  async demonstrationSignIns(): Promise<DemonstrationSignInView[]> {
    return this.door.rows<DemonstrationSignInView & { [column: string]: unknown }>(
      `SELECT m.name, m.roles, p.name AS practice, a.email ${demonstrationMembers} ORDER BY p.created_at, p.name, m.created_at, a.email LIMIT 50`,
    );
  }

  async demonstrationMembership(email: string): Promise<Membership | undefined> {
    const [row] = await this.door.rows<Membership & { [column: string]: unknown }>(
      `SELECT m.practice_id AS "practiceId", p.name AS "practiceName", m.id AS "memberId", m.name, m.roles
       ${demonstrationMembers} AND a.email = $1 ORDER BY p.created_at LIMIT 1`,
      [email],
    );
    return row;
  }

  /**
   * Starts a sign-in, ends the one that the same browser had (`replaced`), and of more than `most` the oldest.
   */
  async begin(
    member: Membership,
    tokenHash: Buffer,
    limits: SignInLimits,
    replaced: Buffer | null,
  ): Promise<void> {
    await this.door.rows(
      `WITH ended AS (
         DELETE FROM sign_in s WHERE s.token_hash = $6 OR s.practice_id = $1 AND s.member_id = $4 AND s.id IN
           (SELECT id FROM sign_in WHERE practice_id = $1 AND member_id = $4 AND token_hash IS DISTINCT FROM $6
             ORDER BY last_seen_at DESC OFFSET $7 - 1))
       INSERT INTO sign_in (practice_id, id, token_hash, member_id, expires_at)
       VALUES ($1, $2, $3, $4, clock_timestamp() + make_interval(hours => $5))`,
      [member.practiceId, uuid(), tokenHash, member.memberId, limits.absoluteHours, replaced, limits.most],
    );
  }

  /**
   * Who holds this token, if the sign-in is neither idle nor past its end and the member may still work here.
   * The limits are always checked; a background call (`extend` false) merely does not put them off.
   */
  async authenticate(
    tokenHash: Buffer,
    idleMinutes: number,
    extend: boolean,
  ): Promise<MemberPrincipal | undefined> {
    const [row] = await this.door.rows<AuthenticatedRow>(
      `WITH alive AS (
         SELECT s.practice_id, s.id, s.member_id, s.last_seen_at FROM sign_in s
          WHERE s.token_hash = $1 AND s.expires_at > clock_timestamp()
            AND s.last_seen_at > clock_timestamp() - make_interval(mins => $2)),
       seen AS (
         UPDATE sign_in s SET last_seen_at = clock_timestamp() FROM alive
          WHERE s.practice_id = alive.practice_id AND s.id = alive.id AND $3
            AND alive.last_seen_at < clock_timestamp() - interval '10 seconds')
       SELECT alive.practice_id, alive.id AS sign_in_id, m.id AS member_id, m.name, m.roles
         FROM alive JOIN member m ON m.practice_id = alive.practice_id AND m.id = alive.member_id
         JOIN account a ON a.id = m.account_id
        WHERE m.active AND NOT a.disabled`,
      [tokenHash, idleMinutes, extend],
    );
    return (
      row && {
        kind: 'member',
        practiceId: row.practice_id,
        memberId: row.member_id,
        signInId: row.sign_in_id,
        name: row.name,
        roles: row.roles,
      }
    );
  }

  async end(principal: MemberPrincipal): Promise<void> {
    await this.door.rows(`DELETE FROM sign_in WHERE practice_id = $1 AND id = $2`, [
      principal.practiceId,
      principal.signInId,
    ]);
  }

  /** Ends every sign-in of the member, on every device. */
  async endAll(principal: MemberPrincipal): Promise<void> {
    await this.door.rows(`DELETE FROM sign_in WHERE practice_id = $1 AND member_id = $2`, [
      principal.practiceId,
      principal.memberId,
    ]);
  }
}
