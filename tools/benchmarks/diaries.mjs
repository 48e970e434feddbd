/**
 * `npm run bench -- diaries`: the evening on which 300 patients open their pages with answers that waited for a
 * connection, sent by 64 clients at once while staff work the board. Nothing may be lost: what was acknowledged is
 * counted in the rows. Every tenth answer is sent twice with its key, as a telephone does that heard nothing.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';

import { Failure } from '../lib/errors.mjs';
import { say, step } from '../lib/progress.mjs';
import { measure, measureWhile, openClient } from './load.mjs';
import { addClinic, addCourses, addSessions, arrange, dayFrom } from './practice.mjs';
import { importBook, openPool, signIns, startProduct } from './product.mjs';

/** @typedef {import('./product.mjs').Pool} Pool */
/** @typedef {import('./practice.mjs').Course} Course */

const SIZE = { patients: 300, days: 5, clients: 64, staff: 4 };
const dayMs = 86_400_000;
const practice = 'Diaries';

/**
 * @param {string} state folder
 * @param {(() => unknown)[]} ends what is to be given back
 */
export async function measureDiaries(state, ends) {
  await step('First start', () => startProduct(state).then(({ stop }) => stop()));
  await step('A clinic with its book', () => importBook(state, practice));
  const product = await step('Warm start', () => startProduct(state));
  ends.push(product.stop);
  const pool = openPool(state, 8);
  ends.push(() => pool.end());
  const { rows } = await pool.query(`SELECT practice_id AS id FROM practice WHERE name = $1`, [practice]);
  const practiceId = String(rows[0]?.id);
  const staffCookies = await signIns(pool, practiceId, SIZE.staff);
  const ground = await step('Arranging', () => arrangeAll(pool, practiceId));
  const patients = openClient(product.url, ['']);
  const staff = openClient(product.url, staffCookies);
  ends.push(patients.close, staff.close);

  /** @type {Map<string, number>} answers to a key: how often it was acknowledged */
  const acknowledged = new Map();
  /** @type {string[]} */
  const faults = [];
  let evening = true;
  const board = workTheBoard(staff, ground, faults, () => evening);
  const figures = await step('Diaries', () =>
    measure({ clients: SIZE.clients, count: ground.answers.length, seconds: 120 }, async (index) => {
      const { cookie, key, body } = ground.answers[index] ?? ground.answers[0] ?? fail('There is no answer.');
      for (let sent = 0; sent < (index % 10 === 0 ? 2 : 1); sent += 1) {
        const headers = { cookie, 'idempotency-key': key };
        const answer = await patients.call('POST', '/diary/entries', { headers, body });
        if (answer.status === 201) acknowledged.set(key, (acknowledged.get(key) ?? 0) + 1);
        else faults.push(`an answer of a diary was answered with ${answer.status}`);
      }
    }),
  );
  evening = false;
  const seen = await board;

  const { rows: kept } = await pool.query(
    `SELECT (SELECT count(*)::int FROM diary_entry WHERE practice_id = $1) AS entries,
            (SELECT count(*)::int FROM pain_score WHERE practice_id = $1 AND entered_through IS NOT NULL AND kind = 'now') AS scores`,
    [practiceId],
  );
  const { entries, scores } = kept[0];
  if (entries !== acknowledged.size || scores !== acknowledged.size)
    faults.push(
      `${acknowledged.size} answers were acknowledged, ${entries} entries and ${scores} scores were kept`,
    );
  say(
    `${acknowledged.size} answers of ${SIZE.patients} patients by ${SIZE.clients} clients: ${figures.perSecond.toFixed(0)} a second, p50 ${figures.p50.toFixed(0)} ms, p99 ${figures.p99.toFixed(0)} ms.`,
  );
  say(`Staff meanwhile: ${seen.count} calls, p50 ${seen.p50.toFixed(0)} ms, p99 ${seen.p99.toFixed(0)} ms.`);
  if (faults.length > 0)
    throw new Failure(`${faults.length} faults:\n${[...new Set(faults)].slice(0, 20).join('\n')}`);
  say('No server error, and every answer that was acknowledged was kept once.');
}

/** @param {string} sentence @returns {never} */
function fail(sentence) {
  throw new Error(sentence);
}

/**
 * Four members look at the day, open patients and confirm sessions, for as long as the evening lasts.
 * @param {import('./load.mjs').Client} staff
 * @param {{ clinicId: string, day: string, sessions: string[], courses: Course[] }} ground
 * @param {string[]} faults @param {() => boolean} goesOn
 */
function workTheBoard(staff, { clinicId, day, sessions, courses }, faults, goesOn) {
  const call = async (
    /** @type {'GET' | 'POST'} */ method,
    /** @type {string} */ path,
    /** @type {object} */ more = {},
  ) => {
    const { status } = await staff.call(method, path, more);
    if (status >= 500) faults.push(`the board was answered with ${status}`);
  };
  return measureWhile(SIZE.staff, goesOn, (index) => {
    const sessionId = sessions[index];
    if (index % 3 === 0 && sessionId !== undefined)
      return call('POST', `/sessions/${sessionId}/steps`, {
        headers: { 'idempotency-key': randomUUID(), 'if-match': '"v1"' },
        body: { to: 'confirmed' },
      });
    if (index % 3 === 1) return call('GET', `/patients/${courses[index % courses.length]?.patientId}/relief`);
    return call('GET', `/clinics/${clinicId}/days/${day}`);
  });
}

/** @param {Pool} pool @param {string} practiceId */
function arrangeAll(pool, practiceId) {
  return arrange(pool, async (connection) => {
    const clinic = await addClinic(connection, practiceId, 'Evening', {
      rooms: 8,
      physicians: 8,
      cArms: 8,
      bays: 16,
    });
    const courses = await addCourses(connection, practiceId, clinic.physicians[0] ?? '', SIZE.patients);
    const done = await addSessions(connection, practiceId, clinic, courses, {
      from: dayFrom(-10) + 6 * 3_600_000,
      minutes: 5,
      state: 'discharged',
    });
    await connection.query(
      `INSERT INTO injection (practice_id, id, session_id, series_id, patient_id, side, status, levels, needle_out_at)
       SELECT practice_id, gen_random_uuid(), id, series_id, patient_id, 'left', 'completed', '{L2}', starts_at + interval '3 minutes'
         FROM session WHERE practice_id = $1 AND id = ANY ($2::uuid[])`,
      [practiceId, done],
    );
    const day = dayFrom(9);
    const sessions = await addSessions(connection, practiceId, clinic, courses, {
      from: day + 5 * 3_600_000,
      minutes: 15,
      state: 'booked',
    });
    const answers = await addPages(connection, practiceId, courses);
    return { clinicId: clinic.id, day: new Date(day).toISOString().slice(0, 10), sessions, courses, answers };
  });
}

/**
 * A page that stands open for each patient, and the answers that wait on it.
 * @param {import('./product.mjs').Connection} connection @param {string} practiceId @param {Course[]} courses
 */
async function addPages(connection, practiceId, courses) {
  const hashed = (/** @type {string} */ token) => createHash('sha256').update(token).digest();
  const pages = courses.map(({ patientId }) => {
    const token = randomBytes(32).toString('base64url');
    return { patientId, token, linkId: randomUUID() };
  });
  const [links, patients, hashes] = [
    pages.map(({ linkId }) => linkId),
    pages.map(({ patientId }) => patientId),
    pages.map(({ token }) => hashed(token)),
  ];
  await connection.query(
    `INSERT INTO patient_link (practice_id, id, patient_id, token_hash, created_by, expires_at)
     SELECT $1, l.id, l.patient, sha256(l.hash), (SELECT id FROM member WHERE practice_id = $1 LIMIT 1), now() + interval '20 days'
       FROM unnest($2::uuid[], $3::uuid[], $4::bytea[]) AS l (id, patient, hash)`,
    [practiceId, links, patients, hashes],
  );
  await connection.query(
    `INSERT INTO patient_access (practice_id, id, token_hash, link_id, patient_id, expires_at)
     SELECT $1, gen_random_uuid(), l.hash, l.id, l.patient, now() + interval '30 minutes'
       FROM unnest($2::uuid[], $3::uuid[], $4::bytea[]) AS l (id, patient, hash)`,
    [practiceId, links, patients, hashes],
  );
  const now = Date.now();
  return Array.from({ length: SIZE.days }, (_, ago) => ago).flatMap((ago) =>
    pages.map(({ token }, index) => {
      const at = new Date(now - ago * dayMs - 1_000).toISOString();
      const body = {
        slot: at.slice(0, 10),
        at,
        nrs: index % 11,
        reliefPercent: (index % 11) * 10,
        rescue: index % 7 === 0,
      };
      return { cookie: `d=${token}`, key: randomUUID(), body };
    }),
  );
}
