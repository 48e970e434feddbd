import pg from 'pg';
import { ConfigProblem } from '../config.js';

/** The three roles: the owner migrates, the application serves, and authentication looks before a sign-in. */
export interface DatabaseUrls {
  /** A superuser or a role that may create roles and databases. */
  readonly admin: string;
  readonly owner: string;
  readonly app: string;
  readonly auth: string;
}

interface Login {
  readonly role: string;
  readonly password: string;
  readonly database: string;
}

function loginOf(url: string): Login {
  const parsed = new URL(url);
  return {
    role: decodeURIComponent(parsed.username),
    password: decodeURIComponent(parsed.password),
    database: decodeURIComponent(parsed.pathname.slice(1)),
  };
}

/**
 * Creates the roles and the database that the URLs name, and sets the passwords to what stands in them.
 * Doing it again changes nothing else.
 */
export async function prepareDatabase(urls: DatabaseUrls): Promise<void> {
  const owner = loginOf(urls.owner);
  const app = loginOf(urls.app);
  const auth = loginOf(urls.auth);
  const admin = new pg.Client({ connectionString: urls.admin });
  await admin.connect();
  try {
    for (const login of [owner, app, auth]) await ensureRole(admin, login);
    await ensureDatabase(admin, urls.admin, owner);
    await admin.query(`REVOKE ALL ON DATABASE ${admin.escapeIdentifier(owner.database)} FROM PUBLIC`);
    await admin.query(
      `GRANT CONNECT ON DATABASE ${admin.escapeIdentifier(owner.database)} TO ${admin.escapeIdentifier(app.role)}, ${admin.escapeIdentifier(auth.role)}`,
    );
  } finally {
    await admin.end();
  }
}

/** Makes the owner's database; one that somebody made beforehand is handed over to the owner while it is empty. */
async function ensureDatabase(admin: pg.Client, adminUrl: string, owner: Login): Promise<void> {
  const [name, role] = [admin.escapeIdentifier(owner.database), admin.escapeIdentifier(owner.role)];
  const { rows } = await admin.query<{ owner: string }>(
    'SELECT pg_get_userbyid(datdba) AS owner FROM pg_database WHERE datname = $1',
    [owner.database],
  );
  const standing = rows[0];
  if (standing?.owner === owner.role) return;
  if (standing !== undefined && (await holdsTables(adminUrl, owner.database))) {
    throw new ConfigProblem(
      `The database "${owner.database}" holds tables and belongs to "${standing.owner}". Name an empty database, one that does not exist yet, or one of "${owner.role}".`,
    );
  }
  // Who hands a database over must be a member of the role that gets it.
  await admin.query(`GRANT ${role} TO CURRENT_USER`);
  await admin.query(
    standing === undefined
      ? `CREATE DATABASE ${name} OWNER ${role} TEMPLATE template0 ENCODING 'UTF8'`
      : `ALTER DATABASE ${name} OWNER TO ${role}`,
  );
}

async function holdsTables(adminUrl: string, database: string): Promise<boolean> {
  const url = new URL(adminUrl);
  url.pathname = `/${encodeURIComponent(database)}`;
  const inside = new pg.Client({ connectionString: url.href });
  await inside.connect();
  try {
    const { rows } = await inside.query<{ full: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema') AS full`,
    );
    return rows[0]?.full === true;
  } finally {
    await inside.end();
  }
}

async function ensureRole(admin: pg.Client, login: Login): Promise<void> {
  const name = admin.escapeIdentifier(login.role);
  const password = admin.escapeLiteral(login.password);
  const found = await admin.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [login.role]);
  const verb = found.rowCount === 0 ? 'CREATE' : 'ALTER';
  await admin.query(
    `${verb} ROLE ${name} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD ${password}`,
  );
}
