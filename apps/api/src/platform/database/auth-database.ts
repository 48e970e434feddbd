import type { OnModuleDestroy } from '@nestjs/common';
import pg from 'pg';

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
      connectionTimeoutMillis: 2_000,
    });
    // A connection that dies while idle is replaced by the pool; without a listener it would end the process.
    this.pool.on('error', () => undefined);
  }

  async rows<Row extends pg.QueryResultRow>(statement: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return (await this.pool.query<Row>(statement, [...parameters])).rows;
  }

  async onModuleDestroy(): Promise<void> {
    await this.pool.end();
  }
}
