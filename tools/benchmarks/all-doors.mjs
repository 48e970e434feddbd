/**
 * Every way into the book, raced at once over HTTP: find, book, hold, offer, move, plan, cancel, and a book that is
 * taken over meanwhile. Nobody is careful: they want the same rooms in the same week, with versions that are
 * stale by the time they arrive. Used by the tests for seconds and by `npm run bench -- race` for a minute.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import { faultsOfBook, forgottenHeldTimes } from './race-verdict.mjs';

/** @typedef {import('./race-verdict.mjs').Acknowledged} Acknowledged */
/** @typedef {{ startsAt: string, roomId: string, physicianId: string }} Place */
/** @typedef {{ id: string, version: number, start: number, roomId: string, physicianId: string, state: string }} Session */
/** @typedef {{ id: string, version: number }} Versioned */
/** @typedef {{ version?: number, body?: unknown }} Asked */

/**
 * @typedef {object} Ground
 * @property {import('./load.mjs').Client} client whose cookies are of as many sign-ins as there are racers
 * @property {import('./race-verdict.mjs').Query} query one that sees every row
 * @property {string} practiceId
 * @property {string} clinicId
 * @property {(heldTimeId: string, milliseconds: number) => Promise<unknown>} hasten lets a held time be over so soon
 * @property {() => Promise<unknown>} takeBookOver the import that runs meanwhile; rejects when it fails
 */

/**
 * @typedef {object} Outcome
 * @property {Record<string, Record<number, number>>} answers by door and status
 * @property {string[]} faults none: nothing overlapped, failed, was orphaned or was lost
 * @property {Map<string, Acknowledged>} acknowledged the last that was said of each session
 */

/** A refusal that a racer must expect: taken, stale, gone. */
const refusals = new Set([404, 409, 412]);
const live = new Set(['tentative', 'booked', 'confirmed']);

/**
 * @param {Ground} ground
 * @param {{ clients: number, seconds: number }} size
 * @returns {Promise<Outcome>}
 */
export async function raceAllDoors(ground, { clients, seconds }) {
  const { query, practiceId, clinicId } = ground;
  const places = await wantedPlaces(query, practiceId, clinicId);
  const { rows: series } = await query(
    `SELECT id FROM injection_series WHERE practice_id = $1 AND state = 'active' ORDER BY id`,
    [practiceId],
  );
  if (places.length === 0 || series.length === 0) throw new Error('There is nothing to race for.');
  /** @type {string[]} */
  const faults = [];
  const racer = new Racer(ground, places, series, faults);
  const doors = Object.values(racer.doors);
  const end = performance.now() + seconds * 1_000;
  const client = async () => {
    while (performance.now() < end) await anyOf(doors)();
  };
  const [taken] = await Promise.allSettled([
    ground.takeBookOver(),
    ...Array.from({ length: clients }, client),
  ]).then((all) => {
    for (const each of all.slice(1)) if (each.status === 'rejected') throw each.reason;
    return all;
  });
  if (taken?.status === 'rejected') faults.push(`The book was not taken over: ${String(taken.reason)}`);
  for (let second = 0; second < 15 && (await forgottenHeldTimes(query, practiceId)) > 0; second += 1)
    await pause(1_000);
  faults.push(...(await faultsOfBook(query, practiceId, racer.acknowledged)));
  return { answers: racer.answers, faults, acknowledged: racer.acknowledged };
}

/** @template T @param {readonly T[]} of @returns {T} */
function anyOf(of) {
  const one = of[Math.floor(Math.random() * of.length)];
  if (one === undefined) throw new Error('There is none.');
  return one;
}

/** Every half hour of block time of one week, the week after next. @returns {Promise<Place[]>} */
async function wantedPlaces(
  /** @type {import('./race-verdict.mjs').Query} */ query,
  /** @type {string} */ practiceId,
  /** @type {string} */ clinicId,
) {
  const { rows } = await query(
    `SELECT b.room_id AS "roomId", b.physician_id AS "physicianId",
        to_char(at AT TIME ZONE c.time_zone AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "startsAt"
       FROM block_time b JOIN clinic c ON c.practice_id = b.practice_id AND c.id = b.clinic_id
      CROSS JOIN generate_series((current_date + 8)::timestamp, current_date + 14, interval '1 day') AS day
      CROSS JOIN LATERAL generate_series(day + b.starts, day + b.ends - interval '30 minutes', interval '30 minutes') AS at
      WHERE b.practice_id = $1 AND b.clinic_id = $2 AND extract(isodow FROM day) = b.weekday`,
    [practiceId, clinicId],
  );
  return rows;
}

/** What everybody does, and what they were told. */
class Racer {
  /** @type {Map<string, Acknowledged>} */
  acknowledged = new Map();
  /** @type {Record<string, Record<number, number>>} */
  answers = {};

  /** @param {Ground} ground @param {Place[]} places @param {{ id: string }[]} series @param {string[]} faults */
  constructor(ground, places, series, faults) {
    this.ground = ground;
    this.places = places;
    this.series = series;
    this.faults = faults;
  }

  /** @type {Record<string, () => Promise<unknown>>} */
  doors = {
    book: () => this.book('book', this.wish()),
    find: async () => {
      const { seriesId, clinicId } = this.wish();
      const body = { seriesId, clinicId, count: 5 };
      /** @type {{ slots: { start: number, roomId: string, physicianId: string }[] } | null} */
      const found = await this.ask('find', '/sessions/slots', { body });
      const slot = found?.slots[0];
      if (slot) await this.book('find', { seriesId, clinicId, ...placeOf(slot) });
    },
    hold: async () => this.endHeld('hold', await this.ask('hold', '/held-times', { body: this.wish() })),
    offer: async () => {
      const path = `/clinics/${this.ground.clinicId}/waitlist`;
      const { body, status } = await this.ground.client.call('GET', path);
      this.count('waitlist', status, body);
      /** @type {{ freedTimes: (Versioned & { offer: Versioned | null })[], entries: Versioned[] }} */
      const { freedTimes, entries } = status === 200 ? JSON.parse(body) : { freedTimes: [], entries: [] };
      const freed = freedTimes[Math.floor(Math.random() * freedTimes.length)];
      const entry = entries[Math.floor(Math.random() * entries.length)];
      if (freed === undefined || entry === undefined) return this.wait();
      if (Math.random() < 0.2)
        return this.keep(
          await this.ask('offer', `/freed-times/${freed.id}/bookings`, { body: { entryId: entry.id } }),
        );
      /** @type {{ offer: Versioned | null } | null} */
      const offered =
        freed.offer !== null
          ? freed
          : await this.ask('offer', `/freed-times/${freed.id}/offers`, {
              version: freed.version,
              body: { minutes: 15, goOn: Math.random() < 0.5 },
            });
      await this.endHeld('offer', offered?.offer ?? null);
    },
    wait: () => this.wait(),
    move: async () => {
      const session = this.standing();
      if (session === null) return;
      const { id, version } = session;
      const body = anyOf(this.places);
      if (Math.random() < 0.7)
        return this.keep(await this.ask('move', `/sessions/${id}/move`, { version, body }));
      const scope = 'shift-rest';
      /** @type {{ changes: { sessionId: string, version: number, to: number, roomId: string, physicianId: string }[] } | null} */
      const preview = await this.ask('move', `/sessions/${id}/moves/preview`, { body: { ...body, scope } });
      if (preview === null) return;
      const later = preview.changes.slice(1).map((change) => ({
        sessionId: change.sessionId,
        version: change.version,
        ...placeOf({ ...change, start: change.to }),
      }));
      /** @type {{ sessions: Session[] } | null} */
      const moved = await this.ask('move', `/sessions/${id}/moves`, {
        version,
        body: { ...body, scope, later },
      });
      for (const each of moved?.sessions ?? []) this.keep(each);
    },
    plan: async () => {
      const { seriesId, clinicId, physicianId } = this.wish();
      const wish = { clinicId, physicianId, count: 2, otherPhysicians: true };
      /** @type {{ occurrences: { time: { start: number, roomId: string, physicianId: string } | null }[] } | null} */
      const plan = await this.ask('plan', `/series/${seriesId}/plans`, { body: wish });
      const sessions = (plan?.occurrences ?? []).flatMap(({ time }) =>
        time === null ? [] : [placeOf(time)],
      );
      if (sessions.length === 0) return;
      /** @type {{ sessions: { id: string, start: number, state: string }[] } | null} */
      const booked = await this.ask('plan', `/series/${seriesId}/plan-bookings`, {
        body: { clinicId, sessions },
      });
      for (const [index, each] of (booked?.sessions ?? []).entries()) {
        const { roomId = '', physicianId: by = '' } = sessions[index] ?? {};
        this.keep({ ...each, version: 1, roomId, physicianId: by });
      }
    },
    cancel: async () => {
      const session = this.standing();
      if (session === null) return;
      const { id, version } = session;
      const body = { reason: 'patient-request' };
      this.keep(await this.ask('cancel', `/sessions/${id}/cancel`, { version, body }));
    },
  };

  wish() {
    return { seriesId: anyOf(this.series).id, clinicId: this.ground.clinicId, ...anyOf(this.places) };
  }

  /** Any session that was said to stand; by the time it is asked for it may be another version. */
  standing() {
    const all = [...this.acknowledged].filter(([, { live: stands }]) => stands);
    if (all.length === 0) return null;
    const [id, { version }] = anyOf(all);
    return { id, version };
  }

  /** @param {string} door @param {object} body */
  async book(door, body) {
    this.keep(await this.ask(door, '/sessions', { body }));
  }

  async wait() {
    const from = new Date().toISOString().slice(0, 10);
    const { seriesId, clinicId } = this.wish();
    const body = { seriesId, clinicId, from, weekdays: [], noticeHours: 0, priority: 'normal' };
    await this.ask('wait', '/waitlist-entries', { body });
  }

  /** Booked, given back, or left until it is over: then somebody may be booking it in that very moment. */
  async endHeld(/** @type {string} */ door, /** @type {Versioned | null} */ held) {
    if (held === null) return;
    const { id, version } = held;
    const chance = Math.random();
    if (chance < 0.25) return this.ask(door, `/held-times/${id}/give-back`, { version, body: {} });
    if (chance < 0.75) {
      await this.ground.hasten(id, Math.random() * 60);
      if (chance < 0.5) return;
    }
    this.keep(await this.ask(door, `/held-times/${id}/book`, { version, body: {} }));
  }

  /** @param {Session | null} session as the product answered it */
  keep(session) {
    if (session === null) return;
    const { id, version, start, roomId, physicianId, state } = session;
    if ((this.acknowledged.get(id)?.version ?? 0) > version) return;
    this.acknowledged.set(id, { version, start, roomId, physicianId, live: live.has(state) });
  }

  /**
   * @template T
   * @param {string} door @param {string} path @param {Asked} asked
   * @returns {Promise<T | null>} null: refused
   */
  async ask(door, path, { version, body }) {
    const headers = {
      'idempotency-key': randomUUID(),
      ...(version !== undefined && { 'if-match': `"v${version}"` }),
    };
    const answer = await this.ground.client.call('POST', path, { headers, body });
    this.count(door, answer.status, answer.body);
    return answer.status < 300 ? JSON.parse(answer.body) : null;
  }

  /** @param {string} door @param {number} status @param {string} body */
  count(door, status, body) {
    const counts = (this.answers[door] ??= {});
    counts[status] = (counts[status] ?? 0) + 1;
    if (status < 300 || refusals.has(status)) return;
    this.faults.push(`${door} was answered with ${status} ${JSON.parse(body).code}`);
  }
}

/** @param {{ start: number, roomId: string, physicianId: string }} time @returns {Place} */
function placeOf({ start, roomId, physicianId }) {
  return { startsAt: new Date(start).toISOString(), roomId, physicianId };
}
