import { Injectable } from '@nestjs/common';
import { Refused } from '../errors.js';
import type { Once } from '../http/preconditions.js';
import { Database, type Tx } from './database.js';
import type { MemberPrincipal } from './principal.js';

interface Kept {
  call: string;
  body_hash: Buffer;
  answer: { body: unknown } | null;
}

/** Runs a creating call so that its retry has one effect: the key and the answer commit with the work. */
@Injectable()
export class IdempotentCalls {
  constructor(private readonly database: Database) {}

  /**
   * Runs `body` unless this member's key was used before; then gives the kept answer again. A twin that comes
   * while the first is still at work waits for it on the unique index. A refusal is not kept.
   */
  async run<T>(principal: MemberPrincipal, once: Once, body: (tx: Tx) => Promise<T>): Promise<T> {
    const { answer, replayed } = await this.database.run(principal, async (tx) => {
      const kept = await claim(tx, principal.memberId, once);
      if (kept !== null) return { answer: kept as T, replayed: true };
      const fresh = await body(tx);
      await tx.query(
        `UPDATE idempotency_key SET answer = $3 WHERE practice_id = $1 AND member_id = $2 AND key = $4`,
        [principal.practiceId, principal.memberId, JSON.stringify({ body: fresh ?? null }), once.key],
      );
      return { answer: fresh, replayed: false };
    });
    once.replayed = replayed;
    return answer;
  }
}

/** Null: the key is ours now. Otherwise the answer that was kept under it. */
async function claim(tx: Tx, memberId: string, once: Once): Promise<unknown> {
  const { practiceId } = tx.principal;
  const claimed = await tx.query(
    `INSERT INTO idempotency_key (practice_id, member_id, key, call, body_hash) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING RETURNING key`,
    [practiceId, memberId, once.key, once.call, once.bodyHash],
  );
  if (claimed.length > 0) return null;
  const [kept] = await tx.query<Kept>(
    `SELECT call, body_hash, answer FROM idempotency_key WHERE practice_id = $1 AND member_id = $2 AND key = $3`,
    [practiceId, memberId, once.key],
  );
  if (kept === undefined || kept.answer === null)
    throw new Refused({ code: 'busy', facts: { retryAfterSeconds: 1 } });
  if (kept.call !== once.call || !kept.body_hash.equals(once.bodyHash)) {
    throw new Refused({ code: 'idempotency-key-reused' });
  }
  return kept.answer.body;
}
