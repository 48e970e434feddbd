/**
 * `npm run bench -- volume`: the volume report over 1,000,000 sessions of three years in ten clinics, beside the same
 * counts in plain SQL: from the rows, and from a summary by month such as one would write by hand. Then every other
 * report: its totals beside counts by hand, and how long it takes.
 */
import { say, step } from '../lib/progress.mjs';
import { measure, measureBoth, openClient } from './load.mjs';
import { importBook, openPool, signIns, startProduct } from './product.mjs';
import { measureReports } from './reports.mjs';
import { addYears } from './years.mjs';

const SIZE = { sessions: 1_000_000, years: 3 };
const practice = 'Volume';

/** @typedef {import('./product.mjs').Pool} Pool */
/** @typedef {import('./years.mjs').Ground} Ground */

/**
 * @param {string} state folder
 * @param {(() => unknown)[]} ends what is to be given back
 */
export async function measureVolume(state, ends) {
  await step('First start', () => startProduct(state).then(({ stop }) => stop()));
  await step('A clinic with its book', () => importBook(state, practice));
  const product = await step('Warm start', () => startProduct(state));
  ends.push(() => product.stop());
  const pool = openPool(state, 4);
  ends.push(() => pool.end());
  const { rows } = await pool.query(`SELECT practice_id AS id FROM practice WHERE name = $1`, [practice]);
  const practiceId = String(rows[0]?.id);
  const client = openClient(product.url, await signIns(pool, practiceId, 4));
  ends.push(client.close);
  const year = new Date().getUTCFullYear();
  const ground = {
    practiceId,
    from: `${year - SIZE.years}-01-01`,
    to: `${year - 1}-12-31`,
    sessions: SIZE.sessions,
  };
  await step('Arranging', () => addYears(pool, ground));
  await makeFloor(pool, ground);
  await step('Summing up', () => summedUp(pool));
  await pool.query('VACUUM ANALYZE');

  const ask = async (/** @type {string} */ more, range = ground) => {
    const path = `/reports/volume?measure=sessions&from=${range.from}&to=${range.to}&${more}`;
    const { status, body } = await client.call('GET', path);
    if (status !== 200) throw new Error(`The report answered ${status}: ${body.slice(0, 300)}`);
    return JSON.parse(body);
  };
  const question = 'by=month&split=procedure-type';
  const limits = { clients: 1, count: 80, seconds: 40 };
  const raw = await measure({ ...limits, count: 5 }, () => rawCounts(pool, ground));
  const { floor, product: asked } = await measureBoth(
    limits,
    () => summaryCounts(pool, ground),
    () => ask(question),
  );
  const ms = (/** @type {number} */ value) => `${value.toFixed(1)} ms`;
  say(`\nfloor: month and procedure, from the rows          p50 ${ms(raw.p50)}`);
  say(`floor: the same from a summary by month            p50 ${ms(floor.p50)}`);
  say(
    `volume report, ${SIZE.years} years by month and procedure     p50 ${ms(asked.p50)}, p99 ${ms(asked.p99)}`,
  );
  const times = asked.p50 / floor.p50;
  say(
    `  times the summary floor                          ${times.toFixed(2)}  <= 2  ${times <= 2 ? 'met' : 'MISSED'}`,
  );
  const equal = (await differences(pool, ground, await ask(question))) === 0;
  say(`  equal to the count of the rows                   ${equal ? 'yes' : 'NO'}`);
  for (const [more, range] of /** @type {const} */ ([
    ['by=physician&split=payer', ground],
    ['by=condition&split=status', ground],
    ['by=week', ground],
    ['by=clinic&split=sedation&compare=before', { ...ground, from: `${year - 1}-01-01` }],
    ['by=physician&split=room', { ...ground, from: `${year - 3}-01-17`, to: `${year - 1}-12-14` }],
  ])) {
    const figures = await measure({ ...limits, count: 20 }, () => ask(more, range));
    say(`${`${more}, ${range.from} to ${range.to}`.padEnd(50)} p50 ${ms(figures.p50)}`);
  }
  const allEqual = await measureReports({ pool, client, ground });
  await touch(pool, ground);
  const after = await measure({ ...limits, count: 1 }, () => ask(question));
  const stillEqual = (await differences(pool, ground, await ask(question))) === 0;
  say(
    `just after 100 sessions of a month were cancelled   ${ms(after.p50)}, equal: ${stillEqual ? 'yes' : 'NO'}`,
  );
  if (!equal || !stillEqual || !allEqual) throw new Error('A report says something else than its rows.');
  say(`memory of the API                                  ${product.memoryMb().toFixed(0)} MB`);
}

/** As one would write it by hand: the floor. @param {Pool} pool @param {Ground} ground */
async function makeFloor(pool, { practiceId }) {
  await pool.query(
    `CREATE TABLE floor_summary AS SELECT practice_id, date_trunc('month', starts_at AT TIME ZONE 'UTC')::date AS month, clinic_id,
       physician_id, room_id, procedure_type_id, sedation, state, count(*)::int AS count
       FROM session WHERE practice_id = '${practiceId}' GROUP BY 1, 2, 3, 4, 5, 6, 7, 8`,
  );
  await pool.query(`CREATE INDEX ON floor_summary (practice_id, month)`);
}

/** @param {Pool} pool */
async function summedUp(pool) {
  for (;;) {
    const { rows } = await pool.query(`SELECT count(*)::int AS n FROM volume_due`);
    if (Number(rows[0]?.n) === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** @param {Pool} pool @param {Ground} ground */
const rawCounts = (pool, { practiceId, from, to }) =>
  pool.query({
    name: 'raw',
    text: `SELECT to_char(s.starts_at AT TIME ZONE c.time_zone, 'YYYY-MM') AS month, s.procedure_type_id AS type, count(*)::int AS count
        FROM session s JOIN clinic c ON c.practice_id = s.practice_id AND c.id = s.clinic_id
       WHERE s.practice_id = $1 AND (s.starts_at AT TIME ZONE c.time_zone)::date BETWEEN $2 AND $3 GROUP BY 1, 2`,
    values: [practiceId, from, to],
  });

/** @param {Pool} pool @param {Ground} ground */
const summaryCounts = (pool, { practiceId, from, to }) =>
  pool.query({
    name: 'summary',
    text: `SELECT month, procedure_type_id, sum(count)::int FROM floor_summary WHERE practice_id = $1 AND month BETWEEN $2 AND $3 GROUP BY 1, 2`,
    values: [practiceId, from, to],
  });

/**
 * How many figures of the report are not what the rows say.
 * @param {Pool} pool @param {Ground} ground
 * @param {{ columns: { key: string }[], rows: { key: string, counts: number[] }[] }} report
 */
async function differences(pool, ground, { columns, rows }) {
  const counted = await rawCounts(pool, ground);
  const said = new Map(
    rows.flatMap(({ key, counts }) => counts.map((count, at) => [`${key} ${columns[at]?.key}`, count])),
  );
  const others = counted.rows.filter(
    ({ month, type, count }) => said.get(`${month} ${type}`) !== count,
  ).length;
  const sum = (/** @type {number[]} */ list) => list.reduce((total, each) => total + each, 0);
  return others + Math.abs(sum([...said.values()]) - sum(counted.rows.map(({ count }) => count)));
}

/** As the product would, with its triggers; the trail alone is not written. @param {Pool} pool @param {Ground} ground */
async function touch(pool, { practiceId, to }) {
  const connection = await pool.connect();
  try {
    await connection.query('BEGIN');
    await connection.query(
      `SELECT set_config('app.practice', $1, true), set_config('app.purpose', 'import', true)`,
      [practiceId],
    );
    await connection.query(
      `UPDATE session SET state = 'cancelled', cancel_reason = 'patient-request' WHERE id IN (
         SELECT id FROM session WHERE practice_id = $1 AND state = 'discharged' AND starts_at > $2::date - 20 AND starts_at < $2 LIMIT 100)`,
      [practiceId, to],
    );
    await connection.query('COMMIT');
  } finally {
    connection.release();
  }
}
