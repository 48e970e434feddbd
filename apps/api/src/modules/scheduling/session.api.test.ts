import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { civilDateAt } from '@lull/domain';
import { v4 as uuid } from 'uuid';
import { givenBookableSeries, type GivenSeries } from '../../testing/given-bookable-series.js';
import { arranging, givenClinic, type GivenClinic } from '../../testing/given-clinic.js';
import {
  givenMember,
  givenPractice,
  startTestApp,
  type GivenMember,
  type TestApp,
} from '../../testing/test-app.js';

let test: TestApp;
let clinic: GivenClinic;
let scheduler: GivenMember;
let nurse: GivenMember;
beforeAll(async () => {
  test = await startTestApp();
  const practiceId = await givenPractice(test);
  clinic = await givenClinic(test, practiceId);
  scheduler = await givenMember(test, practiceId, 'scheduler');
  nurse = await givenMember(test, practiceId, 'nurse');
});
afterAll(() => test.close());

/** A week for each story, so that no story stands in another's way. */
let week = 3;
const freshWeek = (): number => (week += 1);

const iso = (at: number): string => new Date(at).toISOString();
const minutes = (count: number): number => count * 60_000;

interface Wish {
  at: number;
  room?: number;
  physician?: number;
  overrides?: { code: string; reason: string }[];
  [more: string]: unknown;
}
const wishFor = ({ seriesId }: GivenSeries, { at, room = 0, physician = 0, ...more }: Wish) => ({
  seriesId,
  clinicId: clinic.clinicId,
  roomId: clinic.rooms[room],
  physicianId: clinic.physicians[physician],
  startsAt: iso(at),
  ...more,
});
const book = (series: GivenSeries, wish: Wish, member = scheduler) =>
  test.as(member).post('/api/v1/sessions').set('Idempotency-Key', uuid()).send(wishFor(series, wish));
const change = (session: { id: string; version: number }, what: string, body: object, member = scheduler) =>
  test
    .as(member)
    .post(`/api/v1/sessions/${session.id}/${what}`)
    .set('Idempotency-Key', uuid())
    .set('If-Match', `"v${session.version}"`)
    .send(body);
const moveBody = (at: number, room = 0, physician = 0) => ({
  roomId: clinic.rooms[room],
  physicianId: clinic.physicians[physician],
  startsAt: iso(at),
});
const codes = (answer: { body: { errors?: { code: string }[] } }): string[] =>
  (answer.body.errors ?? []).map(({ code }) => code);

async function givenSession(wish: Partial<Wish> = {}, series?: GivenSeries) {
  const owner = series ?? (await givenBookableSeries(test, clinic));
  const answer = await book(owner, { at: clinic.at(freshWeek(), 1, '09:00'), ...wish });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body as { id: string; version: number; start: number; patientId: string; state: string };
}

describe('booking', () => {
  it('holds every resource of the profile, with its stages, and says how to prepare', async () => {
    const at = clinic.at(freshWeek(), 2, '09:00');
    const series = await givenBookableSeries(test, clinic, { sedation: 'moderate' });
    const answer = await book(series, { at });
    expect(answer.status).toBe(201);
    expect(answer.headers['etag']).toBe('"v1"');
    expect(answer.body).toMatchObject({
      state: 'booked',
      start: at,
      end: at + minutes(30),
      sedation: 'moderate',
      procedureCode: 'LSB',
      side: 'left',
      ordinal: 1,
      plannedCount: 6,
      patientName: 'Nuñez, Ada',
      birthDate: '1970-05-17',
      flags: ['allergy-not-asked'],
      nextSteps: ['confirmed', 'arrived', 'cancelled', 'no-show'],
      preparation: { escortNeeded: true, arriveAt: { at: at - minutes(30) } },
    });
    const held = (answer.body.holds as { kind: string; stage: string }[])
      .map(({ kind, stage }) => `${stage} ${kind}`)
      .sort();
    expect(held).toEqual([
      'prepare patient',
      'prepare recovery-bay',
      'procedure c-arm',
      'procedure patient',
      'procedure physician',
      'procedure room',
      'procedure sedation-nurse',
      'recover patient',
      'recover recovery-bay',
      'turnover room',
    ]);
    const stops = answer.body.preparation.fasting.map(({ intake }: { intake: string }) => intake);
    expect(stops).toEqual(['full-meal', 'light-meal', 'clear-liquids']);
  });

  it('is refused with every reason at once, each with its facts and whether it can be overridden', async () => {
    const monday = freshWeek();
    await givenSession({ at: clinic.at(monday, 1, '09:00') });
    const series = await givenBookableSeries(test, clinic, { minimumIntervalDays: 14 });
    await givenSession({ at: clinic.at(monday - 1, 4, '09:00') }, series);
    const answer = await book(series, { at: clinic.at(monday, 1, '09:20'), physician: 1 });
    expect(answer.status).toBe(409);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.body.errors).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          code: 'scheduling.resource-busy',
          overridable: false,
          facts: expect.objectContaining({ resourceId: clinic.rooms[0] }),
        }),
        expect.objectContaining({ code: 'scheduling.block-time-of-another', overridable: true }),
        expect.objectContaining({
          code: 'series.interval-too-short',
          overridable: true,
          facts: expect.objectContaining({ days: 4, minimumDays: 14 }),
        }),
      ]),
    );
    const busy = (answer.body.errors as { code: string; remedy: { detail: string } }[]).find(
      ({ code }) => code === 'scheduling.resource-busy',
    );
    expect(answer.body.errors.map(({ detail }: { detail: string }) => detail).join(' ')).not.toMatch(
      /undefined|\d{12}/,
    );
    expect(busy?.remedy.detail).toMatch(/^Start at \d\d:\d\d on [A-Z][a-z]{2} \d+ [A-Z][a-z]{2} instead\.$/);
  });

  const refusedAt: readonly [sentence: string, code: string, wish: (week: number) => Wish][] = [
    [
      'before the clinic opens',
      'scheduling.outside-opening-hours',
      (w) => ({ at: clinic.at(w, 1, '07:10') }),
    ],
    [
      'on a day on which it is closed every week',
      'scheduling.outside-opening-hours',
      (w) => ({ at: clinic.at(w, 7, '09:00') }),
    ],
    [
      "after the physician's block time",
      'scheduling.outside-block-time',
      (w) => ({ at: clinic.at(w, 1, '16:05') }),
    ],
    [
      'in time that another physician owns',
      'scheduling.block-time-of-another',
      (w) => ({ at: clinic.at(w, 1, '10:00'), room: 1 }),
    ],
    ['yesterday', 'scheduling.in-the-past', () => ({ at: Date.now() - minutes(24 * 60) })],
    [
      'for longer than an injection can take',
      'scheduling.duration-out-of-range',
      (w) => ({ at: clinic.at(w, 1, '09:00'), durationMinutes: 300 }),
    ],
  ];
  it.each(refusedAt)('is refused %s', async (_sentence, code, wish) => {
    const answer = await book(await givenBookableSeries(test, clinic), wish(freshWeek()));
    expect(answer.status).toBe(409);
    expect(codes(answer)).toContain(code);
  });

  it('is refused while the clinic is closed, and after that while the room alone is', async () => {
    const tuesday = clinic.at(freshWeek(), 2, '09:00');
    const { practiceId, clinicId } = clinic;
    const close = (resourceId: string | null, from: number, until: number) =>
      test.door.run(arranging(practiceId), async (tx) => {
        const id = uuid();
        const during = `[${iso(from)},${iso(until)})`;
        await tx.query(
          `INSERT INTO closure (practice_id, id, clinic_id, resource_id, during, reason) VALUES ($1, $2, $3, $4, $5, 'Maintenance')`,
          [practiceId, id, clinicId, resourceId, during],
        );
        if (resourceId !== null)
          await tx.query(
            `INSERT INTO hold (practice_id, id, resource_id, closure_id, stage, during) VALUES ($1, $2, $3, $4, 'closure', $5)`,
            [practiceId, uuid(), resourceId, id, during],
          );
      });
    await close(null, tuesday, tuesday + minutes(60));
    await close(clinic.rooms[0], tuesday + minutes(120), tuesday + minutes(180));
    const series = await givenBookableSeries(test, clinic);
    const shut = await book(series, { at: tuesday });
    expect(shut.body.errors).toEqual([
      expect.objectContaining({
        code: 'scheduling.clinic-closed',
        overridable: false,
        facts: expect.objectContaining({ reason: 'Maintenance' }),
      }),
    ]);
    const roomShut = await book(series, { at: tuesday + minutes(130) });
    expect(roomShut.body.errors).toEqual([
      expect.objectContaining({
        code: 'scheduling.resource-busy',
        facts: expect.objectContaining({ cause: 'closure', resourceId: clinic.rooms[0] }),
      }),
    ]);
    expect(roomShut.body.errors[0].detail).toContain('(closed)');
  });

  it('is refused when the patient is in another room', async () => {
    const at = clinic.at(freshWeek(), 1, '09:00');
    const one = await givenBookableSeries(test, clinic);
    await givenSession({ at }, one);
    const other = await givenBookableSeries(test, clinic, { patientId: one.patientId });
    const answer = await book(other, { at, room: 1, physician: 1 });
    expect(answer.body.errors).toEqual([expect.objectContaining({ code: 'scheduling.patient-busy' })]);
    expect(JSON.stringify(answer.body)).not.toContain('Nuñez');
  });

  it('is refused for a series that is not active', async () => {
    const answer = await book(await givenBookableSeries(test, clinic, { state: 'paused' }), {
      at: clinic.at(freshWeek(), 1, '09:00'),
    });
    expect(answer.body.errors).toEqual([
      expect.objectContaining({
        code: 'series.not-active',
        remedy: expect.objectContaining({ code: 'activate-series' }),
      }),
    ]);
  });

  it('stands when a member overrides what can be overridden, with the reason in the record and in the trail', async () => {
    const reason = 'Dr. Number 2 agreed by telephone.';
    const session = await givenSession({
      at: clinic.at(freshWeek(), 1, '10:00'),
      room: 1,
      overrides: [{ code: 'scheduling.block-time-of-another', reason }],
    });
    const seen = await test.as(scheduler).get(`/api/v1/sessions/${session.id}`);
    expect(seen.body.overrides).toEqual([
      expect.objectContaining({ code: 'scheduling.block-time-of-another', reason, by: scheduler.name }),
    ]);
    const trail = await test.database.rows(
      `SELECT member_id, patient_ids FROM audit_event WHERE resource = 'session-override' AND change ->> 'reason' = $1`,
      [reason],
    );
    expect(trail).toEqual([{ member_id: scheduler.memberId, patient_ids: [session.patientId] }]);
  });

  it('never lets a double hold be overridden', async () => {
    const at = clinic.at(freshWeek(), 1, '09:00');
    await givenSession({ at });
    const answer = await book(await givenBookableSeries(test, clinic), {
      at,
      overrides: [{ code: 'scheduling.resource-busy', reason: 'please' }],
    });
    expect(answer.status).toBe(409);
    expect(codes(answer)).toContain('scheduling.resource-busy');
  });

  it('makes the session after an open one tentative, with real holds', async () => {
    const series = await givenBookableSeries(test, clinic);
    const first = freshWeek();
    await givenSession({ at: clinic.at(first, 1, '09:00') }, series);
    const second = await givenSession({ at: clinic.at(freshWeek(), 3, '09:00') }, series);
    expect(second).toMatchObject({ state: 'tentative', ordinal: 2 });
  });

  it('belongs to schedulers and physicians', async () => {
    const answer = await book(
      await givenBookableSeries(test, clinic),
      { at: clinic.at(freshWeek(), 1, '09:00') },
      nurse,
    );
    expect(answer.status).toBe(403);
  });

  it('does not see a series, clinic or session of another practice', async () => {
    const session = await givenSession();
    const series = await givenBookableSeries(test, clinic);
    const stranger = await givenMember(test, await givenPractice(test, 'Elsewhere'), 'scheduler', 'nurse');
    const answers = [
      await book(series, { at: clinic.at(freshWeek(), 1, '09:00') }, stranger),
      await test.as(stranger).get(`/api/v1/sessions/${session.id}`),
      await test.as(stranger).get(`/api/v1/clinics/${clinic.clinicId}/days/2030-01-01`),
      await test.as(stranger).get(`/api/v1/clinics/${clinic.clinicId}/changes`),
      await change(session, 'cancel', { reason: 'other' }, stranger),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
  });
});

describe('a retry', () => {
  it('with the same key has one effect and one answer, five times at once', async () => {
    const series = await givenBookableSeries(test, clinic);
    const [key, body] = [uuid(), wishFor(series, { at: clinic.at(freshWeek(), 1, '09:00') })];
    const send = () => test.as(scheduler).post('/api/v1/sessions').set('Idempotency-Key', key).send(body);
    const answers = await Promise.all([send(), send(), send(), send(), send()]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
    for (const { body: answered } of answers) expect(answered).toEqual(answers[0]?.body);
    expect(answers.filter(({ headers }) => headers['idempotency-replayed'] === 'true')).toHaveLength(4);
    expect(
      await test.database.rows(`SELECT 1 FROM session WHERE series_id = $1`, [series.seriesId]),
    ).toHaveLength(1);
    const other = await test
      .as(scheduler)
      .post('/api/v1/sessions')
      .set('Idempotency-Key', key)
      .send({ ...body, durationMinutes: 40 });
    expect([other.status, other.body.code]).toEqual([422, 'idempotency-key-reused']);
  });
});

describe('moving', () => {
  it('goes to another time, keeps one set of holds, and voids the confirmation', async () => {
    const session = await givenSession();
    const confirmed = await change(session, 'steps', { to: 'confirmed' });
    expect(confirmed.body).toMatchObject({ state: 'confirmed', version: 2 });
    const to = session.start + minutes(120);
    const moved = await change(confirmed.body, 'move', moveBody(to));
    expect(moved.status).toBe(200);
    expect(moved.body).toMatchObject({
      state: 'booked',
      start: to,
      version: 3,
      confirmationVoided: true,
      stamps: { confirmedAt: null },
    });
    expect(moved.headers['etag']).toBe('"v3"');
    expect(moved.body.holds).toHaveLength(9);
  });

  it('by a few minutes onto its own time is no conflict with itself', async () => {
    const session = await givenSession();
    const moved = await change(session, 'move', moveBody(session.start + minutes(10)));
    expect(moved.status).toBe(200);
    expect(moved.body).toMatchObject({ start: session.start + minutes(10), confirmationVoided: false });
  });

  it("is refused onto somebody else's time, and stays where it was", async () => {
    const session = await givenSession();
    const other = await givenSession({ at: session.start + minutes(60) });
    const answer = await change(session, 'move', moveBody(other.start));
    expect(answer.status).toBe(409);
    expect(codes(answer)).toContain('scheduling.resource-busy');
    const seen = await test.as(scheduler).get(`/api/v1/sessions/${session.id}`);
    expect(seen.body).toMatchObject({ start: session.start, version: 1 });
  });

  it('of an old version is refused with the current one, and without a version not even tried', async () => {
    const session = await givenSession();
    await change(session, 'steps', { to: 'confirmed' });
    const stale = await change(session, 'move', moveBody(session.start));
    expect([stale.status, stale.body.code, stale.headers['etag']]).toEqual([412, 'stale', '"v2"']);
    const blind = await test
      .as(scheduler)
      .post(`/api/v1/sessions/${session.id}/move`)
      .set('Idempotency-Key', uuid())
      .send(moveBody(session.start));
    expect([blind.status, blind.body.code]).toEqual([428, 'version-required']);
  });

  it('is over once the patient has arrived', async () => {
    const session = await givenSession();
    const arrived = await change(session, 'steps', { to: 'arrived' }, nurse);
    const answer = await change(arrived.body, 'move', moveBody(session.start + minutes(60)));
    expect(answer.status).toBe(409);
    expect(codes(answer)).toEqual(['scheduling.session-step-not-allowed']);
  });

  it('is over when the time has passed, arrived or not', async () => {
    const session = await givenSession();
    await test.database.rows(`SET session_replication_role = replica`);
    await test.database.rows(`UPDATE session SET starts_at = now() - interval '2 hours' WHERE id = $1`, [
      session.id,
    ]);
    const answer = await change(session, 'move', moveBody(clinic.at(freshWeek(), 1, '09:00')));
    expect(codes(answer)).toEqual(['scheduling.in-the-past']);
  });
});

describe('a session that falls out', () => {
  it('by cancelling frees its resources and leaves a task, in one transaction', async () => {
    const session = await givenSession();
    const cancelled = await change(session, 'cancel', { reason: 'no-escort', note: 'Sister is away.' });
    expect(cancelled.body).toMatchObject({
      state: 'cancelled',
      cancelReason: 'no-escort',
      cancelNote: 'Sister is away.',
      nextSteps: [],
    });
    const tasks = await test.as(nurse).get('/api/v1/follow-up-tasks?state=open');
    const task = tasks.body.rows.find(({ sessionId }: { sessionId: string }) => sessionId === session.id);
    expect(task).toMatchObject({
      kind: 'arrange-escort',
      state: 'open',
      patientName: 'Nuñez, Ada',
      version: 1,
    });
    const again = await book(await givenBookableSeries(test, clinic), { at: session.start });
    expect(again.status).toBe(201);
    const closed = await test
      .as(nurse)
      .post(`/api/v1/follow-up-tasks/${task.id}/close`)
      .set('Idempotency-Key', uuid())
      .set('If-Match', '"v1"')
      .send({ as: 'done', note: 'Neighbour comes.' });
    expect(closed.body).toMatchObject({ state: 'done', note: 'Neighbour comes.', version: 2 });
  });

  it('by not coming leaves a call to make tomorrow', async () => {
    const session = await givenSession();
    const missed = await change(session, 'steps', { to: 'no-show' });
    expect(missed.body.state).toBe('no-show');
    const tasks = await test.database.rows(`SELECT kind FROM follow_up_task WHERE session_id = $1`, [
      session.id,
    ]);
    expect(tasks).toEqual([{ kind: 'call-patient' }]);
    expect(
      await test.database.rows(`SELECT 1 FROM hold WHERE session_id = $1 AND active`, [session.id]),
    ).toEqual([]);
  });

  it('needs a reason that is counted', async () => {
    const answer = await change(await givenSession(), 'cancel', { reason: 'felt like it' });
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([422, '/reason']);
  });
});

describe('the day of a session', () => {
  it('leads from arrival to discharge, stamps every step and frees the bay at the end', async () => {
    let session = await givenSession();
    for (const to of ['arrived', 'preparing', 'in-room', 'recovering', 'discharged']) {
      const answer = await change(session, 'steps', { to }, nurse);
      expect([answer.status, answer.body.state]).toEqual([200, to]);
      session = answer.body;
    }
    expect(session).toMatchObject({ version: 6, nextSteps: [] });
    const { stamps } = session as unknown as { stamps: Record<string, number | null> };
    for (const name of ['arrivedAt', 'preparingAt', 'roomInAt', 'roomOutAt', 'dischargedAt'])
      expect(Math.abs((stamps[name] ?? 0) - Date.now())).toBeLessThan(60_000);
    expect(
      await test.database.rows(`SELECT 1 FROM hold WHERE session_id = $1 AND active`, [session.id]),
    ).toEqual([]);
  });

  it('knows no step back, and none over the room', async () => {
    const session = await givenSession();
    const answer = await change(session, 'steps', { to: 'discharged' }, nurse);
    expect(answer.status).toBe(409);
    expect(answer.body.errors).toEqual([
      expect.objectContaining({
        code: 'scheduling.session-step-not-allowed',
        facts: expect.objectContaining({ from: 'booked', to: 'discharged' }),
      }),
    ]);
  });

  it("is the nurses' to lead and the desk's to confirm", async () => {
    const session = await givenSession();
    expect((await change(session, 'steps', { to: 'arrived' })).status).toBe(403);
    expect((await change(session, 'steps', { to: 'confirmed' }, nurse)).status).toBe(403);
  });
});

describe('a check', () => {
  it('answers what a booking would, and offers three free times in any room', async () => {
    const at = clinic.at(freshWeek(), 1, '09:00');
    await givenSession({ at });
    const series = await givenBookableSeries(test, clinic);
    const ask = (more: object = {}) =>
      test
        .as(scheduler)
        .post('/api/v1/sessions/checks')
        .send({ ...wishFor(series, { at }), ...more });
    const refused = await ask();
    expect(refused.status).toBe(200);
    expect(refused.body).toMatchObject({
      accepted: false,
      state: null,
      holds: [],
      refusals: [{ code: 'scheduling.resource-busy' }, { code: 'scheduling.resource-busy' }],
    });
    expect(refused.body.freeTimes).toHaveLength(3);
    const [free] = refused.body.freeTimes;
    expect(free).toMatchObject({ roomId: clinic.rooms[0], start: at + minutes(40), daysSincePrevious: null });
    const accepted = await ask({ startsAt: iso(free.start) });
    expect(accepted.body).toMatchObject({ accepted: true, state: 'booked', refusals: [] });
    expect(accepted.body.holds).toHaveLength(9);
    expect(await test.database.rows(`SELECT 1 FROM session WHERE series_id = $1`, [series.seriesId])).toEqual(
      [],
    );
  });

  it('names the first free time of three days from the due day on, while nobody has named a time', async () => {
    const series = await givenBookableSeries(test, clinic);
    const session = await givenSession({ at: clinic.at(freshWeek(), 1, '09:00') }, series);
    const { startsAt: _, ...place } = wishFor(series, { at: session.start, room: 1 });
    const answer = await test.as(scheduler).post('/api/v1/sessions/free-times').send(place);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    const due = session.start + minutes(21 * 24 * 60);
    expect(answer.body.refusals).toEqual([]);
    // The series' target interval is 21 days; the clock change that may lie between moves no clinic day.
    expect(answer.body.times.map((time: { daysSincePrevious: number }) => time.daysSincePrevious)).toEqual([
      21, 22, 23,
    ]);
    expect(answer.body.dueOn).toBe(civilDateAt(due, clinic.zone));
    const [best] = answer.body.times;
    const checked = await test
      .as(scheduler)
      .post('/api/v1/sessions/checks')
      .send({ ...place, roomId: best.roomId, startsAt: iso(best.start) });
    expect(checked.body).toMatchObject({ accepted: true });
  });

  it('names no time for a series that takes no session, and says why', async () => {
    const series = await givenBookableSeries(test, clinic, { state: 'paused' });
    const { startsAt: _, ...place } = wishFor(series, { at: 0 });
    const answer = await test.as(scheduler).post('/api/v1/sessions/free-times').send(place);
    expect(answer.body).toMatchObject({
      dueOn: null,
      times: [],
      refusals: [{ code: 'series.not-active', remedy: { code: 'activate-series' } }],
    });
  });

  it('of a move leaves the session itself out', async () => {
    const series = await givenBookableSeries(test, clinic);
    const session = await givenSession({}, series);
    const body = wishFor(series, { at: session.start + minutes(10) });
    const answer = await test
      .as(scheduler)
      .post('/api/v1/sessions/checks')
      .send({ ...body, sessionId: session.id });
    expect(answer.body).toMatchObject({ accepted: true, state: 'booked' });
  });
});
