/**
 * `npm run bench`: how fast the whole product is, beside the floor of the same work in plain SQL, both measured in
 * this run on a database of its own. Prints a table and writes `.lull/bench.json`. The ratios are what counts: the
 * absolute figures move from machine to machine (docs/architecture.md names the goals). Takes about two minutes.
 * `npm run bench -- race` measures nothing: it races every door for a minute and says what was wrong then;
 * `npm run bench -- diaries` sends the diaries of 300 patients at once and counts what was kept;
 * `npm run bench -- relief` asks for the clinic view of relief over 100,000 injections with 2,000,000 scores;
 * `npm run bench -- volume` asks for the volume report, and then every other, over 1,000,000 sessions of three years;
 * `npm run bench -- trail` asks the audit viewer every kind of question over 5,000,000 events.
 */
import './lib/node-version.mjs';
import { chmodSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { holdsOfOne, makeFloor, measureBooking, measureRace } from './benchmarks/booking.mjs';
import { measureClinicRelief } from './benchmarks/clinic-relief.mjs';
import { measureDiaries } from './benchmarks/diaries.mjs';
import { openClient } from './benchmarks/load.mjs';
import { measurePlan, TARGET_DAYS } from './benchmarks/plans.mjs';
import { addClinic, addCourses, addHistory, addSessions, arrange, dayFrom } from './benchmarks/practice.mjs';
import { importBook, openPool, signIns, startProduct } from './benchmarks/product.mjs';
import { raceForAMinute } from './benchmarks/race.mjs';
import { measureBoard, measureRelief } from './benchmarks/reading.mjs';
import { addBusyWeeks, measureSlots } from './benchmarks/slots.mjs';
import { linesOf, tableOf } from './benchmarks/report.mjs';
import { measureVolume } from './benchmarks/volume.mjs';
import { measureTrail } from './benchmarks/trail.mjs';
import { eraseDatabase } from './database/launcher.mjs';
import { findBrowser } from './lib/browser.mjs';
import { ensureBuilt } from './lib/build.mjs';
import { endAll, runNode } from './lib/children.mjs';
import { Failure, lastWords } from './lib/errors.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { inRoot, inState } from './lib/places.mjs';
import { until } from './lib/processes.mjs';
import { makeStateFolder, say, step } from './lib/progress.mjs';
import { onStop } from './lib/stopping.mjs';

/** The server's account must be able to walk there when root runs this. */
const state = realpathSync(mkdtempSync(join(tmpdir(), 'lull-bench-')));
chmodSync(state, 0o755);

/** @type {(() => unknown)[]} what is given back at the end, the last one first */
const ends = [];
onStop(() => void giveBack().then(() => process.exit(130)));

try {
  makeStateFolder();
  await ensureInstalled();
  await ensureBuilt();
  const [wish] = process.argv.slice(2);
  if (wish === 'race') await raceForAMinute(state, ends);
  else if (wish === 'diaries') await measureDiaries(state, ends);
  else if (wish === 'relief') await measureClinicRelief(state, ends);
  else if (wish === 'trail') await measureTrail(state, ends);
  else if (wish === 'volume') await measureVolume(state, ends);
  else if (wish === undefined) await measureAndReport();
  else
    throw new Failure(
      `There is no measurement "${wish}". Say nothing for all of them, or "race", "diaries", "relief", "trail" or "volume".`,
    );
} catch (error) {
  process.stderr.write(`${lastWords(error)}\n`);
  process.exitCode = 1;
} finally {
  await giveBack();
}

async function measureAndReport() {
  const results = await measureAll();
  writeFileSync(inState('bench.json'), `${JSON.stringify(results, null, 2)}\n`);
  say(`\n${tableOf(linesOf(results))}\n\nWritten to ${inState('bench.json')}`);
}

/** @returns {Promise<import('./benchmarks/report.mjs').Results>} */
async function measureAll() {
  await step('First start', () => startProduct(state).then(({ stop }) => stop()));
  const book = await step('Taking a book over', () => importBook(state, 'Bench'));
  const product = await step('Warm start', () => startProduct(state));
  ends.push(product.stop);
  const pool = openPool(state, 32);
  ends.push(() => pool.end());
  const {
    practiceId,
    clinic,
    board,
    slots: weeks,
    courses,
  } = await step('Arranging', () => arrangeAll(pool));
  const client = openClient(product.url, await signIns(pool, practiceId, 24));
  ends.push(client.close);
  const ground = { pool, client, practiceId, clinic, courses };
  const booking = await step('Booking', () => measureBooking(ground));
  const race = await step('Racing', () => measureRace(ground));
  const day = await step('Day board', () => measureBoard({ pool, client, practiceId, ...board }));
  const slots = await step('Finding a slot', () => measureSlots({ pool, client, practiceId, ...weeks }));
  const plan = await step('Planning a series', () => measurePlan({ client, ...weeks }));
  const relief = await step('Relief', () =>
    measureRelief({ client, patientId: courses.at(-1)?.patientId ?? '' }),
  );
  const memoryMb = product.memoryMb();
  const holdsOfABooking = await holdsOfOne(ground);
  const mountMs = await step('Board in the browser', mountBoard);
  const node = process.version;
  const at = new Date().toISOString();
  return {
    at,
    node,
    booking,
    holdsOfABooking,
    race,
    day,
    slots,
    plan,
    relief,
    warmStartSeconds: product.seconds,
    mountMs,
    book,
    memoryMb,
  };
}

/** @param {import('./benchmarks/product.mjs').Pool} pool */
async function arrangeAll(pool) {
  const { rows } = await pool.query(`SELECT practice_id AS id FROM practice WHERE name = 'Bench'`);
  const practiceId = String(rows[0]?.id);
  const sessions = 500;
  const arranged = await arrange(pool, async (connection) => {
    const clinic = await addClinic(connection, practiceId, 'Load', {
      rooms: 8,
      physicians: 8,
      cArms: 8,
      bays: 16,
    });
    const shown = await addClinic(connection, practiceId, 'Board', {
      rooms: 8,
      physicians: 8,
      cArms: 0,
      bays: 4,
    });
    const busy = await addClinic(connection, practiceId, 'Weeks', {
      rooms: 4,
      physicians: 4,
      cArms: 4,
      bays: 6,
    });
    const courses = await addCourses(connection, practiceId, clinic.physicians[0] ?? '', 6_000);
    const day = dayFrom(9);
    await addSessions(connection, practiceId, shown, courses.slice(-sessions - 1, -1), {
      from: day + 5 * 3_600_000,
      minutes: 15,
      state: 'booked',
    });
    const from = dayFrom(2);
    await addBusyWeeks(connection, practiceId, busy, courses.slice(0, 64), from);
    await addHistory(connection, practiceId, shown, courses.slice(-1)[0] ?? { seriesId: '', patientId: '' }, {
      injections: 50,
      scores: 2_000,
    });
    const [yearly, course] = courses.slice(-3, -1);
    if (course === undefined || yearly === undefined) throw new Error('There are no courses.');
    await connection.query(`UPDATE injection_series SET target_interval_days = $2 WHERE id = $1`, [
      yearly.seriesId,
      TARGET_DAYS,
    ]);
    return {
      practiceId,
      clinic,
      courses: courses.slice(64),
      board: { clinicId: shown.id, day, sessions },
      slots: { clinic: busy, course, yearly, from },
    };
  });
  await makeFloor(pool);
  await pool.query('VACUUM ANALYZE');
  return arranged;
}

/** @returns {Promise<number | null>} null without a browser: the benchmark gets none */
async function mountBoard() {
  const browser = findBrowser();
  if (browser === null) return null;
  const env = { ...process.env, CHROMIUM_PATH: browser };
  const { output } = await runNode(inRoot('tools/benchmarks/board-mount.mjs'), [], { env });
  const median = /median (\d+) ms/.exec(output)?.[1];
  if (!median) throw new Error(`The board was not mounted:\n${output}`);
  return Number(median);
}

async function giveBack() {
  for (const end of ends.splice(0).toReversed()) await end();
  await endAll();
  const directory = join(state, 'database');
  await until(
    () =>
      eraseDatabase(directory).then(
        () => true,
        () => false,
      ),
    10_000,
  );
  rmSync(state, { recursive: true, force: true });
}
