import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import type { DatabaseUrls } from '../platform/database/prepare.js';
import { databaseUrls } from './database-urls.js';

export interface TestDatabase {
  readonly urls: DatabaseUrls;
  /** Rows of a statement as the superuser, who sees every practice; for what a test must see from outside. */
  rows<Row extends pg.QueryResultRow>(statement: string, parameters?: readonly unknown[]): Promise<Row[]>;
  drop(): Promise<void>;
}

/** A database of its own, cloned from the migrated template. */
export async function cloneDatabase(): Promise<TestDatabase> {
  const adminUrl = inject('adminUrl');
  const name = `lull_test_${randomBytes(6).toString('hex')}`;
  await asAdmin(adminUrl, (admin) =>
    admin.query(`CREATE DATABASE ${name} OWNER lull_owner TEMPLATE ${inject('template')}`),
  );
  const inside = new URL(adminUrl);
  inside.pathname = `/${name}`;
  const pool = new pg.Pool({ connectionString: inside.href, max: 2 });
  pool.on('error', () => undefined);
  return {
    urls: databaseUrls(adminUrl, name),
    rows: async <Row extends pg.QueryResultRow>(statement: string, parameters: readonly unknown[] = []) =>
      (await pool.query<Row>(statement, [...parameters])).rows,
    drop: async () => {
      await pool.end();
      await asAdmin(adminUrl, (admin) => admin.query(`DROP DATABASE ${name} WITH (FORCE)`));
    },
  };
}

async function asAdmin(url: string, body: (admin: pg.Client) => Promise<unknown>): Promise<void> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    await body(admin);
  } finally {
    await admin.end();
  }
}
