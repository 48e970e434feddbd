import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { AuditRead } from '@lull/contracts';
import { Temporal } from '@lull/domain';
import type { Client, QueryResult, QueryResultRow } from 'pg';
import { DataSource, QueryFailedError, type EntityManager, type QueryRunner } from 'typeorm';
import { setTimeout as pause } from 'node:timers/promises';
import { Clock } from '../clock.js';
import { Refused } from '../errors.js';
import { requestContext } from '../http/request-context.js';
import { isConnectionLoss } from './connection-loss.js';
import { preparedName } from './prepared-name.js';
import type { Principal } from './principal.js';

/** A read of patients' records that the transaction must leave in the trail. */
interface ReadNote {
  readonly resource: AuditRead;
  readonly patientIds: readonly string[];
  readonly resourceId?: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** A statement with positional parameters. */
export interface Statement {
  readonly text: string;
  readonly parameters: readonly unknown[];
}

/** One open transaction: the first argument of every repository method. */
export interface Tx {
  readonly manager: EntityManager;
  readonly principal: Principal;
  /** The transaction's own instant, by the database's clock. */
  readonly now: Temporal.Instant;
  /** Rows of a statement with positional parameters; for reads that let PostgreSQL build the answer. */
  query<Row>(statement: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** Sends a statement whose rows nobody waits for together with the commit; when it fails, nothing is committed. */
  withCommit(statement: string, parameters: readonly unknown[]): void;
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
  /** A first statement that needs nothing but the principal: it goes with the opening, its rows to the body. */
  readonly first?: Statement;
}

const longRunningLimits = `SELECT set_config('statement_timeout', '10min', true), set_config('lock_timeout', '30s', true),
  set_config('idle_in_transaction_session_timeout', '1min', true)`;

/**
 * Sends a statement, which the server plans once for each connection: planning a read of ten tables with their
 * policies takes longer than answering it. Sent without waiting for the ones before it (the driver's pipeline);
 * what is sent in one turn leaves in one piece, because waking the server costs more than most statements.
 */
async function send<Row extends QueryResultRow>(
  client: Client,
  statement: string,
  parameters: readonly unknown[] = [],
): Promise<QueryResult<Row>> {
  const { stream } = client.connection;
  stream.cork();
  process.nextTick(() => stream.uncork());
  const name = parameters.length === 0 ? undefined : preparedName(statement);
  try {
    return await client.query<Row>({
      text: statement,
      values: [...parameters],
      ...(name !== undefined && { name }),
    });
  } catch (error) {
    throw error instanceof Error ? new QueryFailedError(statement, [...parameters], error) : error;
  }
}

/** Always rows, where the query runner of TypeORM answers an UPDATE with a pair. */
async function rowsOf<Row>(
  client: Client,
  statement: string,
  parameters: readonly unknown[],
): Promise<Row[]> {
  return (await send(client, statement, parameters)).rows as Row[];
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
  async run<T>(
    principal: Principal,
    body: (tx: Tx, firstRows: readonly unknown[]) => Promise<T>,
    options: RunOptions = {},
  ): Promise<T> {
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
    body: (tx: Tx, firstRows: readonly unknown[]) => Promise<T>,
    { longRunning, first }: RunOptions,
  ): Promise<T> {
    const runner = this.source.createQueryRunner();
    const notes: ReadNote[] = [];
    const last: Statement[] = [];
    let client: Client | undefined;
    let committing = false;
    try {
      const open = (client = (await runner.connect()) as Client);
      const [, , now, firstRows] = await Promise.all([
        send(open, 'BEGIN'),
        longRunning === true && send(open, longRunningLimits),
        this.enter(open, principal),
        first === undefined ? [] : rowsOf<unknown>(open, first.text, first.parameters),
      ]);
      inTransaction(runner, true);
      const tx: Tx = {
        manager: runner.manager,
        principal,
        now: this.clock.now(now),
        query: (statement, parameters = []) => rowsOf(open, statement, parameters),
        withCommit: (text, parameters) => void last.push({ text, parameters }),
        read: (note) => void notes.push(note),
      };
      const result = await body(tx, firstRows);
      committing = true;
      const ending = await Promise.all([
        ...last.map(({ text, parameters }) => send(open, text, parameters)),
        ...notes.map((note) => appendRead(open, note)),
        send(open, 'COMMIT'),
      ]);
      if (ending.at(-1)?.command !== 'COMMIT')
        throw new Error('A body went on after one of its statements had failed; nothing was committed.');
      const context = requestContext();
      if (context !== undefined) context.auditEvents += notes.length;
      return result;
    } catch (error) {
      if (client !== undefined) await rollBack(client);
      if (!isConnectionLoss(error)) throw error;
      // A COMMIT that got no answer may have happened: only a retry with the same key can tell.
      throw new Refused({
        code: committing ? 'outcome-unknown' : 'unavailable',
        facts: { retryAfterSeconds: 2 },
      });
    } finally {
      inTransaction(runner, false);
      await runner.release();
    }
  }

  /** Tells the transaction who it is; the policies read nothing else. Returns the database's instant. */
  private async enter(client: Client, principal: Principal): Promise<Temporal.Instant> {
    const member = principal.kind === 'member' ? principal : null;
    const patient = principal.kind === 'patient' ? principal : null;
    const [first] = await rowsOf<{ now: number }>(
      client,
      `SELECT set_config('app.practice', $1, true), set_config('app.member', $2, true),
              set_config('app.role', $3, true), set_config('app.sign_in', $4, true),
              set_config('app.request', $5, true), set_config('app.purpose', $6, true),
              set_config('app.patient', $7, true),
              floor(extract(epoch from now()) * 1000)::float8 AS now`,
      [
        principal.practiceId,
        member?.memberId ?? '',
        patient === null ? (member?.roles.join(' ') ?? '') : 'patient',
        member?.signInId ?? patient?.accessId ?? '',
        requestContext()?.requestId ?? '',
        principal.kind === 'system' ? principal.purpose : (requestContext()?.purpose ?? 'treatment'),
        patient?.patientId ?? '',
      ],
    );
    if (first === undefined) throw new Error('The database did not answer who it is.');
    return Temporal.Instant.fromEpochMilliseconds(first.now);
  }
}

/** TypeORM locks rows only in a transaction, and did not begin this one itself. */
function inTransaction(runner: QueryRunner, isTransactionActive: boolean): void {
  Object.assign(runner, { isTransactionActive });
}

function appendRead(
  client: Client,
  { resource, resourceId, patientIds, detail }: ReadNote,
): Promise<QueryResult> {
  return send(client, `SELECT audit_append('read', $1, $2, $3::uuid[], $4::jsonb)`, [
    resource,
    resourceId ?? null,
    [...new Set(patientIds)],
    detail === undefined ? null : JSON.stringify(detail),
  ]);
}

/** A lost connection has rolled back by itself; after a failed COMMIT there is nothing left to take back. */
async function rollBack(client: Client): Promise<void> {
  try {
    await send(client, 'ROLLBACK');
  } catch (error) {
    if (!isConnectionLoss(error)) throw error;
  }
}
