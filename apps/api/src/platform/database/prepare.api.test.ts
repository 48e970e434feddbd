import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { databaseUrls } from '../../testing/database-urls.js';
import { ConfigProblem } from '../config.js';
import { prepareDatabase } from './prepare.js';

let admin: pg.Client;
let name = '';
beforeEach(async () => {
  name = `lull_prepare_${randomBytes(6).toString('hex')}`;
  admin = new pg.Client({ connectionString: inject('adminUrl') });
  await admin.connect();
});
afterEach(async () => {
  await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await admin.end();
});

const prepare = () => prepareDatabase(databaseUrls(inject('adminUrl'), name));

async function ownerOf(): Promise<string | undefined> {
  const { rows } = await admin.query<{ owner: string }>(
    'SELECT pg_get_userbyid(datdba) AS owner FROM pg_database WHERE datname = $1',
    [name],
  );
  return rows[0]?.owner;
}

/** What the owner of the tables may do in the prepared database. */
async function asOwner(statement: string): Promise<void> {
  const owner = new pg.Client({ connectionString: databaseUrls(inject('adminUrl'), name).owner });
  await owner.connect();
  try {
    await owner.query(statement);
  } finally {
    await owner.end();
  }
}

describe('preparing a database', () => {
  it('makes one that is not there, and changes nothing when asked again', async () => {
    await prepare();
    await asOwner('CREATE TABLE kept (n int)');
    await prepare();
    expect(await ownerOf()).toBe('lull_owner');
    await asOwner('INSERT INTO kept VALUES (1)');
  });

  it('takes over an empty one that the administrator has made', async () => {
    await admin.query(`CREATE DATABASE ${name}`);
    await prepare();
    expect(await ownerOf()).toBe('lull_owner');
    await asOwner('CREATE TABLE mine (n int)');
  });

  it("leaves somebody else's alone, and says why", async () => {
    await admin.query(`CREATE DATABASE ${name}`);
    const inside = new pg.Client({ connectionString: inject('adminUrl').replace(/\/[^/]*$/, `/${name}`) });
    await inside.connect();
    await inside.query('CREATE TABLE theirs (n int)');
    await inside.end();
    const before = await ownerOf();
    const refused = await prepare().catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ConfigProblem);
    expect(String(refused)).toContain(`"${name}" holds tables and belongs to "${before}"`);
    expect(await ownerOf()).toBe(before);
  });
});
