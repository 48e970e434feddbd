import pg from 'pg';

/**
 * Tells the planner what the tables hold now, after many rows at once. Plans that a connection prepared while they
 * were empty are made anew by it. Only their owner may; without it the server's autovacuum does the same within
 * minutes.
 */
export async function analyseTables(ownerUrl: string): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 5_000 });
  await owner.connect();
  try {
    const { rows } = await owner.query<{ statement: string }>(
      `SELECT format('ANALYZE %s', string_agg(c.oid::regclass::text, ', ')) AS statement
         FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')`,
    );
    for (const { statement } of rows) await owner.query(statement);
  } finally {
    await owner.end();
  }
}
