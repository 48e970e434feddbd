import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { v4 as uuid } from 'uuid';
import { routesOf } from '../../platform/http/routes.js';
import type { PatientPrincipal } from '../../platform/database/principal.js';
import { fingerprint } from '../../testing/all-rows.js';
import { givenClinicalFlag, inPractice } from '../../testing/given-care.js';
import { asPatient, givenLink, type GivenLink } from '../../testing/given-diary.js';
import {
  day,
  givenCourse,
  givenInjection,
  givenScores,
  givenSession,
  iso,
  once,
  type GivenCourse,
} from '../../testing/given-outcomes.js';
import type { GivenTreatment } from '../../testing/given-treatment.js';
import { startOutcomesClinic } from '../../testing/outcomes-clinic.js';
import { givenMember, type GivenMember, type TestApp } from '../../testing/test-app.js';
import { sweep, type Question } from '../../testing/sweep.js';

let test: TestApp;
let practiceId: string;
let treatment: GivenTreatment;
let nurse: GivenMember;
let own: GivenCourse & { link: GivenLink };
let other: GivenCourse & { link: GivenLink };

const now = Date.now();

async function atHome(): Promise<typeof own> {
  const course = await givenCourse(test, practiceId, treatment);
  const sessionId = await givenSession(test, practiceId, treatment, course, {
    at: now - day,
    state: 'discharged',
  });
  const injectionId = await givenInjection(test, practiceId, course, sessionId, now - day);
  await givenSession(test, practiceId, treatment, course, { at: now + 9 * day, state: 'booked' });
  await inPractice(test, practiceId, async (tx) => {
    await tx.query(
      `INSERT INTO requirement_evidence (practice_id, id, session_id, kind, outcome, at, rests_on, source)
       VALUES ($1, gen_random_uuid(), $2, 'no-infection', 'met', now(), '{}', 'system')`,
      [practiceId, sessionId],
    );
    await tx.query(
      `INSERT INTO drug_administration (practice_id, id, injection_id, role, drug) VALUES ($1, gen_random_uuid(), $2, 'steroid', 'triamcinolone')`,
      [practiceId, injectionId],
    );
  });
  await givenScores(test, practiceId, course, [[now - day, 5, 'clinic']]);
  await givenClinicalFlag(test, practiceId, course.patient.id, { kind: 'anticoagulant', state: 'present' });
  return { ...course, link: await givenLink(test, nurse, course.patient.id) };
}

beforeAll(async () => {
  ({ test, practiceId, treatment } = await startOutcomesClinic());
  nurse = await givenMember(test, practiceId, 'nurse');
  [own, other] = [await atHome(), await atHome()];
});
afterAll(() => test.close());

const principalOf = ({ link }: typeof own): PatientPrincipal => ({
  kind: 'patient',
  ...link,
  accessId: uuid(),
  accessUntil: 0,
});

/** Tables that the application may ask, by whether they say whose a row is. */
const askable = () =>
  test.database.rows<{ name: string; ofPatient: boolean }>(
    `SELECT c.relname AS name, c.relname = 'patient' OR EXISTS (SELECT 1 FROM pg_attribute p
              WHERE p.attrelid = c.oid AND p.attname = 'patient_id' AND NOT p.attisdropped) AS "ofPatient"
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'practice_id'
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND has_table_privilege('lull_app', c.oid, 'SELECT')
      ORDER BY 1`,
  );
/** Names and times of the clinic, which tell of nobody. */
const ofEverybody = [
  'clinic',
  'hold',
  'idempotency_key',
  'opening_hours',
  'practice',
  'procedure_type',
  'readiness_policy',
  'resource_profile',
];

/** Whose these are, their session or injection tells. */
const ofAnotherRow = ['drug_administration', 'requirement_evidence'];

describe("under a patient's principal", () => {
  it('every table shows this patient alone, even if the code forgot to say whom it asks for', async () => {
    const seen: string[] = [];
    for (const { name, ofPatient } of await askable()) {
      if (ofEverybody.includes(name)) continue;
      const column = name === 'patient' ? 'id' : ofPatient ? 'patient_id' : 'NULL::uuid';
      const rows = await test.door.run(principalOf(own), (tx) =>
        tx.query<{ patient: string | null }>(`SELECT ${column} AS patient FROM ${name}`),
      );
      const mine = rows.filter(({ patient }) => patient === own.patient.id).length;
      // Rooms and devices are nobody's; a table that tells of no patient is shut.
      const foreign = rows.filter(({ patient }) => patient !== null && patient !== own.patient.id);
      expect([name, foreign], name).toEqual([name, []]);
      // Each patient has one of what hangs on another row.
      if (!ofPatient) expect([name, rows.length]).toEqual([name, ofAnotherRow.includes(name) ? 1 : 0]);
      if (mine > 0) seen.push(name);
    }
    expect(seen).toEqual(expect.arrayContaining(['injection_series', 'pain_score', 'patient', 'session']));
  });

  it('nothing is written for another patient', async () => {
    const write = (text: string, parameters: readonly unknown[]) =>
      test.door.run(principalOf(own), (tx) => tx.query(text, parameters));
    await expect(
      write(
        `INSERT INTO pain_score (practice_id, id, patient_id, series_id, at, kind, value, source)
         VALUES ($1, gen_random_uuid(), $2, $3, now(), 'now', 1, 'diary')`,
        [practiceId, other.patient.id, other.seriesId],
      ),
    ).rejects.toThrow(/row-level security/);
    const before = await fingerprint(test.database);
    await write(`UPDATE session SET state = 'confirmed', confirmed_at = now() WHERE patient_id = $1`, [
      other.patient.id,
    ]);
    await write(`UPDATE patient SET given_name = 'Eve' WHERE id = $1`, [other.patient.id]);
    expect(await fingerprint(test.database)).toEqual(before);
  });

  it('a member sees what he saw before: the policies are there for nobody else', async () => {
    const rows = await test.door.run(nurse, (tx) => tx.query<{ id: string }>(`SELECT id FROM patient`));
    expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining([own.patient.id, other.patient.id]));
  });
});

describe('through every route of the page', () => {
  const pageRoutes = () => routesOf(test.app).filter(({ patientRule }) => patientRule !== undefined);

  it('no GET changes anything but the trail (F26)', async () => {
    const gets = pageRoutes().filter(({ method }) => method === 'GET');
    expect(gets.map(({ path }) => path)).toEqual(['diary']);
    const browser = await asPatient(test, own.link);
    await browser.get('/api/v1/diary');
    const {
      audit_event: _before,
      audit_event_patient: _named,
      audit_head: _head,
      rate_limit: _limits,
      ...before
    } = await fingerprint(test.database);
    for (const { path } of gets)
      for (const ask of [browser.get(`/api/v1/${path}`), browser.head(`/api/v1/${path}`)])
        expect((await ask).status).toBe(200);
    for (const path of ['access', 'entries', 'symptoms', 'end', `sessions/${uuid()}/confirm`])
      expect((await browser.get(`/api/v1/diary/${path}`)).status).toBe(404);
    const {
      audit_event: _after,
      audit_event_patient: _namedToo,
      audit_head: _moved,
      rate_limit: _counted,
      ...after
    } = await fingerprint(test.database);
    expect(after).toEqual(before);
  });

  it("a patient's access opens no route of the members, and a sign-in none of the patient's", async () => {
    const browser = await asPatient(test, own.link);
    const questions = routesOf(test.app)
      .filter((route) => !route.public)
      .map((route): Question => {
        const path = `/api/v1/${route.path}`.replace(/:[A-Za-z]+/g, own.patient.id);
        const ofPatient = route.patientRule !== undefined;
        return {
          caller: ofPatient ? test.as(nurse) : browser,
          as: ofPatient ? 'nurse' : 'patient',
          method: route.method,
          path,
          expected: ['401', (status) => status === 401],
        };
      });
    const { calls, breaches } = await sweep(questions);
    expect(breaches).toEqual([]);
    expect(calls).toBeGreaterThan(60);
  });

  it("a link does nothing with another patient's ids: one answer for all of them (P9, F25)", async () => {
    const ids = await test.database.rows<{ id: string }>(
      `SELECT id FROM session WHERE patient_id = $1 UNION ALL SELECT id FROM injection_series WHERE patient_id = $1
       UNION ALL SELECT id FROM pain_score WHERE patient_id = $1 UNION ALL SELECT id FROM patient_link WHERE patient_id = $1
       UNION ALL SELECT $1::uuid`,
      [other.patient.id],
    );
    const bodies: Record<string, object> = {
      'own-session: confirm': { version: 1 },
      'own-session: ask-for-change': { note: 'Mine.' },
      'own-session: name-escort': { name: 'Sam Archer', phone: '+15550123' },
    };
    const browser = await asPatient(test, own.link);
    const routes = pageRoutes().filter(({ path }) => path.includes(':'));
    const before = await fingerprint(test.database);
    const { calls, breaches } = await sweep(
      routes.flatMap(({ method, path, patientRule }) =>
        [...ids, { id: uuid() }].map(({ id }): Question => ({
          caller: browser,
          as: 'another patient',
          method,
          path: `/api/v1/${path}`.replace(':id', id),
          sent: bodies[`${patientRule?.thing}: ${patientRule?.action}`] ?? {},
          expected: ['404 not-found', (status, code) => status === 404 && code === 'not-found'],
        })),
      ),
    );
    expect(breaches).toEqual([]);
    expect(calls).toBe(routes.length * (ids.length + 1));
    const after = await fingerprint(test.database);
    expect({ ...after, rate_limit: '' }).toEqual({ ...before, rate_limit: '' });
  });

  it('ids of another patient in a body are unknown fields', async () => {
    const browser = await asPatient(test, own.link);
    const answer = await browser
      .post('/api/v1/diary/entries')
      .set(...once())
      .send({
        slot: '2026-01-01',
        at: iso(now),
        nrs: 1,
        patientId: other.patient.id,
        seriesId: other.seriesId,
      });
    expect([answer.status, answer.body.errors.map((each: { code: string }) => each.code)]).toEqual([
      422,
      ['field-unknown', 'field-unknown'],
    ]);
  });
});
