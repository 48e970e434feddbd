/** What must be true of the book after every door was raced, asked of the database and not of the product. */

/** @typedef {(text: string, values: unknown[]) => Promise<{ rows: any[] }>} Query */
/** @typedef {{ version: number, start: number, roomId: string, physicianId: string, live: boolean }} Acknowledged */
/** @typedef {{ id: string, reference: string | null, covered: boolean } & Acknowledged} StandingRow */

/** The constraint itself is not asked: whether it holds is the question. */
const overlaps = `SELECT count(*)::int AS count FROM hold a JOIN hold b ON b.practice_id = a.practice_id
     AND b.resource_id = a.resource_id AND b.during && a.during AND b.id > a.id
   WHERE a.practice_id = $1 AND a.active AND b.active`;

const orphans = `SELECT count(*)::int AS count FROM hold h
    LEFT JOIN session s ON s.practice_id = h.practice_id AND s.id = h.session_id
    LEFT JOIN held_time t ON t.practice_id = h.practice_id AND t.id = h.held_time_id
    LEFT JOIN closure c ON c.practice_id = h.practice_id AND c.id = h.closure_id
   WHERE h.practice_id = $1 AND h.active AND (s.id IS NULL AND t.id IS NULL AND c.id IS NULL
      OR s.state IN ('discharged', 'cancelled', 'no-show') OR t.state <> 'held')`;

/** Over by the clock and never written down: its holds would block for ever. */
const forgotten = `SELECT count(*)::int AS count FROM held_time
   WHERE practice_id = $1 AND state = 'held' AND expires_at <= now()`;

/** `covered`: room, physician and patient are held for the whole procedure. */
const sessions = `SELECT s.id, s.reference, s.version, (extract(epoch FROM s.starts_at) * 1000)::float8 AS start,
    s.room_id AS "roomId", s.physician_id AS "physicianId", s.state NOT IN ('cancelled', 'no-show', 'discharged') AS live,
    (SELECT count(DISTINCT h.resource_id) FROM hold h WHERE h.practice_id = s.practice_id AND h.session_id = s.id AND h.active
        AND h.resource_id IN (s.room_id, s.physician_id, s.patient_id)
        AND h.during @> tstzrange(s.starts_at, s.starts_at + s.duration_minutes * interval '1 minute')) = 3 AS covered
   FROM session s WHERE s.practice_id = $1`;

/** @param {Query} query @param {string} practiceId */
export async function forgottenHeldTimes(query, practiceId) {
  const { rows } = await query(forgotten, [practiceId]);
  return Number(rows[0]?.count);
}

/**
 * @param {Query} query one that sees every row
 * @param {string} practiceId
 * @param {ReadonlyMap<string, Acknowledged>} acknowledged the last that the product said of each session
 * @returns {Promise<string[]>} what is wrong, in sentences; none: nothing
 */
export async function faultsOfBook(query, practiceId, acknowledged) {
  /** @type {string[]} */
  const faults = [];
  const ask = async (/** @type {string} */ statement, /** @type {string} */ what) => {
    const { rows } = await query(statement, [practiceId]);
    if (rows[0]?.count > 0) faults.push(`${rows[0].count} ${what}`);
  };
  await ask(overlaps, 'pairs of active holds of one resource overlap');
  await ask(orphans, 'active holds have nobody behind them');
  await ask(forgotten, 'held times are over and nobody wrote it down');
  /** @type {{ rows: StandingRow[] }} */
  const { rows } = await query(sessions, [practiceId]);
  const standing = new Map(rows.map((row) => [row.id, row]));
  for (const [id, said] of acknowledged) faults.push(...faultsOfSession(id, said, standing.get(id)));
  for (const { id, reference, live, covered } of rows) {
    if (reference === null && !acknowledged.has(id)) faults.push(`session ${id} stands and nobody was told`);
    if (live && !covered) faults.push(`session ${id} stands without its room, physician or patient`);
  }
  return faults;
}

/** @param {string} id @param {Acknowledged} said @param {StandingRow | undefined} row */
function faultsOfSession(id, said, row) {
  if (row === undefined) return [`session ${id} was acknowledged and is not there`];
  const keys = /** @type {const} */ (['version', 'start', 'roomId', 'physicianId', 'live']);
  return keys
    .filter((key) => row[key] !== said[key])
    .map((key) => `session ${id}: ${key} was said to be ${said[key]} and is ${row[key]}`);
}
