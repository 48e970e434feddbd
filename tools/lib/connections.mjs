/** The database that the product is told to use: the embedded one, or the one that DATABASE_URL names. */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

import { startDatabase } from '../database/launcher.mjs';
import { Failure, sentenceOf } from './errors.mjs';
import { places } from './places.mjs';
import { makeStateFolder } from './progress.mjs';

/**
 * @typedef {object} Connections
 * @property {NodeJS.ProcessEnv} api what `main.js` is told
 * @property {NodeJS.ProcessEnv} cli what `cli.js` is told beside it
 * @property {string} identity changes when another database, or other passwords, are used
 * @property {() => Promise<void>} close
 */

const DATABASE_NAME = 'lull';

/**
 * Three ways: nothing set, the embedded database; DATABASE_URL alone, an administrator's address, in which
 * roles and database are made; or DATABASE_URL, DATABASE_MIGRATE_URL and DATABASE_AUTH_URL, used as they are.
 * @returns {Promise<Connections>}
 */
export async function openConnections() {
  const { DATABASE_URL, DATABASE_MIGRATE_URL, DATABASE_AUTH_URL } = process.env;
  if (!DATABASE_URL) {
    const database = await startDatabase({ directory: places.database }).catch((error) => {
      throw new Failure(sentenceOf(error), { cause: error });
    });
    return { ...preparedIn(database.adminUrl), identity: 'embedded', close: database.stop };
  }
  const close = async () => {};
  if (!DATABASE_MIGRATE_URL && !DATABASE_AUTH_URL)
    return { ...preparedIn(DATABASE_URL), identity: DATABASE_URL, close };
  if (!DATABASE_MIGRATE_URL || !DATABASE_AUTH_URL) {
    throw new Failure(
      'DATABASE_URL is set with only one of DATABASE_MIGRATE_URL and DATABASE_AUTH_URL. ' +
        'Set all three for roles of your own, or DATABASE_URL alone (an administrator) to have them made.',
    );
  }
  return {
    api: { DATABASE_URL, DATABASE_AUTH_URL },
    cli: { DATABASE_MIGRATE_URL },
    identity: `${DATABASE_MIGRATE_URL} ${DATABASE_URL}`,
    close,
  };
}

/**
 * The administrator signs in to the database `postgres`: the one of the product may have to be made first.
 * @param {string} address the administrator's; its database is the product's, unless it is `postgres` or none
 */
function preparedIn(address) {
  const passwords = rolePasswords();
  const admin = new URL(address);
  const database = ['', '/', '/postgres'].includes(admin.pathname) ? `/${DATABASE_NAME}` : admin.pathname;
  admin.pathname = '/postgres';
  /** @param {keyof typeof passwords} role */
  const urlOf = (role) => {
    const url = new URL(admin);
    url.username = role;
    url.password = passwords[role];
    url.pathname = database;
    return url.href;
  };
  return {
    api: {
      DATABASE_URL: urlOf('lull_app'),
      DATABASE_AUTH_URL: urlOf('lull_auth'),
      LULL_SECRET_KEY_FILE: secretKeyFile(),
    },
    cli: { LULL_ADMIN_DATABASE_URL: admin.href, DATABASE_MIGRATE_URL: urlOf('lull_owner') },
  };
}

/** The key that seeds of second factors are sealed with: one that is named, or one of this clone's own. @returns {string} */
function secretKeyFile() {
  const { LULL_SECRET_KEY_FILE: named } = process.env;
  if (named) return named;
  if (!existsSync(places.secretKey)) {
    makeStateFolder();
    writeFileSync(places.secretKey, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
  }
  return places.secretKey;
}

/** @returns {{ lull_owner: string, lull_app: string, lull_auth: string }} */
function rolePasswords() {
  if (existsSync(places.secrets)) return JSON.parse(readFileSync(places.secrets, 'utf8')).roles;
  const password = () => randomBytes(24).toString('base64url');
  const roles = { lull_owner: password(), lull_app: password(), lull_auth: password() };
  makeStateFolder();
  writeFileSync(places.secrets, JSON.stringify({ roles }, null, 2), { mode: 0o600 });
  return roles;
}
