import type { DataSource } from 'typeorm';

/** The product must not start on this database; the message says what to change. */
export class UnsafeDatabase extends Error {}

/**
 * Refuses a connection that could look past the policies: a superuser, a role with BYPASSRLS, the owner of a
 * table, or a table of a practice whose row-level security is not forced.
 */
export async function refuseUnsafeDatabase(source: DataSource): Promise<void> {
  const [role] = (await source.query(
    `SELECT current_user AS name, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user`,
  )) as { name: string; rolsuper: boolean; rolbypassrls: boolean }[];
  if (role === undefined) throw new UnsafeDatabase('The database does not know the role that signed in.');
  if (role.rolsuper || role.rolbypassrls) {
    throw new UnsafeDatabase(
      `DATABASE_URL signs in as "${role.name}", which ${role.rolsuper ? 'is a superuser' : 'has BYPASSRLS'} and would see every practice. Use the role that \`prepare\` made (docs/operations.md).`,
    );
  }
  const tables = (await source.query(`
    SELECT c.relname AS name, pg_get_userbyid(c.relowner) = current_user AS owned,
           c.relrowsecurity AND c.relforcerowsecurity AS forced,
           EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'practice_id' AND NOT a.attisdropped) AS of_practice
      FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')`)) as {
    name: string;
    owned: boolean;
    forced: boolean;
    of_practice: boolean;
  }[];
  if (tables.length === 0) throw new UnsafeDatabase('The database is empty: run `migrate` first.');
  const owned = tables.filter((table) => table.owned).map((table) => table.name);
  if (owned.length > 0) {
    throw new UnsafeDatabase(
      `"${role.name}" owns ${owned.join(', ')} and could switch the policies off. Let the owner migrate and the application only use.`,
    );
  }
  const open = tables.filter((table) => table.of_practice && !table.forced).map((table) => table.name);
  if (open.length > 0) {
    throw new UnsafeDatabase(
      `Row-level security is not forced on ${open.join(', ')}: rows of another practice could be seen.`,
    );
  }
}
