/** Booking one after another, and racing for the same slots: the product beside plain SQL on tables of the same shape. */
import { randomUUID } from 'node:crypto';

import { measureBoth } from './load.mjs';
import { dayFrom } from './practice.mjs';

/** @typedef {import('./product.mjs').Pool} Pool */
/** @typedef {import('./practice.mjs').Clinic} Clinic */
/** @typedef {import('./practice.mjs').Course} Course */
/** @typedef {import('./load.mjs').Client} Client */
/** @typedef {{ pool: Pool, client: Client, practiceId: string, clinic: Clinic, courses: Course[] }} Ground */

const HOUR = 3_600_000;
const SLOTS_A_DAY = 14;
const DAYS = 40;
const BOOK = { clients: 8, count: 2_000, seconds: 10 };
const RACE = { clients: 32, count: 3_000, seconds: 10 };
const RACED_SLOTS = 200;

/** The same tables, constraints and indexes; no policies, no triggers, no foreign keys. @param {Pool} pool */
export async function makeFloor(pool) {
  await pool.query(`CREATE SCHEMA floor;
    CREATE TABLE floor.session (LIKE public.session INCLUDING ALL);
    CREATE TABLE floor.hold (LIKE public.hold INCLUDING ALL)`);
}

const insertAll = `WITH booked AS (
    INSERT INTO floor.session (practice_id, id, clinic_id, series_id, patient_id, procedure_type_id, room_id, physician_id, starts_at, duration_minutes, sedation, state)
    VALUES ($1, $2, $3, $4, $5, $3, ($6::uuid[])[2], ($6::uuid[])[3], to_timestamp($7::float8), 30, 'none', 'booked'))
  INSERT INTO floor.hold (practice_id, id, resource_id, session_id, stage, during)
  SELECT $1, gen_random_uuid(), resource, $2, 'procedure', tstzrange(to_timestamp($7::float8), to_timestamp($7::float8 + 1800)) FROM unnest($6::uuid[]) AS resource`;
const look = `SELECT 1 FROM floor.hold WHERE practice_id = $1 AND resource_id = ANY ($2::uuid[]) AND active
  AND during && tstzrange(to_timestamp($3::float8), to_timestamp($3::float8 + 1800)) LIMIT 1`;

/** One session and five holds in one statement. @param {Ground} ground @param {Slot} slot @param {Course} course */
function bookPlainly({ pool, practiceId, clinic }, { lane, start }, { seriesId, patientId }) {
  const held = [
    patientId,
    clinic.rooms[lane],
    clinic.physicians[lane],
    clinic.cArms[lane],
    clinic.bays[lane],
  ];
  const values = [practiceId, randomUUID(), clinic.id, seriesId, patientId, held, start / 1000];
  return pool.query({ name: 'floor-book', text: insertAll, values });
}

/** @param {Ground} ground @param {Slot} slot @param {Course} course */
async function lookThenBook(ground, { lane, start }, course) {
  const { pool, practiceId, clinic } = ground;
  const shared = [clinic.rooms[lane], clinic.physicians[lane], clinic.cArms[lane], clinic.bays[lane]];
  const values = [practiceId, [course.patientId, ...shared], start / 1000];
  const { rowCount } = await pool.query({ name: 'floor-look', text: look, values });
  if (rowCount) return false;
  try {
    await bookPlainly(ground, { lane, start }, course);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && ['23P01', '40P01'].includes(String(error.code)))
      return false;
    throw error;
  }
}

/** @param {Ground} ground @param {Slot} slot @param {Course} course */
function bookByHttp({ client, clinic }, { lane, start }, { seriesId }) {
  return client.call('POST', '/sessions', {
    headers: { 'idempotency-key': randomUUID() },
    body: {
      seriesId,
      clinicId: clinic.id,
      roomId: clinic.rooms[lane],
      physicianId: clinic.physicians[lane],
      startsAt: new Date(start).toISOString(),
    },
  });
}

/** @typedef {{ lane: number, start: number }} Slot */

/**
 * Slots that do not meet each other: a lane is a room with its physician, and every slot takes an hour. One after
 * another they lie on one day, where all want the same pools; spread out, neighbours lie on different days.
 */
const slotOf = (/** @type {number} */ index, /** @type {number} */ lanes, /** @type {number} */ firstDay) => {
  const time = Math.floor(index / lanes);
  const day = dayFrom(firstDay + Math.floor(time / SLOTS_A_DAY));
  return { lane: index % lanes, start: day + (6 + (time % SLOTS_A_DAY)) * HOUR };
};
const spreadSlot = (/** @type {number} */ index, /** @type {number} */ lanes) => {
  const time = Math.floor(index / (DAYS * lanes));
  return { lane: Math.floor(index / DAYS) % lanes, start: dayFrom(10 + (index % DAYS)) + (6 + time) * HOUR };
};

/** @param {Ground} ground @param {number} index */
function courseAt({ courses }, index) {
  const course = courses[index % courses.length];
  if (!course) throw new Error('There are courses to book for.');
  return course;
}

/** Nobody meets anybody: what a booking costs. @param {Ground} ground */
export async function measureBooking(ground) {
  const lanes = ground.clinic.rooms.length;
  const warm = 100;
  for (let index = 0; index < warm; index += 1) {
    const slot = spreadSlot(index, lanes);
    await bookPlainly(ground, slot, courseAt(ground, index));
    await expectBooked(bookByHttp(ground, slot, courseAt(ground, index)));
  }
  const slot = (/** @type {number} */ index) => spreadSlot(warm + index, lanes);
  const { floor, product } = await measureBoth(
    BOOK,
    (index) => bookPlainly(ground, slot(index), courseAt(ground, warm + index)),
    (index) => expectBooked(bookByHttp(ground, slot(index), courseAt(ground, warm + index))),
  );
  return { floor, product, ratio: product.perSecond / floor.perSecond };
}

/** @param {Promise<import('./load.mjs').Answer>} answer */
async function expectBooked(answer) {
  const { status, body } = await answer;
  if (status !== 201) throw new Error(`A booking was answered with ${status}: ${body}`);
}

/** Everybody wants what others want: attempts a second, refused or not. @param {Ground} ground */
export async function measureRace(ground) {
  const lanes = ground.clinic.rooms.length;
  const first = 2_200;
  const wanted = (/** @type {number} */ index) => slotOf((index * 7_919) % RACED_SLOTS, lanes, 60);
  /** @type {Record<number, number>} */
  const answers = {};
  const { floor, product } = await measureBoth(
    RACE,
    (index) => lookThenBook(ground, wanted(index), courseAt(ground, first + index)),
    async (index) => {
      const { status, body } = await bookByHttp(ground, wanted(index), courseAt(ground, first + index));
      answers[status] = (answers[status] ?? 0) + 1;
      if (status !== 201 && status !== 409) throw new Error(`A racer was answered with ${status}: ${body}`);
    },
  );
  return {
    floor,
    product,
    ratio: product.perSecond / floor.perSecond,
    answers,
    doubles: await doubles(ground),
  };
}

/** Pairs of holds of one resource that share time, whatever the constraint says. @param {Ground} ground */
async function doubles({ pool }) {
  const { rows } = await pool.query(
    `SELECT count(*)::int AS pairs FROM hold a JOIN hold b ON b.practice_id = a.practice_id AND b.resource_id = a.resource_id
        AND b.during && a.during AND b.id > a.id WHERE a.active AND b.active`,
  );
  return Number(rows[0]?.pairs);
}

/** How much one booking holds, for whoever compares with the five of the floor. @param {Ground} ground */
export async function holdsOfOne({ pool }) {
  const { rows } = await pool.query(
    `SELECT count(*)::int AS holds FROM hold WHERE session_id = (SELECT id FROM session WHERE booked_by IS NOT NULL LIMIT 1)`,
  );
  return Number(rows[0]?.holds);
}
