import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { eraseDatabase, startDatabase } from '../../../../tools/database/launcher.mjs';
import { migrationDataSource } from '../platform/database/data-source.js';
import { prepareDatabase } from '../platform/database/prepare.js';
import { databaseUrls } from './database-urls.js';

declare module 'vitest' {
  export interface ProvidedContext {
    adminUrl: string;
    template: string;
  }
}

/**
 * One migrated template for all test files, on a server of its own; `TEST_DATABASE_URL` (an administrator's)
 * names another server, such as an older PostgreSQL.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['TEST_DATABASE_URL'];
  const directory = await mkdtemp(join(tmpdir(), 'lull-test-'));
  const server = given === undefined ? await startDatabase({ directory, durable: false }) : null;
  const adminUrl = given ?? server?.adminUrl;
  if (adminUrl === undefined) throw new Error('The test database did not start.');

  const template = `lull_template_${process.pid}`;
  const urls = databaseUrls(adminUrl, template);
  await prepareDatabase(urls);
  const source = await migrationDataSource(urls.owner).initialize();
  await source.runMigrations();
  await source.destroy();
  project.provide('adminUrl', adminUrl);
  project.provide('template', template);

  return async () => {
    if (server === null) {
      const admin = new pg.Client({ connectionString: adminUrl });
      await admin.connect();
      await admin.query(`DROP DATABASE IF EXISTS ${template} WITH (FORCE)`);
      await admin.end();
    } else {
      await server.stop();
      await eraseDatabase(directory);
    }
    await rm(directory, { recursive: true, force: true });
  };
}
