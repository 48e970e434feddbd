import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Verdict } from '@lull/domain';
import { AuthDatabase } from '../../platform/database/auth-database.js';
import { fingerprint } from '../../testing/all-rows.js';
import { givenPractice, startTestApp, type TestApp } from '../../testing/test-app.js';
import { ReadinessDoor } from '../readiness/readiness.public.js';
import { makeDemonstration } from './demonstration.js';
import { demonstrationPassword, demonstrationPractices } from './demonstration-members.js';

const make = (test: TestApp): Promise<boolean> => makeDemonstration(test.door, test.app.get(AuthDatabase));

describe('the demonstration', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startTestApp({ demonstration: true });
    await make(test);
  }, 120_000);
  afterAll(() => test.close());

  it('has two practices, each with members and patients of its own', async () => {
    const rows = await test.database.rows(
      `SELECT p.name, p.demonstration, (SELECT count(*)::int FROM member m WHERE m.practice_id = p.practice_id) AS members,
              (SELECT count(*)::int FROM patient t WHERE t.practice_id = p.practice_id) AS patients FROM practice p ORDER BY p.created_at`,
    );
    expect(rows).toEqual([
      { name: 'Midtown Pain Centre', demonstration: true, members: 7, patients: 900 },
      { name: 'Harbour Spine Clinic', demonstration: true, members: 3, patients: 5 },
    ]);
  });

  it.each(
    demonstrationPractices.flatMap(({ members }) => members.map(({ email, role }) => [email, role] as const)),
  )('lets %s sign in as %s', async (email, role) => {
    const answer = await test
      .anybody()
      .post('/api/v1/sign-ins')
      .send({ email, password: demonstrationPassword });
    expect([answer.status, (answer.body as { roles?: unknown }).roles]).toEqual([201, [role]]);
  });

  it('knows which physician on the board is which member', async () => {
    const rows = await test.database.rows(
      `SELECT r.name FROM resource r JOIN member m ON m.id = r.member_id AND m.name = r.name ORDER BY r.name`,
    );
    expect(rows.map((row) => row['name'])).toEqual([
      'Dr. Elias Brandvold',
      'Dr. Ines Halloran',
      'Dr. Tomas Adeyemi',
      'Dr. Wren Castellan',
      'RN Okoye',
      'RN Tanaka',
    ]);
  });

  it('has nothing behind the clock: no visit still booked that is over, no stamp and no score still to come', async () => {
    const [row] = await test.database.rows(
      `SELECT (SELECT count(*)::int FROM session WHERE state = 'booked' AND starts_at + interval '1 hour' < now()) AS forgotten,
              (SELECT count(*)::int FROM session WHERE greatest(arrived_at, room_in_at, room_out_at, discharged_at) > now()) AS stamped,
              (SELECT count(*)::int FROM pain_score WHERE at > now()) AS scores,
              (SELECT count(*)::int FROM session WHERE state = 'booked' AND starts_at > now()) > 200 AS future`,
    );
    expect(row).toEqual({ forgotten: 0, stamped: 0, scores: 0, future: true });
  });

  it('has follow-up tasks of these weeks to see to, and none of long ago', async () => {
    const [row] = await test.database.rows(
      `SELECT count(*) FILTER (WHERE state = 'open') BETWEEN 3 AND 60 AS open,
              count(*) FILTER (WHERE state = 'open' AND due_on < current_date - 41)::int AS forgotten,
              count(*) FILTER (WHERE state = 'done') > 20 AS done,
              bool_and(closed_by IS NOT NULL AND closed_at <= now()) FILTER (WHERE state = 'done') AS closed
         FROM follow_up_task`,
    );
    expect(row).toEqual({ open: true, forgotten: 0, done: true, closed: true });
  });

  it('has links and diaries of patients at home: some kept, some behind, and one symptom that waits for a call', async () => {
    const [row] = await test.database.rows(
      `SELECT count(*) > 10 AS links, count(*) FILTER (WHERE opened_at IS NOT NULL) > 5 AS opened,
              count(*) FILTER (WHERE opened_at IS NULL) > 0 AS "neverOpened",
              bool_and(created_at <= now() AND expires_at > now()) AS "inForce",
              (SELECT count(*) > 20 FROM diary_entry) AS answered,
              (SELECT bool_and(e.at <= now()) FROM diary_entry e) AS past,
              (SELECT count(*) > 50 AND bool_and(f.at <= now()) FROM instrument_score f WHERE f.instrument = 'peg') AS functions,
              (SELECT count(*)::int FROM symptom_report r JOIN follow_up_task t ON t.id = r.task_id AND t.state = 'open' AND t.due_at IS NOT NULL
                JOIN practice p ON p.practice_id = r.practice_id AND p.name = 'Midtown Pain Centre') AS waiting
         FROM patient_link`,
    );
    expect(row).toEqual({
      links: true,
      opened: true,
      neverOpened: true,
      inForce: true,
      answered: true,
      past: true,
      functions: true,
      waiting: 1,
    });
  });

  it('S3: has series against sweating with their HDSS, and for blood flow with what was measured', async () => {
    const rows = await test.database.rows(
      `SELECT t.target_symptom AS symptom, count(DISTINCT t.id) > 1 AS some, count(q.id) > 5 AS scored,
              bool_and(q.at <= now()) AS past, array_agg(DISTINCT q.instrument ORDER BY q.instrument) AS instruments
         FROM injection_series t JOIN instrument_score q ON q.series_id = t.id GROUP BY 1 ORDER BY 1`,
    );
    expect(rows).toEqual([
      {
        symptom: 'perfusion',
        some: true,
        scored: true,
        past: true,
        instruments: ['ulcers', 'walking-distance'],
      },
      { symptom: 'sweating', some: true, scored: true, past: true, instruments: ['hdss'] },
    ]);
  });

  it('stands in the trail under its patients, also what hangs on an injection', async () => {
    const rows = await test.database.rows(
      `SELECT e.resource, bool_and(e.patient_ids = ARRAY[o.patient_id]) AS found
         FROM audit_event e JOIN (
           SELECT d.id, i.patient_id FROM drug_administration d JOIN injection i ON i.id = d.injection_id
           UNION ALL SELECT id, patient_id FROM session UNION ALL SELECT id, id FROM patient) o ON o.id = e.resource_id
        WHERE e.action = 'create' GROUP BY 1 ORDER BY 1`,
    );
    expect(rows).toEqual([
      { resource: 'drug-administration', found: true },
      { resource: 'patient', found: true },
      { resource: 'session', found: true },
    ]);
  });

  it('has visits prepared as in a clinic: most can go, some are at risk, few are not to be, each with one next thing to do', async () => {
    const door = test.app.get(ReadinessDoor);
    const [practice] = await test.database.rows<{ id: string }>(
      `SELECT practice_id AS id FROM practice WHERE name = 'Midtown Pain Centre'`,
    );
    const ids = await test.database.rows<{ id: string }>(
      `SELECT id FROM session WHERE state IN ('booked', 'confirmed', 'arrived', 'in-room')
          AND starts_at BETWEEN now() - interval '1 hour' AND now() + interval '10 days'`,
    );
    const judged = await test.door.run(
      { kind: 'system', practiceId: practice?.id ?? '', purpose: 'maintenance' },
      (tx) =>
        door.judgedMany(
          tx,
          ids.map(({ id }) => id),
        ),
    );
    const share = (verdict: Verdict): number =>
      judged.filter(({ readiness }) => readiness.verdict === verdict).length / judged.length;
    expect(judged.length).toBeGreaterThan(20);
    expect(share('go')).toBeGreaterThan(0.6);
    expect(share('at-risk')).toBeGreaterThan(0.03);
    expect(share('no-go')).toBeLessThan(0.15);
    for (const { readiness } of judged) if (readiness.verdict !== 'go') expect(readiness.next).not.toBeNull();
  });

  it('H1: says of every visit that came into the room what was said and measured before, and that two people confirmed the side', async () => {
    const [row] = await test.database.rows(
      `WITH visit AS (
         SELECT s.id, i.side FROM session s JOIN practice p ON p.practice_id = s.practice_id JOIN injection_series i ON i.id = s.series_id
          WHERE p.name = 'Midtown Pain Centre' AND s.state IN ('in-room', 'recovering', 'discharged')
            AND s.room_in_at > now() - interval '3 days')
       SELECT count(*) > 0 AS some,
              count(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM arrival x WHERE x.session_id = v.id AND x.side_said = v.side))::int AS unasked,
              count(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM vital_signs x WHERE x.session_id = v.id))::int AS unmeasured,
              count(*) FILTER (WHERE (SELECT count(DISTINCT (x.member_id, x.side)) FROM time_out x WHERE x.session_id = v.id)
                <> CASE v.side WHEN 'both' THEN 4 ELSE 2 END)::int AS unconfirmed,
              (SELECT count(*)::int FROM time_out x WHERE x.at > now()) AS early
         FROM visit v`,
    );
    expect(row).toEqual({ some: true, unasked: 0, unmeasured: 0, unconfirmed: 0, early: 0 });
  });

  it('leaves a handful of series to the decision of the physician', async () => {
    const rows = await test.database.rows<{ waiting: number }>(
      `SELECT count(*)::int AS waiting
         FROM (SELECT DISTINCT ON (x.series_id) x.practice_id, x.series_id, x.needle_out_at, s.clinic_id
                 FROM injection x JOIN session s ON s.practice_id = x.practice_id AND s.id = x.session_id
                 JOIN injection_series i ON i.practice_id = x.practice_id AND i.id = x.series_id
                 JOIN practice p ON p.practice_id = x.practice_id AND p.name = 'Midtown Pain Centre'
                WHERE x.status = 'completed' AND i.gated AND i.state IN ('active', 'paused')
                ORDER BY x.series_id, x.needle_out_at DESC) w
        WHERE NOT EXISTS (SELECT 1 FROM decision d WHERE d.practice_id = w.practice_id AND d.series_id = w.series_id
                            AND d.decided_at >= w.needle_out_at)
        GROUP BY w.clinic_id`,
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const { waiting } of rows) {
      expect(waiting).toBeGreaterThanOrEqual(5);
      expect(waiting).toBeLessThanOrEqual(12);
    }
    const [decided] = await test.database.rows<{ early: number }>(
      `SELECT count(*)::int AS early FROM decision WHERE decided_at > now()`,
    );
    expect(decided?.early).toBe(0);
  });

  it('says of every visit that left the room today by which steps, and of every one that went home how and with whom', async () => {
    const [row] = await test.database.rows(
      `WITH visit AS (
         SELECT s.id, s.state, s.sedation FROM session s JOIN practice p ON p.practice_id = s.practice_id
          WHERE p.name = 'Midtown Pain Centre' AND s.state IN ('recovering', 'discharged') AND s.room_out_at > now() - interval '3 days')
       SELECT count(*) FILTER (WHERE (SELECT count(*) FROM procedure_step x WHERE x.session_id = v.id) <> 7)::int AS steps,
              count(*) FILTER (WHERE v.state = 'discharged' AND NOT EXISTS (SELECT 1 FROM recovery_reading x WHERE x.session_id = v.id))::int AS unread,
              count(*) FILTER (WHERE v.state = 'discharged' AND NOT EXISTS (SELECT 1 FROM discharge x WHERE x.session_id = v.id))::int AS unsaid,
              count(*) FILTER (WHERE v.state = 'discharged' AND v.sedation <> 'none'
                AND NOT EXISTS (SELECT 1 FROM discharge x WHERE x.session_id = v.id AND x.escort_present))::int AS alone,
              (SELECT count(*)::int FROM recovery_reading x WHERE x.at > now()) AS early
         FROM visit v`,
    );
    expect(row).toEqual({ steps: 0, unread: 0, unsaid: 0, alone: 0, early: 0 });
  });

  it('is not made a second time', async () => {
    const before = await fingerprint(test.database);
    await make(test);
    expect(await fingerprint(test.database)).toEqual(before);
  }, 60_000);
});

describe('a database with a practice of its own', () => {
  it('is left alone by the demonstration', async () => {
    const test = await startTestApp();
    await givenPractice(test, 'A real one');
    const before = await fingerprint(test.database);
    expect(await make(test)).toBe(false);
    expect(await fingerprint(test.database)).toEqual(before);
    await test.close();
  });
});
