import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { givenPractice, startTestApp, type TestApp } from '../../testing/test-app.js';
import { analyseTables } from './statistics.js';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

/** How many rows the planner believes a table to hold; -1: it was never told. */
async function believed(table: string): Promise<number | undefined> {
  const [row] = await test.database.rows<{ reltuples: number }>(
    `SELECT reltuples FROM pg_class WHERE oid = $1::regclass`,
    [table],
  );
  return row?.reltuples;
}

describe('what the planner knows of the tables', () => {
  it('is told by their owner, past the policies of every practice', async () => {
    await givenPractice(test);
    await givenPractice(test);
    expect(await believed('practice')).toBe(-1);
    await analyseTables(test.database.urls.owner);
    expect(await believed('practice')).toBe(2);
  });

  it('cannot be told by the role that serves requests', async () => {
    const before = await believed('practice');
    await givenPractice(test);
    await analyseTables(test.database.urls.app);
    expect(await believed('practice')).toBe(before);
  });
});
