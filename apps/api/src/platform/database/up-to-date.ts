import pg from 'pg';
import type { DatabaseUrls } from './prepare.js';

/** The role, the database, the table or the right is not there yet, or the password is another. */
const notYet = new Set(['3D000', '28P01', '28000', '42P01', '42501']);

/**
 * Whether all three roles can enter and every migration is in; a tenth of the time that it takes to do it again.
 * What is wrong with the server itself is thrown.
 */
export async function isUpToDate(
  urls: Omit<DatabaseUrls, 'admin'>,
  migrationNames: readonly string[],
): Promise<boolean> {
  try {
    const [migrated] = await Promise.all([
      rowsAs<{ name: string }>(urls.owner, 'SELECT name FROM schema_migration'),
      rowsAs(urls.app, 'SELECT 1'),
      rowsAs(urls.auth, 'SELECT 1'),
    ]);
    const done = new Set(migrated.map(({ name }) => name));
    return migrationNames.every((name) => done.has(name));
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code !== undefined && notYet.has(error.code)) return false;
    throw error;
  }
}

/** The rows of one statement, on a connection of its own. */
export async function rowsAs<Row extends pg.QueryResultRow>(
  url: string,
  statement: string,
  parameters: readonly unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    return (await client.query<Row>(statement, [...parameters])).rows;
  } finally {
    await client.end();
  }
}
