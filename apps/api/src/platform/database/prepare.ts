import pg from 'pg';

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
    const found = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [owner.database]);
    if (found.rowCount === 0) {
      // The creator must be a member of the owner's role to hand the database over.
      await admin.query(`GRANT ${admin.escapeIdentifier(owner.role)} TO CURRENT_USER`);
      await admin.query(
        `CREATE DATABASE ${admin.escapeIdentifier(owner.database)} OWNER ${admin.escapeIdentifier(owner.role)} TEMPLATE template0 ENCODING 'UTF8'`,
      );
    }
    await admin.query(`REVOKE ALL ON DATABASE ${admin.escapeIdentifier(owner.database)} FROM PUBLIC`);
    await admin.query(
      `GRANT CONNECT ON DATABASE ${admin.escapeIdentifier(owner.database)} TO ${admin.escapeIdentifier(app.role)}, ${admin.escapeIdentifier(auth.role)}`,
    );
  } finally {
    await admin.end();
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
