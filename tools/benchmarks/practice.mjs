/** What the benchmarks work on, beside the imported book: clinics, patients and a long course, as rows. */
import { randomUUID } from 'node:crypto';

/** @typedef {import('./product.mjs').Pool} Pool */
/** @typedef {import('./product.mjs').Connection} Connection */
/** @typedef {{ id: string, rooms: string[], physicians: string[], cArms: string[], bays: string[] }} Clinic */
/** @typedef {{ seriesId: string, patientId: string }} Course */

const dayMs = 86_400_000;

/** Midnight (UTC) of the day after so many others: the generated clinics keep UTC. @param {number} days */
export const dayFrom = (days) => (Math.floor(Date.now() / dayMs) + days) * dayMs;

/**
 * The trail and the foreign keys of arranged rows are not what is measured, and would take longer than it.
 * @template Result
 * @param {Pool} pool @param {(connection: Connection) => Promise<Result>} work
 */
export async function arrange(pool, work) {
  const connection = await pool.connect();
  try {
    await connection.query(`BEGIN; SET LOCAL session_replication_role = replica`);
    const result = await work(connection);
    await connection.query('COMMIT');
    return result;
  } finally {
    connection.release();
  }
}

/**
 * A clinic that is open every day from 04:00 to 22:00.
 * @param {Connection} connection @param {string} practiceId @param {string} name
 * @param {{ rooms: number, physicians: number, cArms: number, bays: number }} counts
 * @returns {Promise<Clinic>}
 */
export async function addClinic(connection, practiceId, name, counts) {
  const id = randomUUID();
  await connection.query(`INSERT INTO clinic (practice_id, id, name, time_zone) VALUES ($1, $2, $3, 'UTC')`, [
    practiceId,
    id,
    name,
  ]);
  await connection.query(
    `INSERT INTO opening_hours (practice_id, id, clinic_id, weekday, opens, closes)
     SELECT $1, gen_random_uuid(), $2, d, '04:00', '22:00' FROM generate_series(1, 7) d`,
    [practiceId, id],
  );
  const add = async (/** @type {string} */ kind, /** @type {number} */ count) => {
    const ids = Array.from({ length: count }, () => randomUUID());
    await connection.query(
      `INSERT INTO resource (practice_id, id, kind, name, clinic_id, position)
       SELECT $1, r.id, $2, $3 || ' ' || r.n, $4, r.n FROM unnest($5::uuid[]) WITH ORDINALITY AS r (id, n)`,
      [practiceId, kind, `${name} ${kind}`, id, ids],
    );
    return ids;
  };
  return {
    id,
    rooms: await add('room', counts.rooms),
    physicians: await add('physician', counts.physicians),
    cArms: await add('c-arm', counts.cArms),
    bays: await add('recovery-bay', counts.bays),
  };
}

/**
 * So many patients, each with one active series of lumbar sympathetic blocks.
 * @param {Connection} connection @param {string} practiceId @param {string} physicianId @param {number} count
 * @returns {Promise<Course[]>}
 */
export async function addCourses(connection, practiceId, physicianId, count) {
  const courses = Array.from({ length: count }, () => ({ seriesId: randomUUID(), patientId: randomUUID() }));
  const [patients, series] = [
    courses.map(({ patientId }) => patientId),
    courses.map(({ seriesId }) => seriesId),
  ];
  await connection.query(
    `INSERT INTO patient (practice_id, id, mrn, family_name, given_name, search_name, birth_date, sex_at_birth)
     SELECT $1, p.id, 'BENCH-' || p.id, 'Family ' || p.n, 'Given', 'family ' || p.n || ' given', '1961-05-04', 'female'
       FROM unnest($2::uuid[]) WITH ORDINALITY AS p (id, n)`,
    [practiceId, patients],
  );
  await connection.query(
    `INSERT INTO resource (practice_id, id, kind, name, patient_id) SELECT $1, id, 'patient', 'patient', id FROM unnest($2::uuid[]) AS id`,
    [practiceId, patients],
  );
  await connection.query(
    `WITH c AS (INSERT INTO condition (practice_id, id, patient_id, label, icd10, side)
       SELECT $1, gen_random_uuid(), id, 'CRPS', 'G90.522', 'left' FROM unnest($2::uuid[]) AS id RETURNING id, patient_id)
     INSERT INTO injection_series (practice_id, id, patient_id, condition_id, procedure_type_id, physician_id, side, purpose,
       planned_count, minimum_interval_days, target_interval_days, maximum_interval_days, sedation, gated, state, opened_on)
     SELECT $1, s.id, s.patient_id, c.id, (SELECT id FROM procedure_type WHERE practice_id = $1 AND code = 'LSB'), $4,
       'left', 'therapeutic', 6, 7, 21, 56, 'none', false, 'active', current_date
       FROM unnest($3::uuid[], $2::uuid[]) AS s (id, patient_id) JOIN c ON c.patient_id = s.patient_id`,
    [practiceId, patients, series, physicianId],
  );
  return courses;
}

/**
 * Sessions of the courses, one after another in each room, with their holds of room, physician, patient and bay.
 * @param {Connection} connection @param {string} practiceId @param {Clinic} clinic @param {readonly Course[]} courses
 * @param {{ from: number, minutes: number, state: string }} day `from`: epoch ms of the first session
 * @returns {Promise<string[]>} their ids
 */
export async function addSessions(connection, practiceId, clinic, courses, { from, minutes, state }) {
  const stay = minutes * 60_000;
  const rows = courses.map(({ seriesId, patientId }, index) => {
    const lane = index % clinic.rooms.length;
    const start = from + Math.floor(index / clinic.rooms.length) * stay;
    return {
      id: randomUUID(),
      seriesId,
      patientId,
      start,
      room: clinic.rooms[lane],
      physician: clinic.physicians[lane],
      bay: clinic.bays[lane % clinic.bays.length],
    };
  });
  await connection.query(
    `WITH row AS (SELECT * FROM json_to_recordset($3::json) AS (id uuid, "seriesId" uuid, "patientId" uuid, start float8, room uuid, physician uuid, bay uuid)),
     s AS (INSERT INTO session (practice_id, id, clinic_id, series_id, patient_id, procedure_type_id, room_id, physician_id, starts_at, duration_minutes, sedation, state, room_in_at, room_out_at)
       SELECT $1, id, $2, "seriesId", "patientId", (SELECT id FROM procedure_type WHERE practice_id = $1 AND code = 'LSB'), room, physician,
         to_timestamp(start / 1000), $4::int, 'none', $5::text, CASE WHEN $5 = 'discharged' THEN to_timestamp(start / 1000) END, CASE WHEN $5 = 'discharged' THEN to_timestamp(start / 1000 + 60) END FROM row)
     INSERT INTO hold (practice_id, id, resource_id, session_id, stage, during)
     SELECT $1, gen_random_uuid(), held.resource, row.id, held.stage, tstzrange(to_timestamp(start / 1000), to_timestamp(start / 1000 + $4::int * 60))
       FROM row CROSS JOIN LATERAL (VALUES (room, 'procedure'), (physician, 'procedure'), ("patientId", 'procedure'), (bay, 'recover')) AS held (resource, stage)
      WHERE $5 <> 'discharged'
      ON CONFLICT DO NOTHING`,
    [practiceId, clinic.id, JSON.stringify(rows), minutes, state],
  );
  return rows.map(({ id }) => id);
}

/**
 * A course of many injections, one a week until now, and many scores around them.
 * @param {Connection} connection @param {string} practiceId @param {Clinic} clinic @param {Course} course
 * @param {{ injections: number, scores: number }} counts
 */
export async function addHistory(connection, practiceId, clinic, course, { injections, scores }) {
  const from = dayFrom(-7 * injections);
  for (let index = 0; index < injections; index += 1) {
    const day = { from: from + index * 7 * dayMs + 10 * 3_600_000, minutes: 30, state: 'discharged' };
    const [sessionId] = await addSessions(connection, practiceId, clinic, [course], day);
    await connection.query(
      `INSERT INTO injection (practice_id, id, session_id, series_id, patient_id, side, status, levels, needle_out_at)
       VALUES ($1, gen_random_uuid(), $2, $3, $4, 'left', 'completed', '{L2}', to_timestamp($5))`,
      [practiceId, sessionId, course.seriesId, course.patientId, day.from / 1000 + 20],
    );
  }
  await connection.query(
    `INSERT INTO pain_score (practice_id, id, patient_id, series_id, side, at, kind, value, source)
     SELECT $1, gen_random_uuid(), $2, $3, 'left', to_timestamp($4::float8 + n * $5::float8), 'now', (n * 7) % 11, 'diary' FROM generate_series(1, $6) n`,
    [practiceId, course.patientId, course.seriesId, from / 1000, (injections * 7 * 86_400) / scores, scores],
  );
}
