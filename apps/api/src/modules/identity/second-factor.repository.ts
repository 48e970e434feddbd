import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../../platform/database/database.js';
import { epochMs } from '../../platform/database/sql.js';

export type FactorKind = 'totp' | 'passkey' | 'recovery-codes';

export interface Factor {
  readonly id: string;
  readonly kind: FactorKind;
  readonly name: string;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
}

export interface Credential {
  readonly factorId: string;
  readonly memberId: string;
  readonly credentialId: string;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly transports: readonly string[];
}

/** What members prove who they are with. */
@Injectable()
export class SecondFactorRepository {
  async of(tx: Tx, memberId: string): Promise<Factor[]> {
    return tx.query<Factor>(
      `SELECT id, kind, name, ${epochMs('created_at')}::float8 AS "createdAt", ${epochMs('last_used_at')}::float8 AS "lastUsedAt"
         FROM second_factor WHERE practice_id = $1 AND member_id = $2 ORDER BY created_at, id`,
      [tx.principal.practiceId, memberId],
    );
  }

  /** How many of each kind these members have, by member. */
  async counted(
    tx: Tx,
    memberIds: readonly string[],
  ): Promise<ReadonlyMap<string, { readonly totp: boolean; readonly passkeys: number }>> {
    const rows = await tx.query<{ memberId: string; totp: boolean; passkeys: number }>(
      `SELECT member_id AS "memberId", bool_or(kind = 'totp') AS totp,
              (count(*) FILTER (WHERE kind = 'passkey'))::integer AS passkeys
         FROM second_factor WHERE practice_id = $1 AND member_id = ANY ($2) GROUP BY 1`,
      [tx.principal.practiceId, memberIds],
    );
    return new Map(rows.map(({ memberId, totp, passkeys }) => [memberId, { totp, passkeys }]));
  }

  /** Active members whom the practice's demand means and who have none: MEMBER-05 over all of them. */
  async due(tx: Tx): Promise<number> {
    const [row] = await tx.query<{ due: number }>(
      `SELECT count(*)::integer AS due FROM member m JOIN practice p USING (practice_id)
        WHERE m.practice_id = $1 AND m.active
          AND (p.second_factor = 'everyone' OR p.second_factor = 'administrators' AND 'administrator' = ANY (m.roles))
          AND NOT EXISTS (SELECT FROM second_factor f WHERE f.practice_id = m.practice_id AND f.member_id = m.id AND f.kind <> 'recovery-codes')`,
      [tx.principal.practiceId],
    );
    return row?.due ?? 0;
  }

  /** A new factor. Undefined: there is one of this kind already, and there may be but one. */
  async insert(tx: Tx, memberId: string, kind: FactorKind, name: string): Promise<string | undefined> {
    const [row] = await tx.query<{ id: string }>(
      `INSERT INTO second_factor (practice_id, id, member_id, kind, name) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT DO NOTHING RETURNING id`,
      [tx.principal.practiceId, uuid(), memberId, kind, name],
    );
    return row?.id;
  }

  async rename(tx: Tx, memberId: string, id: string, name: string): Promise<boolean> {
    const renamed = await tx.query(
      `UPDATE second_factor SET name = $4 WHERE practice_id = $1 AND member_id = $2 AND id = $3 AND kind = 'passkey' RETURNING id`,
      [tx.principal.practiceId, memberId, id, name],
    );
    return renamed.length > 0;
  }

  /** Takes factors of a member away, with what proves them; answers how many. */
  async remove(
    tx: Tx,
    memberId: string,
    which: { readonly id?: string; readonly kind?: FactorKind } = {},
  ): Promise<number> {
    const removed = await tx.query(
      `DELETE FROM second_factor WHERE practice_id = $1 AND member_id = $2
          AND ($3::uuid IS NULL OR id = $3) AND ($4::text IS NULL OR kind = $4) RETURNING id`,
      [tx.principal.practiceId, memberId, which.id ?? null, which.kind ?? null],
    );
    return removed.length;
  }

  async keepSeed(tx: Tx, factorId: string, sealed: string, lastStep: number): Promise<void> {
    await tx.query(
      `INSERT INTO totp_seed (practice_id, factor_id, sealed, last_step) VALUES ($1, $2, $3, $4)`,
      [tx.principal.practiceId, factorId, sealed, lastStep],
    );
  }

  /** The member's sealed seed, which nobody else uses until the transaction ends. */
  async seedOf(
    tx: Tx,
    memberId: string,
  ): Promise<{ readonly factorId: string; readonly sealed: string } | undefined> {
    const [seed] = await tx.query<{ factorId: string; sealed: string }>(
      `SELECT s.factor_id AS "factorId", s.sealed FROM second_factor f
         JOIN totp_seed s ON s.practice_id = f.practice_id AND s.factor_id = f.id
        WHERE f.practice_id = $1 AND f.member_id = $2 FOR UPDATE OF s`,
      [tx.principal.practiceId, memberId],
    );
    return seed;
  }

  /** Uses the code of a step up, with all before it. False: it was used before. */
  async useStep(tx: Tx, factorId: string, step: number): Promise<boolean> {
    const used = await tx.query(
      `UPDATE totp_seed SET last_step = $3 WHERE practice_id = $1 AND factor_id = $2 AND last_step < $3 RETURNING factor_id`,
      [tx.principal.practiceId, factorId, step],
    );
    if (used.length === 0) return false;
    await this.touch(tx, factorId);
    return true;
  }

  async keepRecoveryCodes(tx: Tx, factorId: string, hashes: readonly Buffer[]): Promise<void> {
    await tx.query(
      `INSERT INTO recovery_code (practice_id, factor_id, code_hash) SELECT $1, $2, unnest($3::bytea[])`,
      [tx.principal.practiceId, factorId, hashes],
    );
  }

  /** Uses a recovery code up. False: it is none of this member's, or was used before. */
  async useRecoveryCode(tx: Tx, memberId: string, hash: Buffer): Promise<boolean> {
    const [used] = await tx.query<{ factorId: string }>(
      `UPDATE recovery_code c SET used_at = clock_timestamp() FROM second_factor f
        WHERE c.practice_id = $1 AND f.practice_id = $1 AND f.id = c.factor_id AND f.member_id = $2
          AND c.code_hash = $3 AND c.used_at IS NULL RETURNING c.factor_id AS "factorId"`,
      [tx.principal.practiceId, memberId, hash],
    );
    if (used === undefined) return false;
    await this.touch(tx, used.factorId);
    return true;
  }

  async recoveryCodesLeft(tx: Tx, memberId: string): Promise<number> {
    const [row] = await tx.query<{ left: number }>(
      `SELECT count(*)::integer AS left FROM recovery_code c
         JOIN second_factor f ON f.practice_id = c.practice_id AND f.id = c.factor_id
        WHERE c.practice_id = $1 AND f.member_id = $2 AND c.used_at IS NULL`,
      [tx.principal.practiceId, memberId],
    );
    return row?.left ?? 0;
  }

  async keepCredential(tx: Tx, credential: Omit<Credential, 'memberId'>): Promise<boolean> {
    const { factorId, credentialId, publicKey, counter, transports } = credential;
    const kept = await tx.query(
      `INSERT INTO passkey_credential (practice_id, factor_id, credential_id, public_key, counter, transports)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT ON CONSTRAINT passkey_credential_once DO NOTHING RETURNING factor_id`,
      [tx.principal.practiceId, factorId, credentialId, publicKey, counter, [...transports]],
    );
    return kept.length > 0;
  }

  async credentialsOf(tx: Tx, memberId: string): Promise<Pick<Credential, 'credentialId' | 'transports'>[]> {
    return tx.query(
      `SELECT c.credential_id AS "credentialId", c.transports FROM passkey_credential c
         JOIN second_factor f ON f.practice_id = c.practice_id AND f.id = c.factor_id
        WHERE c.practice_id = $1 AND f.member_id = $2`,
      [tx.principal.practiceId, memberId],
    );
  }

  /** The passkey of this id, if it is this member's; nobody else uses it until the transaction ends. */
  async credential(tx: Tx, memberId: string, credentialId: string): Promise<Credential | undefined> {
    const [found] = await tx.query<Credential>(
      `SELECT c.factor_id AS "factorId", f.member_id AS "memberId", c.credential_id AS "credentialId",
              c.public_key AS "publicKey", c.counter::float8 AS counter, c.transports
         FROM passkey_credential c JOIN second_factor f ON f.practice_id = c.practice_id AND f.id = c.factor_id
        WHERE c.practice_id = $1 AND f.member_id = $2 AND c.credential_id = $3 FOR UPDATE OF c`,
      [tx.principal.practiceId, memberId, credentialId],
    );
    return found;
  }

  async useCredential(tx: Tx, factorId: string, counter: number): Promise<void> {
    await tx.query(`UPDATE passkey_credential SET counter = $3 WHERE practice_id = $1 AND factor_id = $2`, [
      tx.principal.practiceId,
      factorId,
      counter,
    ]);
    await this.touch(tx, factorId);
  }

  private async touch(tx: Tx, factorId: string): Promise<void> {
    await tx.query(
      `UPDATE second_factor SET last_used_at = clock_timestamp() WHERE practice_id = $1 AND id = $2`,
      [tx.principal.practiceId, factorId],
    );
  }
}
