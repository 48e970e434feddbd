/** Planning twelve sessions over a year, every alternative included, beside one search for a slot over eight weeks. */
import { measure, measureBoth } from './load.mjs';

/** @typedef {import('./practice.mjs').Clinic} Clinic */
/** @typedef {import('./practice.mjs').Course} Course */
/** @typedef {import('./load.mjs').Client} Client */

const SESSIONS = 12;
/** Twelve of these are a year. */
export const TARGET_DAYS = 30;
const ONE = { clients: 1, count: 30, seconds: 12 };

/**
 * @param {{ client: Client, clinic: Clinic, yearly: Course }} ground `yearly`: a series with `TARGET_DAYS` between its sessions
 */
export async function measurePlan({ client, clinic, yearly }) {
  const wish = { clinicId: clinic.id, physicianId: clinic.physicians[0] };
  const search = () =>
    client.call('POST', '/sessions/slots', { body: { ...wish, seriesId: yearly.seriesId } });
  const plan = () =>
    client.call('POST', `/series/${yearly.seriesId}/plans`, { body: { ...wish, count: SESSIONS } });
  const answer = await plan();
  /** @type {{ time: unknown, alternatives: unknown[] }[]} */
  const occurrences = answer.status === 200 ? JSON.parse(answer.body).occurrences : [];
  const whole = occurrences.filter(({ time, alternatives }) => time !== null && alternatives.length >= 2);
  if (whole.length !== SESSIONS)
    throw new Error(`${whole.length} sessions were planned: ${answer.status} ${answer.body.slice(0, 300)}`);
  await measure({ ...ONE, count: 5 }, search);
  await measure({ ...ONE, count: 5 }, plan);
  const { floor, product } = await measureBoth(ONE, search, plan);
  return { search: floor, product, times: product.p50 / floor.p50 };
}
