import { describe, expect, it } from 'vitest';
import { migrationDataSource } from '../platform/database/data-source.js';
import { cloneDatabase } from './test-database.js';

describe('the migrations', () => {
  it('make exactly what the entities describe', async () => {
    const database = await cloneDatabase();
    const source = await migrationDataSource(database.urls.owner).initialize();
    const drift = await source.driver.createSchemaBuilder().log();
    await source.destroy();
    await database.drop();
    expect(drift.upQueries.map((query) => query.query)).toEqual([]);
  });
});
