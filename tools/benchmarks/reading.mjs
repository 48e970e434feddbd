/** What opens when somebody looks: a day's board and a patient's whole course. */
import { measure, measureBoth } from './load.mjs';

/** @typedef {import('./product.mjs').Pool} Pool */
/** @typedef {import('./load.mjs').Client} Client */

const ONE = { clients: 1, count: 60, seconds: 8 };

const joined = `SELECT s.id, s.version, s.state, s.starts_at, s.duration_minutes, s.sedation, s.room_id, s.physician_id,
    p.id AS patient_id, p.family_name, p.given_name, p.birth_date, i.id AS series_id, i.side, i.planned_count, t.code,
    (SELECT json_agg(json_build_array(h.resource_id, h.stage, h.during)) FROM hold h
      WHERE h.practice_id = s.practice_id AND h.session_id = s.id) AS holds
  FROM session s JOIN patient p ON p.practice_id = s.practice_id AND p.id = s.patient_id
  JOIN injection_series i ON i.practice_id = s.practice_id AND i.id = s.series_id
  JOIN procedure_type t ON t.practice_id = s.practice_id AND t.id = s.procedure_type_id
 WHERE s.practice_id = $1 AND s.clinic_id = $2 AND s.starts_at >= to_timestamp($3::float8) AND s.starts_at < to_timestamp($3::float8 + 86400)
 ORDER BY s.starts_at, s.id`;

/**
 * A day's board, beside its sessions joined with patient, series, procedure and holds in plain SQL.
 * @param {{ pool: Pool, client: Client, practiceId: string, clinicId: string, day: number, sessions: number }} ground
 */
export async function measureBoard({ pool, client, practiceId, clinicId, day, sessions }) {
  const path = `/clinics/${clinicId}/days/${new Date(day).toISOString().slice(0, 10)}`;
  const shown = await client.call('GET', path);
  const found = shown.status === 200 ? JSON.parse(shown.body).sessions.length : 0;
  if (found !== sessions)
    throw new Error(`The board shows ${found} sessions: ${shown.status} ${shown.body.slice(0, 300)}`);
  const values = [practiceId, clinicId, day / 1000];
  const read = () => pool.query({ name: 'floor-board', text: joined, values });
  await measure({ ...ONE, count: 10 }, read);
  const { floor, product } = await measureBoth(ONE, read, () => client.call('GET', path));
  const packed = await client.call('GET', path, { headers: { 'accept-encoding': 'gzip' } });
  return { floor, product, times: product.p50 / floor.p50, gzippedBytes: packed.bytes };
}

/** @param {{ client: Client, patientId: string }} ground */
export async function measureRelief({ client, patientId }) {
  const path = `/patients/${patientId}/relief`;
  const { status, body } = await client.call('GET', path);
  if (status !== 200) throw new Error(`The relief was answered with ${status}: ${body}`);
  await measure({ ...ONE, count: 10 }, () => client.call('GET', path));
  return { product: await measure(ONE, () => client.call('GET', path)) };
}
