import type { OnModuleDestroy } from '@nestjs/common';
import pg from 'pg';
import { Refused } from '../errors.js';
import { isConnectionLoss } from './connection-loss.js';
import { preparedName } from './prepared-name.js';

/** Statement cancelled by its limit, lock not available. */
const busy = new Set(['57014', '55P03', '40001', '40P01']);

/**
 * The door of `lull_auth`: accounts and sign-ins, before it is known who asks. It sees no patient's data.
 */
export class AuthDatabase implements OnModuleDestroy {
  readonly pool: pg.Pool;

  constructor(url: string) {
    this.pool = new pg.Pool({
      connectionString: url,
      max: 4,
      application_name: 'lull-auth',
      statement_timeout: 5_000,
      lock_timeout: 2_000,
      idle_in_transaction_session_timeout: 10_000,
      connectionTimeoutMillis: 10_000,
    });
    // A connection that dies while idle is replaced by the pool; without a listener it would end the process.
    this.pool.on('error', () => undefined);
  }

  async rows<Row extends pg.QueryResultRow>(
    statement: string,
    parameters: readonly unknown[] = [],
  ): Promise<Row[]> {
    try {
      const name = preparedName(statement);
      const asked = { text: statement, values: [...parameters], ...(name !== undefined && { name }) };
      return (await this.pool.query<Row>(asked)).rows;
    } catch (error) {
      if (isConnectionLoss(error))
        throw new Refused({ code: 'unavailable', facts: { retryAfterSeconds: 2 } });
      if (error instanceof pg.DatabaseError && busy.has(error.code ?? ''))
        throw new Refused({ code: 'busy', facts: { retryAfterSeconds: 1 } });
      throw error;
    }
  }

  async onModuleDestroy(): Promise<void> {
    await this.pool.end();
  }
}
