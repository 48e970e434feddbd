/**
 * `npm run bench -- relief`: the clinic view of relief over 100,000 injections with 2,000,000 scores: how long the
 * figures take to be made from nothing, one score to be worked off, and the report to answer cold and warm, by
 * nothing and by every dimension; and what the API holds in memory then.
 */
import { randomUUID } from 'node:crypto';

import { say, step } from '../lib/progress.mjs';
import { measure, openClient } from './load.mjs';
import { addClinic, addCourses, arrange } from './practice.mjs';
import { importBook, openPool, signIns, startProduct } from './product.mjs';

/** Every sixth course is looked at every five days, which is sparse; the others almost daily. */
const SIZE = { patients: 25_000, injections: 4, scores: 24, sparseScores: 5, sparseEvery: 6 };
const practice = 'Relief';
const dimensions = ['procedure-type', 'physician', 'condition', 'side', 'sedation', 'steroid', 'ordinal'];

/**
 * @param {string} state folder
 * @param {(() => unknown)[]} ends what is to be given back
 */
export async function measureClinicRelief(state, ends) {
  await step('First start', () => startProduct(state).then(({ stop }) => stop()));
  await step('A clinic with its book', () => importBook(state, practice));
  let product = await step('Warm start', () => startProduct(state));
  ends.push(() => product.stop());
  const pool = openPool(state, 4);
  ends.push(() => pool.end());
  const { rows } = await pool.query(`SELECT practice_id AS id FROM practice WHERE name = $1`, [practice]);
  const practiceId = String(rows[0]?.id);
  const [cookie = ''] = await signIns(pool, practiceId, 1);
  await step('Arranging', () => addInjections(pool, practiceId));
  const waiting = async () => {
    const found = await pool.query(`SELECT count(DISTINCT patient_id)::int AS n FROM relief_due`);
    return Number(found.rows[0]?.n);
  };
  const begun = performance.now();
  await step('Making the figures', async () => {
    while ((await waiting()) > 0) await new Promise((resolve) => setTimeout(resolve, 250));
  });
  const made = (performance.now() - begun) / 1000;
  await pool.query('VACUUM ANALYZE');
  const memoryAfterMaking = product.memoryMb();

  // Cold: a server that was just started, and has answered nothing.
  await product.stop();
  product = await step('Start', () => startProduct(state));
  const client = openClient(product.url, [cookie]);
  ends.push(client.close);
  const today = new Date().toISOString().slice(0, 10);
  const path = (compare = '', more = '') =>
    `/reports/relief?from=${Number(today.slice(0, 4)) - 4}-01-01&to=${today}${compare === '' ? '' : `&compare=${compare}`}${more}`;
  const ask = async (/** @type {string} */ asked) => {
    const start = performance.now();
    const { status, body } = await client.call('GET', asked);
    const ms = performance.now() - start;
    if (status !== 200) throw new Error(`The report answered ${status}: ${body.slice(0, 300)}`);
    return { ms, report: JSON.parse(body), bytes: body.length };
  };
  const memoryAtRest = product.memoryMb();
  const cold = await ask(path());
  const memoryCold = product.memoryMb();
  const warm = await measure({ clients: 1, count: 40, seconds: 20 }, () => ask(path()));
  say(`\nInjections in the report      ${cold.report.groups[0]?.injections}`);
  say(`Figures made from nothing     ${made.toFixed(1)} s, API at ${memoryAfterMaking.toFixed(0)} MB`);
  say(
    `Cold                          ${cold.ms.toFixed(0)} ms, ${(cold.bytes / 1024).toFixed(0)} kB (goal 2,000 ms)`,
  );
  say(
    `Warm                          p50 ${warm.p50.toFixed(1)} ms, p99 ${warm.p99.toFixed(1)} ms (goal 200 ms)`,
  );
  for (const compare of dimensions) {
    const first = await ask(path(compare));
    const again = await ask(path(compare));
    say(`By ${compare.padEnd(27)}first ${first.ms.toFixed(0)} ms, again ${again.ms.toFixed(0)} ms`);
  }
  await measureBounds(ask, path);
  const rowsPage = await ask(path('', '').replace('/relief?', '/relief/injections?figure=responder&'));
  say(`A page of rows                ${rowsPage.ms.toFixed(0)} ms`);
  const seriesId = await oneSeries(pool, practiceId);
  const scored = performance.now();
  const { status } = await client.call('POST', `/series/${seriesId}/pain-scores`, {
    headers: { 'idempotency-key': randomUUID() },
    body: {
      scores: [
        {
          kind: 'now',
          value: 3,
          at: new Date(Date.now() - 3_600_000).toISOString(),
          source: 'phone',
          rescue: false,
        },
      ],
    },
  });
  if (status !== 201) throw new Error(`The score was answered with ${status}.`);
  while ((await waiting()) > 0) await new Promise((resolve) => setTimeout(resolve, 20));
  say(
    `A new score in the figures    after ${(performance.now() - scored).toFixed(0)} ms (a round comes every 2,000 ms)`,
  );
  say(
    `Memory of the API             ${product.memoryMb().toFixed(0)} MB; at rest ${memoryAtRest.toFixed(0)} MB, after the first report ${memoryCold.toFixed(0)} MB (goal 250 MB)`,
  );
}

/**
 * How long patients are drawn for the groups with sparse diaries, and how long others wait meanwhile.
 * @param {(asked: string) => Promise<{ ms: number, report: any }>} ask @param {(compare?: string) => string} path
 */
async function measureBounds(ask, path) {
  const physicians = path('physician');
  const { report } = await ask(physicians);
  const sparse = report.groups.filter((/** @type {any} */ group) => group.duration?.sparse.isSparse);
  const progress = { ended: false };
  const drawing = ask(physicians.replace('/relief?', '/relief/bounds?')).finally(
    () => (progress.ended = true),
  );
  let longest = 0;
  while (!progress.ended) {
    longest = Math.max(longest, (await ask(path())).ms);
    // A sign-in may make 1,200 calls a minute.
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  const { ms, report: bounds } = await drawing;
  if (bounds.groups.length !== sparse.length) throw new Error('A group with sparse diaries has no bounds.');
  const injections = sparse.reduce(
    (/** @type {number} */ sum, /** @type {any} */ group) => sum + group.evaluable,
    0,
  );
  say(
    `Bounds by drawing patients    ${ms.toFixed(0)} ms for ${sparse.length} groups of ${injections} injections; another call waits at most ${longest.toFixed(0)} ms`,
  );
}

/** @typedef {import('./product.mjs').Pool} Pool */

/** @param {Pool} pool @param {string} practiceId */
async function oneSeries(pool, practiceId) {
  const { rows } = await pool.query(
    `SELECT series_id AS id FROM injection_relief WHERE practice_id = $1 ORDER BY injected_at DESC LIMIT 1`,
    [practiceId],
  );
  return String(rows[0]?.id);
}

/**
 * Courses of four injections, four weeks apart, each with a check-in and entries at uneven hours of the days after it; relief lasts from no day at all to five weeks.
 * @param {Pool} pool @param {string} practiceId
 */
async function addInjections(pool, practiceId) {
  await arrange(pool, async (connection) => {
    const clinic = await addClinic(connection, practiceId, 'Relief', {
      rooms: 4,
      physicians: 6,
      cArms: 4,
      bays: 6,
    });
    const courses = await addCourses(connection, practiceId, clinic.physicians[0] ?? '', SIZE.patients);
    await connection.query(
      `WITH course AS (SELECT * FROM json_to_recordset($3::json) AS c ("seriesId" uuid, "patientId" uuid, nr integer)),
       row AS (SELECT gen_random_uuid() AS id, "seriesId", "patientId", k,
           date_trunc('day', now()) - ((30 + (nr % 600) + ($6::int - k) * 28) || ' days')::interval + interval '15 hours' AS start, nr
         FROM course CROSS JOIN generate_series(1, $6::int) k),
       s AS (INSERT INTO session (practice_id, id, clinic_id, series_id, patient_id, procedure_type_id, room_id, physician_id, starts_at, duration_minutes, sedation, state, room_in_at, room_out_at)
         SELECT $1, id, $2, "seriesId", "patientId", (SELECT id FROM procedure_type WHERE practice_id = $1 AND code = 'LSB'),
           ($4::uuid[])[1 + nr % 4], ($5::uuid[])[1 + nr % 6], start, 30, (ARRAY['none','minimal','moderate'])[1 + (nr + k) % 3], 'discharged', start, start + interval '30 minutes' FROM row)
       INSERT INTO injection (practice_id, id, session_id, series_id, patient_id, side, status, levels, needle_out_at)
       SELECT $1, gen_random_uuid(), id, "seriesId", "patientId", 'left', 'completed', '{L2}', start + interval '20 minutes' FROM row`,
      [
        practiceId,
        clinic.id,
        JSON.stringify(courses.map((course, index) => ({ ...course, nr: index }))),
        clinic.rooms,
        clinic.physicians,
        SIZE.injections,
      ],
    );
    await connection.query(
      `INSERT INTO pain_score (practice_id, id, patient_id, series_id, at, kind, value, source)
       SELECT i.practice_id, gen_random_uuid(), i.patient_id, i.series_id,
              CASE WHEN n = 0 THEN i.needle_out_at - interval '25 minutes'
                   ELSE i.needle_out_at + (((n - 0.6) * gap * 1440 + 7 * (h % 53)) || ' minutes')::interval END,
              'now', CASE WHEN n = 0 THEN 6 + h % 4 WHEN n * gap <= (h % 36) - (h / 36) % 12 THEN h % 3 ELSE 6 + h % 3 END,
              CASE WHEN n = 0 THEN 'clinic' ELSE 'diary' END
         FROM (SELECT *, CASE WHEN sparse THEN 5.2 ELSE 1.15 END AS gap, CASE WHEN sparse THEN $4::int ELSE $3::int END AS scores
                 FROM (SELECT *, abs(hashtext(id::text)) % 100003 AS h, series_id = ANY ($5::uuid[]) AS sparse
                         FROM injection WHERE practice_id = $1 AND series_id = ANY ($2::uuid[])) o) i
         CROSS JOIN LATERAL generate_series(0, i.scores - 1) n`,
      [
        practiceId,
        courses.map(({ seriesId }) => seriesId),
        SIZE.scores,
        SIZE.sparseScores,
        courses.filter((_, index) => index % SIZE.sparseEvery === 0).map(({ seriesId }) => seriesId),
      ],
    );
    await connection.query(
      `INSERT INTO drug_administration (practice_id, id, injection_id, role, drug, dose_mg)
       SELECT practice_id, gen_random_uuid(), id, 'steroid', 'triamcinolone', 40 FROM injection
        WHERE practice_id = $1 AND series_id = ANY ($2::uuid[]) AND abs(hashtext(id::text)) % 2 = 0`,
      [practiceId, courses.map(({ seriesId }) => seriesId)],
    );
  });
  await pool.query('VACUUM ANALYZE');
  // Arranging lets no trigger speak: what they would have said.
  await pool.query(
    `INSERT INTO relief_due (practice_id, id, patient_id)
     SELECT practice_id, gen_random_uuid(), patient_id FROM injection WHERE practice_id = $1 GROUP BY practice_id, patient_id`,
    [practiceId],
  );
}
