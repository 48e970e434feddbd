/**
 * `npm run bench -- race`: a minute of everybody at every door of the served product, while the clinic's book, whose
 * past stands already, is taken over once more with what is to come.
 */
import { rm } from 'node:fs/promises';

import { Failure } from '../lib/errors.mjs';
import { say, step } from '../lib/progress.mjs';
import { raceAllDoors } from './all-doors.mjs';
import { cutBook } from './cut-book.mjs';
import { openClient } from './load.mjs';
import { arrange } from './practice.mjs';
import { demonstrationBook, importBook, openPool, signIns, startProduct } from './product.mjs';

const SIZE = { clients: 64, seconds: 60 };
const practice = 'Race';

/**
 * @param {string} state folder
 * @param {(() => unknown)[]} ends what is to be given back
 */
export async function raceForAMinute(state, ends) {
  await step('First start', () => startProduct(state).then(({ stop }) => stop()));
  const before = await cutBook(demonstrationBook, 'past');
  ends.push(() => rm(before, { recursive: true }));
  await step('A clinic with its past', () => importBook(state, practice, before));
  const product = await step('Warm start', () => startProduct(state));
  ends.push(product.stop);
  const pool = openPool(state, 16);
  ends.push(() => pool.end());
  const { rows } = await pool.query(`SELECT id, practice_id AS "practiceId" FROM clinic`);
  const { id: clinicId, practiceId } = rows[0];
  const client = openClient(product.url, await signIns(pool, practiceId, SIZE.clients));
  ends.push(client.close);
  const hasten = (/** @type {string} */ heldTimeId, /** @type {number} */ milliseconds) =>
    arrange(pool, (connection) =>
      connection.query(
        `UPDATE held_time SET expires_at = clock_timestamp() + $2::float8 * interval '1 millisecond' WHERE id = $1 AND state = 'held'`,
        [heldTimeId, milliseconds],
      ),
    );
  const takeBookOver = async () => {
    const { rows: count, seconds } = await importBook(state, practice, demonstrationBook, ['--skip-faulty']);
    say(`${count} rows of the book were taken over in ${seconds.toFixed(1)} s meanwhile.`);
  };
  const ground = {
    client,
    practiceId,
    clinicId,
    hasten,
    takeBookOver,
    query: pool.query.bind(pool),
  };
  const { answers, faults, acknowledged } = await step('Racing at every door', () =>
    raceAllDoors(ground, SIZE),
  );
  for (const [door, counts] of Object.entries(answers))
    say(
      `${door.padEnd(9)} ${Object.entries(counts)
        .map(([status, count]) => `${status}: ${count}`)
        .join(', ')}`,
    );
  const calls = Object.values(answers).flatMap((counts) => Object.values(counts));
  say(
    `${calls.reduce((sum, count) => sum + count, 0)} calls of ${SIZE.clients} clients in ${SIZE.seconds} s, ${acknowledged.size} sessions acknowledged.`,
  );
  if (faults.length > 0) {
    const lines = [...new Set(faults)].map(
      (fault) => `${faults.filter((each) => each === fault).length} x ${fault}`,
    );
    throw new Failure(`${faults.length} faults:\n${lines.slice(0, 50).join('\n')}`);
  }
  say('No overlap, no server error, no hold without an owner, and every word was kept.');
}
