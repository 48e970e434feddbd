import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { Temporal } from '@lull/domain';
import type { ClientBase } from 'pg';
import { DataSource, QueryFailedError, type EntityManager, type QueryRunner } from 'typeorm';
import { setTimeout as pause } from 'node:timers/promises';
import { Clock } from '../clock.js';
import { Refused } from '../errors.js';
import { requestContext } from '../http/request-context.js';
import { isConnectionLoss } from './connection-loss.js';
import { preparedName } from './prepared-name.js';
import type { Principal } from './principal.js';

/** A read of patients' records that the transaction must leave in the trail. */
export interface ReadNote {
  readonly resource: string;
  readonly patientIds: readonly string[];
  readonly resourceId?: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** One open transaction: the first argument of every repository method. */
export interface Tx {
  readonly manager: EntityManager;
  readonly principal: Principal;
  /** The transaction's own instant, by the database's clock. */
  readonly now: Temporal.Instant;
  /** Rows of a statement with positional parameters; for reads that let PostgreSQL build the answer. */
  query<Row>(statement: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** Notes a read of patients' records; it is appended to the trail before the commit, or nothing is served. */
  read(note: ReadNote): void;
}

/** Serialisation failure, deadlock, lock not available: the same body may succeed in a moment. */
const retryable = new Set(['40001', '40P01', '55P03']);
const attempts = 4;

export function sqlState(error: unknown): string | undefined {
  if (!(error instanceof QueryFailedError)) return undefined;
  const driver: unknown = error.driverError;
  return typeof driver === 'object' && driver !== null && 'code' in driver && typeof driver.code === 'string'
    ? driver.code
    : undefined;
}

export interface RunOptions {
  /**
   * For work that no request waits for, such as an import: a statement, and the commit with the trail that it
   * writes, may take minutes. Never in a request: it would hold its locks for as long.
   */
  readonly longRunning?: boolean;
}

const longRunningLimits = `SELECT set_config('statement_timeout', '10min', true), set_config('lock_timeout', '30s', true),
  set_config('idle_in_transaction_session_timeout', '1min', true)`;

/**
 * Rows of a statement, which the server plans once for each connection: planning a read of ten tables with
 * their policies takes longer than answering it. Always rows, where the query runner of TypeORM answers an
 * UPDATE with a pair.
 */
async function rowsOf<Row>(
  client: ClientBase,
  statement: string,
  parameters: readonly unknown[],
): Promise<Row[]> {
  const name = parameters.length === 0 ? undefined : preparedName(statement);
  try {
    const { rows } = await client.query({
      text: statement,
      values: [...parameters],
      ...(name !== undefined && { name }),
    });
    return rows as Row[];
  } catch (error) {
    throw error instanceof Error ? new QueryFailedError(statement, [...parameters], error) : error;
  }
}

/** The only way to the database. */
@Injectable()
export class Database {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * Runs `body` in one transaction as `principal`. The body returns its result and touches nothing outside
   * itself: it runs again when the database asks for it. Reads noted with `tx.read` are appended to the trail
   * before the commit; when that fails, the call fails.
   */
  async run<T>(principal: Principal, body: (tx: Tx) => Promise<T>, options: RunOptions = {}): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.attempt(principal, body, options);
      } catch (error) {
        const state = sqlState(error);
        if (state === undefined || !retryable.has(state)) throw error;
        if (attempt === attempts) throw new Refused({ code: 'busy', facts: { retryAfterSeconds: 1 } });
        // The jitter keeps two bodies that met once from meeting again.
        await pause(attempt * 10 + this.clock.jitter(20));
      }
    }
  }

  private async attempt<T>(
    principal: Principal,
    body: (tx: Tx) => Promise<T>,
    { longRunning }: RunOptions,
  ): Promise<T> {
    const runner = this.source.createQueryRunner();
    const notes: ReadNote[] = [];
    let committing = false;
    try {
      const client = (await runner.connect()) as ClientBase;
      await runner.startTransaction();
      if (longRunning === true) await runner.query(longRunningLimits);
      const now = this.clock.now(await this.enter(client, principal));
      const tx: Tx = {
        manager: runner.manager,
        principal,
        now,
        query: (statement, parameters = []) => rowsOf(client, statement, parameters),
        read: (note) => void notes.push(note),
      };
      const result = await body(tx);
      await this.appendReads(client, notes);
      committing = true;
      await runner.commitTransaction();
      const context = requestContext();
      if (context !== undefined) context.auditEvents += notes.length;
      return result;
    } catch (error) {
      if (runner.isTransactionActive) await rollBack(runner);
      if (!isConnectionLoss(error)) throw error;
      // A COMMIT that got no answer may have happened: only a retry with the same key can tell.
      throw new Refused({
        code: committing ? 'outcome-unknown' : 'unavailable',
        facts: { retryAfterSeconds: 2 },
      });
    } finally {
      await runner.release();
    }
  }

  /** Tells the transaction who it is; the policies read nothing else. Returns the database's instant. */
  private async enter(client: ClientBase, principal: Principal): Promise<Temporal.Instant> {
    const member = principal.kind === 'member' ? principal : null;
    const [first] = await rowsOf<{ now: number }>(
      client,
      `SELECT set_config('app.practice', $1, true), set_config('app.member', $2, true),
              set_config('app.role', $3, true), set_config('app.sign_in', $4, true),
              set_config('app.request', $5, true), set_config('app.purpose', $6, true),
              floor(extract(epoch from now()) * 1000)::float8 AS now`,
      [
        principal.practiceId,
        member?.memberId ?? '',
        member?.roles.join(' ') ?? '',
        member?.signInId ?? '',
        requestContext()?.requestId ?? '',
        principal.kind === 'member' ? 'treatment' : principal.purpose,
      ],
    );
    if (first === undefined) throw new Error('The database did not answer who it is.');
    return Temporal.Instant.fromEpochMilliseconds(first.now);
  }

  private async appendReads(client: ClientBase, notes: readonly ReadNote[]): Promise<void> {
    for (const note of notes) {
      await rowsOf(client, `SELECT audit_append('read', $1, $2, $3::uuid[], $4::jsonb)`, [
        note.resource,
        note.resourceId ?? null,
        [...new Set(note.patientIds)],
        note.detail === undefined ? null : JSON.stringify(note.detail),
      ]);
    }
  }
}

/** A lost connection has rolled back by itself. */
async function rollBack(runner: QueryRunner): Promise<void> {
  try {
    await runner.rollbackTransaction();
  } catch (error) {
    if (!isConnectionLoss(error)) throw error;
  }
}
