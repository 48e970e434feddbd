/**
 * `npm run bench -- trail`: the audit viewer over 5,000,000 events: every kind of question, the commonest and the rarest,
 * new and old, beside the floor of the same rows in plain SQL, fetched by their keys. Red when any answer takes longer
 * than 300 ms. Takes some four minutes, most of them for making the events.
 */
import { Failure } from '../lib/errors.mjs';
import { say, step } from '../lib/progress.mjs';
import { measure, openClient } from './load.mjs';
import { addClinic, addCourses, arrange } from './practice.mjs';
import { importBook, openPool, signIns, startProduct } from './product.mjs';

/** @typedef {import('./product.mjs').Pool} Pool */

const SIZE = {
  events: Number(process.env['LULL_BENCH_EVENTS'] ?? 5_000_000),
  patients: 20_000,
  members: 60,
  tries: 25,
};
const GOAL_MS = 300;
const practice = 'Trail';
const day = 86_400_000;
/** The events stand in the three years before today, evenly. */
const spanDays = 3 * 365;

/**
 * @param {string} state folder
 * @param {(() => unknown)[]} ends what is to be given back
 */
export async function measureTrail(state, ends) {
  await step('First start', () => startProduct(state).then(({ stop }) => stop()));
  await step('A clinic with its book', () => importBook(state, practice));
  const product = await step('Warm start', () => startProduct(state));
  ends.push(product.stop);
  const pool = openPool(state, 4);
  ends.push(() => pool.end());
  const { rows } = await pool.query(`SELECT practice_id AS id FROM practice WHERE name = $1`, [practice]);
  const practiceId = String(rows[0]?.id);
  const begun = performance.now();
  await step(`Making ${SIZE.events.toLocaleString('en')} events`, () => addEvents(pool, practiceId));
  const made = (performance.now() - begun) / 1000;
  // Not before: making them may take longer than a sign-in lasts that nobody uses.
  const cookies = await signIns(pool, practiceId, 4);
  await pool.query(`UPDATE member SET roles = '{auditor}' WHERE practice_id = $1 AND name = 'Load'`, [
    practiceId,
  ]);
  const asked = await someOf(pool, practiceId);
  const client = openClient(product.url, cookies);
  ends.push(client.close);

  const sizes = await pool.query(
    `SELECT pg_size_pretty(pg_total_relation_size('audit_event')) AS events, pg_size_pretty(pg_total_relation_size('audit_event_patient')) AS listed`,
  );
  say(`\nMade in ${made.toFixed(0)} s; events ${sizes.rows[0].events}, by patient ${sizes.rows[0].listed}`);
  say(
    'question                                        first      p50      p99   floor   ratio   plain filter',
  );
  /** @type {string[]} */
  const slow = [];
  for (const [words, query] of questions(asked)) {
    const ask = async () => {
      const start = performance.now();
      const { status, body } = await client.call(
        'GET',
        `/audit-events?limit=50&${new URLSearchParams(query)}`,
      );
      const ms = performance.now() - start;
      if (status !== 200) throw new Failure(`"${words}" was answered with ${status}: ${body.slice(0, 300)}`);
      return { ms, body };
    };
    const first = await ask();
    const sequences = JSON.parse(first.body).rows.map(
      (/** @type {{ sequence: number }} */ row) => row.sequence,
    );
    const warm = await measure({ clients: 1, count: SIZE.tries, seconds: 30 }, ask);
    const floor = await measure({ clients: 1, count: SIZE.tries, seconds: 30 }, () =>
      pool.query({
        name: 'floor',
        text: `SELECT e.* FROM audit_event e WHERE e.practice_id = $1 AND e.sequence = ANY ($2) ORDER BY e.at DESC, e.sequence DESC`,
        values: [practiceId, sequences],
      }),
    );
    const naive = await plainFilter(pool, practiceId, query);
    const worst = Math.max(first.ms, warm.p99);
    if (worst > GOAL_MS) slow.push(`${words}: ${worst.toFixed(0)} ms`);
    say(
      `${`${words} (${sequences.length})`.padEnd(46)}${cell(first.ms)}${cell(warm.p50)}${cell(warm.p99)}${cell(floor.p50)}${(warm.p50 / floor.p50).toFixed(1).padStart(8)}${cell(naive, 15)}`,
    );
  }
  const report = await measure({ clients: 1, count: SIZE.tries, seconds: 30 }, async () => {
    const { status } = await client.call(
      'GET',
      `/audit-patients/${asked.busyPatient}/access-report?from=${at(365)}&until=${at(0)}`,
    );
    if (status !== 200) throw new Failure(`The access report was answered with ${status}.`);
  });
  say(
    `Access report of a year                        p50 ${report.p50.toFixed(1)} ms, p99 ${report.p99.toFixed(1)} ms`,
  );
  if (report.p99 > GOAL_MS) slow.push(`the access report: ${report.p99.toFixed(0)} ms`);
  await measureExport(client, product);
  if (slow.length > 0) throw new Failure(`Slower than ${GOAL_MS} ms:\n${slow.join('\n')}`);
  say(`Every question was answered within ${GOAL_MS} ms.`);
}

/** @param {number} ms @param {number} [width] */
const cell = (ms, width = 9) => ms.toFixed(1).padStart(width);

/** An instant so many days ago, at the beginning of the day. @param {number} ago */
const at = (ago) => new Date(Math.floor(Date.now() / day) * day - ago * day).toISOString();

/** One year as a file: how long, and what the API holds in memory meanwhile. @param {import('./load.mjs').Client} client @param {{ memoryMb: () => number }} product */
async function measureExport(client, product) {
  const before = product.memoryMb();
  let most = before;
  const watch = setInterval(() => (most = Math.max(most, product.memoryMb())), 200);
  const start = performance.now();
  const { status, bytes, body } = await client.call('GET', `/audit-events.csv?from=${at(30)}`);
  clearInterval(watch);
  if (status !== 200) throw new Failure(`The export was answered with ${status}.`);
  const lines = body.split('\r\n').length - 2;
  say(
    `Export of ${lines.toLocaleString('en')} events            ${((performance.now() - start) / 1000).toFixed(1)} s, ${(bytes / 1024 / 1024).toFixed(0)} MB; API ${before.toFixed(0)} MB before, ${most.toFixed(0)} MB at most`,
  );
}

/** @typedef {{ busyMember: string, rareMember: string, busyPatient: string, quietPatient: string, cursor: string }} Asked */

/** @param {Asked} asked @returns {[string, Record<string, string>][]} */
function questions({ busyMember, rareMember, busyPatient, quietPatient, cursor }) {
  const lastYear = { from: at(400), until: at(370) };
  return [
    ['everything', {}],
    ['everything, deep', { cursor }],
    ['a month of last year', lastYear],
    ['busy member', { memberId: busyMember }],
    ['busy member, deep', { memberId: busyMember, cursor }],
    ['busy member, deletions', { memberId: busyMember, action: 'delete' }],
    ['busy member, rare noun', { memberId: busyMember, resource: 'symptom-report' }],
    ['busy member, common noun, changes', { memberId: busyMember, resource: 'session', action: 'update' }],
    ['busy member, month of last year', { memberId: busyMember, ...lastYear }],
    ['rare member', { memberId: rareMember }],
    ['rare member, this month', { memberId: rareMember, from: at(30) }],
    ['all reads', { action: 'read' }],
    ['all deletions (rare, old)', { action: 'delete' }],
    ['all executions (none)', { action: 'execute' }],
    ['deletions of a month of last year', { action: 'delete', ...lastYear }],
    ['common noun', { resource: 'session' }],
    ['rare noun (old)', { resource: 'symptom-report' }],
    ['rare noun, this month (none)', { resource: 'symptom-report', from: at(30) }],
    ['no such noun', { resource: 'nothing' }],
    ['busy patient', { patientId: busyPatient }],
    ['busy patient, deep', { patientId: busyPatient, cursor }],
    ['busy patient, deletions (none)', { patientId: busyPatient, action: 'delete' }],
    ['busy patient, one member', { patientId: busyPatient, memberId: rareMember }],
    ['busy patient, month of last year', { patientId: busyPatient, ...lastYear }],
    ['quiet patient', { patientId: quietPatient }],
    [
      'all five at once',
      { patientId: busyPatient, memberId: busyMember, action: 'read', resource: 'session', ...lastYear },
    ],
  ];
}

/**
 * The same question as one would write it by hand, once: what the indexes are for.
 * @param {Pool} pool @param {string} practiceId @param {Record<string, string>} query
 */
async function plainFilter(pool, practiceId, query) {
  const values = [practiceId];
  const given = (/** @type {string} */ value) => `$${values.push(value)}`;
  const conditions = ['e.practice_id = $1'];
  if (query['memberId']) conditions.push(`e.member_id = ${given(query['memberId'])}::uuid`);
  if (query['patientId']) conditions.push(`${given(query['patientId'])}::uuid = ANY (e.patient_ids)`);
  if (query['action']) conditions.push(`e.action = ${given(query['action'])}`);
  if (query['resource']) conditions.push(`e.resource = ${given(query['resource'])}`);
  if (query['from']) conditions.push(`e.at >= ${given(query['from'])}::timestamptz`);
  if (query['until']) conditions.push(`e.at < ${given(query['until'])}::timestamptz`);
  const start = performance.now();
  await pool.query(
    `SELECT e.* FROM audit_event e WHERE ${conditions.join(' AND ')} ORDER BY e.sequence DESC LIMIT 50`,
    values,
  );
  return performance.now() - start;
}

/** @param {Pool} pool @param {string} practiceId @returns {Promise<Asked>} */
async function someOf(pool, practiceId) {
  const { rows } = await pool.query(
    `SELECT (SELECT member_id FROM audit_event WHERE practice_id = $1 GROUP BY 1 HAVING member_id IS NOT NULL ORDER BY count(*) DESC LIMIT 1) AS busy_member,
            (SELECT member_id FROM audit_event WHERE practice_id = $1 GROUP BY 1 HAVING member_id IS NOT NULL AND count(*) > 20 ORDER BY count(*) LIMIT 1) AS rare_member,
            (SELECT patient_id FROM audit_event_patient WHERE practice_id = $1 GROUP BY 1 ORDER BY count(*) DESC LIMIT 1) AS busy_patient,
            (SELECT patient_id FROM audit_event_patient WHERE practice_id = $1 GROUP BY 1 ORDER BY count(*) LIMIT 1) AS quiet_patient,
            (SELECT floor(extract(epoch FROM at) * 1000) || '-' || sequence FROM audit_event WHERE practice_id = $1 AND sequence = $2) AS cursor`,
    [practiceId, Math.floor(SIZE.events / 7)],
  );
  const [found] = rows;
  return {
    busyMember: found.busy_member,
    rareMember: found.rare_member,
    busyPatient: found.busy_patient,
    quietPatient: found.quiet_patient,
    cursor: found.cursor,
  };
}

/**
 * Three years of a practice: members and kinds as uneven as they are (a few do and are most), two thirds of the events
 * about one patient, some a list of ten or forty; the rarest member, noun and action stand in the first months alone.
 * The hashes are no chain: what is measured is finding.
 * @param {Pool} pool @param {string} practiceId
 */
async function addEvents(pool, practiceId) {
  await arrange(pool, async (connection) => {
    const clinic = await addClinic(connection, practiceId, 'Trail', {
      rooms: 1,
      physicians: 1,
      cArms: 1,
      bays: 1,
    });
    await addCourses(connection, practiceId, clinic.physicians[0] ?? '', SIZE.patients);
    await connection.query(
      `INSERT INTO account (id, email, password_hash)
       SELECT gen_random_uuid(), 'trail-' || n || '@bench.example', 'none' FROM generate_series(1, ${SIZE.members}) n`,
    );
    await connection.query(
      `INSERT INTO member (practice_id, id, account_id, name, roles)
       SELECT $1, gen_random_uuid(), a.id, 'Member ' || a.email, '{nurse}' FROM account a WHERE a.email LIKE 'trail-%'`,
      [practiceId],
    );
    await connection.query(`DELETE FROM audit_event_patient WHERE practice_id = $1`, [practiceId]);
    await connection.query(`DELETE FROM audit_event WHERE practice_id = $1`, [practiceId]);
    const indexes = await connection.query(
      `SELECT indexname AS name, indexdef AS made FROM pg_indexes WHERE tablename = 'audit_event' AND indexname NOT LIKE '%identity'`,
    );
    for (const { name } of indexes.rows) await connection.query(`DROP INDEX ${name}`);
    const nouns = [
      'session',
      'patient',
      'series',
      'readiness',
      'pain-score',
      'relief',
      'injection',
      'message',
    ];
    const more = Array.from(
      { length: 36 },
      (_, n) => `noun-${String.fromCharCode(97 + (n % 26))}${n < 26 ? '' : 'x'}`,
    );
    await connection.query(
      `CREATE TEMP TABLE ground ON COMMIT DROP AS SELECT
         (SELECT array_agg(id ORDER BY name) FROM member WHERE practice_id = $1 AND name LIKE 'Member %') AS members,
         (SELECT array_agg(id ORDER BY id) FROM patient WHERE practice_id = $1) AS patients,
         $2::text[] AS nouns`,
      [practiceId, [...nouns, ...more]],
    );
    // An uneven choice: the square of an even one prefers the small.
    await connection.query(
      `INSERT INTO audit_event (practice_id, sequence, at, member_id, role, sign_in_id, request_id, purpose, action, resource, resource_id, patient_ids, change, previous_hash, hash)
       SELECT $1, n, now() - ($3::int || ' days')::interval + (n::float8 / $2) * ($3::int || ' days')::interval,
              CASE WHEN n % 50 = 0 THEN NULL WHEN n < 90000 AND n % 3000 = 7 THEN g.members[60] ELSE g.members[1 + (59 * r.a * r.a)::int % 59] END,
              'nurse', NULL, 'request-' || n / 3, 'treatment',
              CASE WHEN n < 200000 AND n % 1000 = 11 THEN 'delete' WHEN r.b < 0.75 THEN 'read' WHEN r.b < 0.9 THEN 'update' ELSE 'create' END,
              CASE WHEN n < 100000 AND n % 500 = 13 THEN 'symptom-report' ELSE g.nouns[1 + (43 * r.c * r.c * r.c)::int] END,
              NULL,
              CASE WHEN r.d < 0.66 THEN ARRAY[g.patients[1 + ((array_length(g.patients, 1) - 1) * power(r.e, 1.3))::int]]
                   WHEN r.d < 0.93 THEN '{}'
                   WHEN r.d < 0.99 THEN g.patients[1 + (19000 * r.e)::int : 10 + (19000 * r.e)::int]
                   ELSE g.patients[1 + (19000 * r.e)::int : 40 + (19000 * r.e)::int] END,
              CASE WHEN r.b >= 0.75 THEN '{"state":["booked","confirmed"],"version":[1,2]}'::jsonb END,
              '\\x00'::bytea, sha256(n::text::bytea)
         FROM generate_series(1, $2::int) n CROSS JOIN ground g
         CROSS JOIN LATERAL (SELECT random() AS a, random() AS b, random() AS c, random() AS d, random() AS e, n AS seed) r`,
      [practiceId, SIZE.events, spanDays],
    );
    await connection.query(
      `INSERT INTO audit_event_patient (practice_id, patient_id, at, sequence)
       SELECT e.practice_id, p.id, e.at, e.sequence FROM audit_event e CROSS JOIN LATERAL unnest(e.patient_ids) p (id)
        WHERE e.practice_id = $1 ORDER BY 2, 3`,
      [practiceId],
    );
    await connection.query(`SET LOCAL maintenance_work_mem = '512MB'`);
    for (const { made } of indexes.rows) await connection.query(made);
    await connection.query(
      `UPDATE audit_head h SET sequence = e.sequence, hash = e.hash, pending_in = NULL FROM (
         SELECT sequence, hash FROM audit_event WHERE practice_id = $1 ORDER BY sequence DESC LIMIT 1) e WHERE h.practice_id = $1`,
      [practiceId],
    );
  });
  await pool.query('VACUUM ANALYZE audit_event');
  await pool.query('VACUUM ANALYZE audit_event_patient');
}
