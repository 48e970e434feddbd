import { Injectable } from '@nestjs/common';
import type { DemonstrationSignInView, Role } from '@lull/contracts';
import { v7 as uuid } from 'uuid';
import { AuthDatabase } from '../../platform/database/auth-database.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { epochMs } from '../../platform/database/sql.js';

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

/** A sign-in as its owner sees it. */
export interface OpenSignIn {
  readonly id: string;
  readonly device: string | null;
  readonly createdAt: number;
  readonly lastSeenAt: number;
}

interface AuthenticatedRow {
  practice_id: string;
  sign_in_id: string;
  member_id: string;
  name: string;
  roles: Role[];
  factor_due: boolean;
}

const demonstrationMembers = `FROM member m JOIN practice p USING (practice_id) JOIN account a ON a.id = m.account_id
  WHERE p.demonstration AND m.active AND NOT a.disabled`;

/** MEMBER-05 in the words of the database, because it is asked with every call: `needsSecondFactor` of the domain. */
const factorDue = `(p.second_factor = 'everyone' OR p.second_factor = 'administrators' AND 'administrator' = ANY (m.roles))
  AND NOT EXISTS (SELECT FROM second_factor f WHERE f.practice_id = m.practice_id AND f.member_id = m.id AND f.kind <> 'recovery-codes')`;

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
    device: string | null,
  ): Promise<void> {
    await this.door.rows(
      `WITH ended AS (
         DELETE FROM sign_in s WHERE s.token_hash = $6 OR s.practice_id = $1 AND s.member_id = $4 AND s.id IN
           (SELECT id FROM sign_in WHERE practice_id = $1 AND member_id = $4 AND token_hash IS DISTINCT FROM $6
             ORDER BY last_seen_at DESC OFFSET $7 - 1)),
       noted AS (
         UPDATE account a SET last_sign_in_at = clock_timestamp() FROM member m
          WHERE m.practice_id = $1 AND m.id = $4 AND a.id = m.account_id)
       INSERT INTO sign_in (practice_id, id, token_hash, member_id, expires_at, device)
       VALUES ($1, $2, $3, $4, clock_timestamp() + make_interval(hours => $5), $8)`,
      [
        member.practiceId,
        uuid(),
        tokenHash,
        member.memberId,
        limits.absoluteHours,
        replaced,
        limits.most,
        device,
      ],
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
       SELECT alive.practice_id, alive.id AS sign_in_id, m.id AS member_id, m.name, m.roles, ${factorDue} AS factor_due
         FROM alive JOIN member m ON m.practice_id = alive.practice_id AND m.id = alive.member_id
         JOIN account a ON a.id = m.account_id JOIN practice p ON p.practice_id = m.practice_id
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
        ...(row.factor_due && { secondFactorDue: true }),
      }
    );
  }

  async end(principal: MemberPrincipal): Promise<void> {
    await this.door.rows(`DELETE FROM sign_in WHERE practice_id = $1 AND id = $2`, [
      principal.practiceId,
      principal.signInId,
    ]);
  }

  /** The membership of this id, if its owner may sign in to it. */
  async membership(practiceId: string, memberId: string): Promise<Membership | undefined> {
    const [row] = await this.door.rows<Membership & { [column: string]: unknown }>(
      `SELECT m.practice_id AS "practiceId", p.name AS "practiceName", m.id AS "memberId", m.name, m.roles
         FROM member m JOIN practice p USING (practice_id) JOIN account a ON a.id = m.account_id
        WHERE m.practice_id = $1 AND m.id = $2 AND m.active AND NOT a.disabled`,
      [practiceId, memberId],
    );
    return row;
  }

  /** Those of the member that are neither idle nor past their end, the newest first. */
  async open(
    { practiceId, memberId }: Pick<MemberPrincipal, 'practiceId' | 'memberId'>,
    idleMinutes: number,
  ): Promise<OpenSignIn[]> {
    return this.door.rows<OpenSignIn & { [column: string]: unknown }>(
      `SELECT id, device, ${epochMs('created_at')}::float8 AS "createdAt", ${epochMs('last_seen_at')}::float8 AS "lastSeenAt"
         FROM sign_in WHERE practice_id = $1 AND member_id = $2 AND expires_at > clock_timestamp()
          AND last_seen_at > clock_timestamp() - make_interval(mins => $3) ORDER BY last_seen_at DESC, id`,
      [practiceId, memberId, idleMinutes],
    );
  }

  /** False: no such sign-in of this member's. */
  async endOne({ practiceId, memberId }: MemberPrincipal, id: string): Promise<boolean> {
    const ended = await this.door.rows(
      `DELETE FROM sign_in WHERE practice_id = $1 AND member_id = $2 AND id = $3 RETURNING id`,
      [practiceId, memberId, id],
    );
    return ended.length > 0;
  }

  /** Ends every sign-in of an account in every practice, but one. */
  async endOthersOfAccount(
    { practiceId, memberId }: Pick<MemberPrincipal, 'practiceId' | 'memberId'>,
    kept: string | null,
  ): Promise<void> {
    await this.door.rows(
      `DELETE FROM sign_in s USING member m, member own
        WHERE own.practice_id = $1 AND own.id = $2 AND m.account_id = own.account_id
          AND s.practice_id = m.practice_id AND s.member_id = m.id AND s.id IS DISTINCT FROM $3`,
      [practiceId, memberId, kept],
    );
  }

  /** The same sign-in under another token, proved at this moment: what was grave gives it a new one. */
  async renew({ practiceId, signInId }: MemberPrincipal, tokenHash: Buffer): Promise<void> {
    await this.door.rows(
      `UPDATE sign_in SET token_hash = $3, proved_at = clock_timestamp() WHERE practice_id = $1 AND id = $2`,
      [practiceId, signInId, tokenHash],
    );
  }

  async prove({ practiceId, signInId }: MemberPrincipal): Promise<void> {
    await this.door.rows(
      `UPDATE sign_in SET proved_at = clock_timestamp() WHERE practice_id = $1 AND id = $2`,
      [practiceId, signInId],
    );
  }

  async provedWithin({ practiceId, signInId }: MemberPrincipal, minutes: number): Promise<boolean> {
    const rows = await this.door.rows(
      `SELECT 1 FROM sign_in WHERE practice_id = $1 AND id = $2 AND proved_at > clock_timestamp() - make_interval(mins => $3)`,
      [practiceId, signInId, minutes],
    );
    return rows.length > 0;
  }

  /** Ends every sign-in of the member, on every device. */
  async endAll(principal: Pick<MemberPrincipal, 'practiceId' | 'memberId'>): Promise<void> {
    await this.door.rows(`DELETE FROM sign_in WHERE practice_id = $1 AND member_id = $2`, [
      principal.practiceId,
      principal.memberId,
    ]);
  }
}
