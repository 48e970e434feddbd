import { Injectable } from '@nestjs/common';
import { Refused } from '../errors.js';
import type { Once } from '../http/preconditions.js';
import { Database, type Statement, type Tx } from './database.js';
import type { MemberPrincipal, PatientPrincipal } from './principal.js';

/** Who may ask for something to happen once. A patient's key holds across links: an answer may wait for days. */
type Caller = MemberPrincipal | PatientPrincipal;

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
   * Runs `body` unless this caller's key was used before; then gives the kept answer again. A twin that comes
   * while the first is still at work waits for it on the unique index. A refusal is not kept.
   */
  async run<T>(principal: Caller, once: Once, body: (tx: Tx) => Promise<T>): Promise<T> {
    const { answer, replayed } = await this.database.run(
      principal,
      async (tx, claimed) => {
        if (claimed.length === 0) {
          return { answer: (await keptAnswer(tx, idOf(principal), once)) as T, replayed: true };
        }
        const fresh = await body(tx);
        tx.withCommit(
          `UPDATE idempotency_key SET answer = $3 WHERE practice_id = $1 AND member_id = $2 AND key = $4`,
          [principal.practiceId, idOf(principal), JSON.stringify({ body: fresh ?? null }), once.key],
        );
        return { answer: fresh, replayed: false };
      },
      { first: claim(principal, once) },
    );
    once.replayed = replayed;
    return answer;
  }
}

function idOf(caller: Caller): string {
  return caller.kind === 'member' ? caller.memberId : caller.patientId;
}

/** Answers a row when the key is ours now, none when it was used before. */
function claim(caller: Caller, { key, call, bodyHash }: Once): Statement {
  return {
    text: `INSERT INTO idempotency_key (practice_id, member_id, key, call, body_hash) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING RETURNING key`,
    parameters: [caller.practiceId, idOf(caller), key, call, bodyHash],
  };
}

async function keptAnswer(tx: Tx, callerId: string, once: Once): Promise<unknown> {
  const [kept] = await tx.query<Kept>(
    `SELECT call, body_hash, answer FROM idempotency_key WHERE practice_id = $1 AND member_id = $2 AND key = $3`,
    [tx.principal.practiceId, callerId, once.key],
  );
  if (kept === undefined || kept.answer === null)
    throw new Refused({ code: 'busy', facts: { retryAfterSeconds: 1 } });
  if (kept.call !== once.call || !kept.body_hash.equals(once.bodyHash)) {
    throw new Refused({ code: 'idempotency-key-reused' });
  }
  return kept.answer.body;
}
