import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { raceAllDoors, type Ground } from '../../../../tools/benchmarks/all-doors.mjs';
import { cutBook } from '../../../../tools/benchmarks/cut-book.mjs';
import { openClient } from '../../../../tools/benchmarks/load.mjs';
import { faultsOfBook } from '../../../../tools/benchmarks/race-verdict.mjs';
import { AuthDatabase } from '../platform/database/auth-database.js';
import { arranging } from './given-clinic.js';
import { goodBook } from './given-book.js';
import { givenMember, startTestApp, type TestApp } from './test-app.js';
import { importCommand } from '../modules/interop/import.command.js';
import { ResourceLocks } from '../modules/scheduling/resource-locks.repository.js';

const clients = 16;
const ends: (() => unknown)[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const end of ends.splice(0).toReversed()) await end();
});

/** A clinic with its patients, its series and no session yet; these come with the import that is raced. */
async function givenRace(): Promise<{ readonly test: TestApp; readonly ground: Ground }> {
  const test = await startTestApp({ rounds: true });
  ends.push(() => test.close());
  const [before, whole] = await Promise.all([cutBook(goodBook, 'none'), cutBook(goodBook, 'coming')]);
  ends.push(() => Promise.all([before, whole].map((folder) => rm(folder, { recursive: true }))));
  const takeOver = async (folder: string): Promise<void> => {
    const args = [folder, '--shift-to-today', '--skip-faulty', '--practice', 'Race'];
    let said = '';
    const done = await importCommand(
      args,
      test.door,
      test.app.get(AuthDatabase),
      (text) => void (said += text),
    );
    if (!done) throw new Error(said);
  };
  await takeOver(before);
  const [clinic] = await test.database.rows<{ id: string; practice_id: string }>(
    `SELECT id, practice_id FROM clinic`,
  );
  if (clinic === undefined) throw new Error('The book brought no clinic.');
  const practiceId = clinic.practice_id;
  const racers = await Promise.all(
    Array.from({ length: clients }, () => givenMember(test, practiceId, 'scheduler')),
  );
  const client = openClient(
    await test.app.getUrl(),
    racers.map(({ token }) => `lull=${token}`),
  );
  ends.push(client.close);
  const ground: Ground = {
    client,
    practiceId,
    clinicId: clinic.id,
    query: async (text, values) => ({ rows: await test.database.rows(text, values) }),
    hasten: (heldTimeId, milliseconds) =>
      test.door.run(arranging(practiceId), (tx) =>
        tx.query(
          `UPDATE held_time SET expires_at = clock_timestamp() + $3::float8 * interval '1 millisecond'
            WHERE practice_id = $1 AND id = $2 AND state = 'held'`,
          [practiceId, heldTimeId, milliseconds],
        ),
      ),
    takeBookOver: () => takeOver(whole),
  };
  return { test, ground };
}

describe('find, book, hold, offer, move, plan and cancel while a book is taken over', () => {
  it('overlap nowhere, fail nowhere, leave no hold without an owner and keep every word', async () => {
    const { test, ground } = await givenRace();
    const { answers, faults, acknowledged } = await raceAllDoors(ground, { clients, seconds: 5 });
    expect(faults).toEqual([]);
    // It was a race: everybody came to every door, and some were let in and some turned away.
    expect(Object.keys(answers).toSorted()).toEqual([
      'book',
      'cancel',
      'find',
      'hold',
      'move',
      'offer',
      'plan',
      'wait',
      'waitlist',
    ]);
    const statuses = Object.values(answers).flatMap((counts) => Object.keys(counts));
    expect(statuses).toEqual(expect.arrayContaining(['200', '201', '409', '412']));
    expect(await imported(test)).toBeGreaterThan(0);

    // The same eyes see what is planted: a hold that outlived its session, and a word that was broken.
    const [id] = [...acknowledged].find(([, { live }]) => live) ?? [];
    await test.database.rows(`SET session_replication_role = replica`);
    await test.database.rows(
      `UPDATE session SET state = 'cancelled', cancel_reason = 'patient-request' WHERE id = $1`,
      [id],
    );
    expect(await faultsOfBook(ground.query, ground.practiceId, acknowledged)).toEqual([
      expect.stringMatching(/^\d+ active holds have nobody behind them$/),
      `session ${id}: live was said to be true and is false`,
    ]);
  });

  it('are seen to overlap when the constraint is dropped and the locks are off, so this race can fail', async () => {
    const overlap = /pairs of active holds of one resource overlap$/;
    const { test, ground } = await givenRace();
    await test.database.rows(`ALTER TABLE hold DROP CONSTRAINT hold_never_overlaps`);
    // Locks that keep nobody waiting for anybody, and take as long: between a look and its writing others look, too.
    vi.spyOn(test.app.get(ResourceLocks), 'take').mockImplementation(() => pause(40));
    // On a busy machine two may take turns by chance: they race until they meet, or not in a minute of racing.
    let seen: string[] = [];
    for (let race = 0; race < 12 && !seen.some((fault) => overlap.test(fault)); race += 1)
      ({ faults: seen } = await raceAllDoors(ground, { clients, seconds: 5 }));
    expect(seen).toContainEqual(expect.stringMatching(overlap));
  });
});

async function imported(test: TestApp): Promise<number> {
  const [row] = await test.database.rows<{ count: number }>(
    `SELECT count(*)::int AS count FROM session WHERE reference IS NOT NULL`,
  );
  return row?.count ?? 0;
}
