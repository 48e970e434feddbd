import type { TestDatabase } from './test-database.js';

/** A fingerprint of every row of every table: two are equal only when nothing at all has changed. */
export async function fingerprint(database: TestDatabase): Promise<Readonly<Record<string, string>>> {
  const tables = await database.rows<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY relname`,
  );
  const prints: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await database.rows<{ print: string }>(
      `SELECT count(*) || ' ' || coalesce(md5(string_agg(r::text, E'\\n' ORDER BY r::text)), '') AS print FROM ${name} r`,
    );
    prints[name] = row?.print ?? '';
  }
  return prints;
}
