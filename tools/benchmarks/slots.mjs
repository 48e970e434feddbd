/** Finding a slot over eight weeks: the product beside the free time of the same resources as multiranges in plain SQL. */
import { measure, measureBoth } from './load.mjs';
import { addSessions } from './practice.mjs';

/** @typedef {import('./product.mjs').Pool} Pool */
/** @typedef {import('./product.mjs').Connection} Connection */
/** @typedef {import('./practice.mjs').Clinic} Clinic */
/** @typedef {import('./practice.mjs').Course} Course */
/** @typedef {import('./load.mjs').Client} Client */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const DAYS = 56;
const SESSIONS_A_DAY = 8;
const ONE = { clients: 1, count: 80, seconds: 10 };

/** Longer than a search: a plan looks at a year. */
const BUSY_DAYS = 400;

/**
 * Weeks in which every room has eight sessions a day with some time between them.
 * @param {Connection} connection @param {string} practiceId @param {Clinic} clinic @param {readonly Course[]} courses
 * @param {number} from midnight of the first day
 */
export async function addBusyWeeks(connection, practiceId, clinic, courses, from) {
  for (let day = 0; day < BUSY_DAYS; day += 1) {
    for (let slot = 0; slot < SESSIONS_A_DAY; slot += 1) {
      const start = from + day * DAY + 6 * HOUR + slot * 1.5 * HOUR;
      const first = (slot * clinic.rooms.length) % courses.length;
      const patients = courses.slice(first, first + clinic.rooms.length);
      await addSessions(connection, practiceId, clinic, patients, {
        from: start,
        minutes: 40,
        state: 'booked',
      });
    }
  }
}

// Whoever is free of each kind, joined by kind: what is left is free for all of them.
const free = `WITH open AS (
    SELECT range_agg(tstzrange(day + interval '4 hours', day + interval '22 hours')) AS hours
      FROM generate_series(to_timestamp($3::float8), to_timestamp($4::float8) - interval '1 day', interval '1 day') AS day),
  taken AS (
    SELECT h.resource_id, range_agg(h.during) AS during FROM hold h
     WHERE h.practice_id = $1 AND h.active AND h.during && tstzrange(to_timestamp($3::float8), to_timestamp($4::float8))
       AND h.resource_id IN (SELECT r.id FROM resource r WHERE r.practice_id = $1 AND r.clinic_id = $2) GROUP BY h.resource_id),
  kinds AS (
    SELECT r.kind, range_agg(stretch) AS during
      FROM resource r LEFT JOIN taken ON taken.resource_id = r.id CROSS JOIN open
     CROSS JOIN LATERAL unnest(open.hours - coalesce(taken.during, '{}'::tstzmultirange)) AS stretch
     WHERE r.practice_id = $1 AND r.clinic_id = $2 AND (r.kind <> 'physician' OR r.id = $5) GROUP BY r.kind)
  SELECT unnest(range_intersect_agg(during)) AS free FROM kinds`;

/**
 * @param {{ pool: Pool, client: Client, practiceId: string, clinic: Clinic, course: Course, from: number }} ground
 */
export async function measureSlots({ pool, client, practiceId, clinic, course, from }) {
  const [physicianId] = clinic.physicians;
  const dateOf = (/** @type {number} */ at) => new Date(at).toISOString().slice(0, 10);
  const body = {
    seriesId: course.seriesId,
    clinicId: clinic.id,
    physicianId,
    from: dateOf(from),
    until: dateOf(from + (DAYS - 1) * DAY),
  };
  const ask = () => client.call('POST', '/sessions/slots', { body });
  const answer = await ask();
  const slots = answer.status === 200 ? JSON.parse(answer.body).slots.length : 0;
  if (slots !== 3)
    throw new Error(`${slots} slots were found: ${answer.status} ${answer.body.slice(0, 300)}`);
  const values = [practiceId, clinic.id, from / 1000, from / 1000 + DAYS * 86_400, physicianId];
  const read = async () => {
    const { rows } = await pool.query({ name: 'floor-slots', text: free, values });
    if (rows.length < DAYS) throw new Error(`The floor found ${rows.length} free stretches.`);
  };
  await measure({ ...ONE, count: 10 }, read);
  await measure({ ...ONE, count: 10 }, ask);
  const { floor, product } = await measureBoth(ONE, read, ask);
  return { floor, product, times: product.p50 / floor.p50 };
}
