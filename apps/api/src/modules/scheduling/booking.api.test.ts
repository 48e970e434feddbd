import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { v4 as uuid } from 'uuid';
import { givenBookableSeries } from '../../testing/given-bookable-series.js';
import { arranging } from '../../testing/given-clinic.js';
import { codes, iso, minutes, startDesk, type Desk, type Wish } from '../../testing/given-desk.js';
import { givenMember, givenPractice } from '../../testing/test-app.js';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.test.close());

describe('booking', () => {
  it('holds every resource of the profile, with its stages, and says how to prepare', async () => {
    const at = desk.clinic.at(desk.freshWeek(), 2, '09:00');
    const series = await givenBookableSeries(desk.test, desk.clinic, { sedation: 'moderate' });
    const answer = await desk.book(series, { at });
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
    const monday = desk.freshWeek();
    await desk.givenSession({ at: desk.clinic.at(monday, 1, '09:00') });
    const series = await givenBookableSeries(desk.test, desk.clinic, { minimumIntervalDays: 14 });
    await desk.givenSession({ at: desk.clinic.at(monday - 1, 4, '09:00') }, series);
    const answer = await desk.book(series, { at: desk.clinic.at(monday, 1, '09:20'), physician: 1 });
    expect(answer.status).toBe(409);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.body.errors).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          code: 'scheduling.resource-busy',
          overridable: false,
          facts: expect.objectContaining({ resourceId: desk.clinic.rooms[0] }),
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
      (w) => ({ at: desk.clinic.at(w, 1, '07:10') }),
    ],
    [
      'on a day on which it is closed every week',
      'scheduling.outside-opening-hours',
      (w) => ({ at: desk.clinic.at(w, 7, '09:00') }),
    ],
    [
      "after the physician's block time",
      'scheduling.outside-block-time',
      (w) => ({ at: desk.clinic.at(w, 1, '16:05') }),
    ],
    [
      'in time that another physician owns',
      'scheduling.block-time-of-another',
      (w) => ({ at: desk.clinic.at(w, 1, '10:00'), room: 1 }),
    ],
    ['yesterday', 'scheduling.in-the-past', () => ({ at: Date.now() - minutes(24 * 60) })],
    [
      'for longer than an injection can take',
      'scheduling.duration-out-of-range',
      (w) => ({ at: desk.clinic.at(w, 1, '09:00'), durationMinutes: 300 }),
    ],
  ];
  it.each(refusedAt)('is refused %s', async (_sentence, code, wish) => {
    const answer = await desk.book(await givenBookableSeries(desk.test, desk.clinic), wish(desk.freshWeek()));
    expect(answer.status).toBe(409);
    expect(codes(answer)).toContain(code);
  });

  it('is refused while the clinic is closed, and after that while the room alone is', async () => {
    const tuesday = desk.clinic.at(desk.freshWeek(), 2, '09:00');
    const { practiceId, clinicId } = desk.clinic;
    const close = (resourceId: string | null, from: number, until: number) =>
      desk.test.door.run(arranging(practiceId), async (tx) => {
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
    await close(desk.clinic.rooms[0], tuesday + minutes(120), tuesday + minutes(180));
    const series = await givenBookableSeries(desk.test, desk.clinic);
    const shut = await desk.book(series, { at: tuesday });
    expect(shut.body.errors).toEqual([
      expect.objectContaining({
        code: 'scheduling.clinic-closed',
        overridable: false,
        facts: expect.objectContaining({ reason: 'Maintenance' }),
      }),
    ]);
    const roomShut = await desk.book(series, { at: tuesday + minutes(130) });
    expect(roomShut.body.errors).toEqual([
      expect.objectContaining({
        code: 'scheduling.resource-busy',
        facts: expect.objectContaining({ cause: 'closure', resourceId: desk.clinic.rooms[0] }),
      }),
    ]);
    expect(roomShut.body.errors[0].detail).toContain('(closed)');
  });

  it('is refused when the patient is in another room', async () => {
    const at = desk.clinic.at(desk.freshWeek(), 1, '09:00');
    const one = await givenBookableSeries(desk.test, desk.clinic);
    await desk.givenSession({ at }, one);
    const other = await givenBookableSeries(desk.test, desk.clinic, { patientId: one.patientId });
    const answer = await desk.book(other, { at, room: 1, physician: 1 });
    expect(answer.body.errors).toEqual([expect.objectContaining({ code: 'scheduling.patient-busy' })]);
    expect(JSON.stringify(answer.body)).not.toContain('Nuñez');
  });

  it('is refused for a series that is not active', async () => {
    const answer = await desk.book(await givenBookableSeries(desk.test, desk.clinic, { state: 'paused' }), {
      at: desk.clinic.at(desk.freshWeek(), 1, '09:00'),
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
    const session = await desk.givenSession({
      at: desk.clinic.at(desk.freshWeek(), 1, '10:00'),
      room: 1,
      overrides: [{ code: 'scheduling.block-time-of-another', reason }],
    });
    const seen = await desk.test.as(desk.scheduler).get(`/api/v1/sessions/${session.id}`);
    expect(seen.body.overrides).toEqual([
      expect.objectContaining({ code: 'scheduling.block-time-of-another', reason, by: desk.scheduler.name }),
    ]);
    const trail = await desk.test.database.rows(
      `SELECT member_id, patient_ids FROM audit_event WHERE resource = 'session-override' AND change ->> 'reason' = $1`,
      [reason],
    );
    expect(trail).toEqual([{ member_id: desk.scheduler.memberId, patient_ids: [session.patientId] }]);
  });

  it('never lets a double hold be overridden', async () => {
    const at = desk.clinic.at(desk.freshWeek(), 1, '09:00');
    await desk.givenSession({ at });
    const answer = await desk.book(await givenBookableSeries(desk.test, desk.clinic), {
      at,
      overrides: [{ code: 'scheduling.resource-busy', reason: 'please' }],
    });
    expect(answer.status).toBe(409);
    expect(codes(answer)).toContain('scheduling.resource-busy');
  });

  it('makes the session after an open one tentative, with real holds', async () => {
    const series = await givenBookableSeries(desk.test, desk.clinic);
    const first = desk.freshWeek();
    await desk.givenSession({ at: desk.clinic.at(first, 1, '09:00') }, series);
    const second = await desk.givenSession({ at: desk.clinic.at(desk.freshWeek(), 3, '09:00') }, series);
    expect(second).toMatchObject({ state: 'tentative', ordinal: 2 });
  });

  it('belongs to schedulers and physicians', async () => {
    const answer = await desk.book(
      await givenBookableSeries(desk.test, desk.clinic),
      { at: desk.clinic.at(desk.freshWeek(), 1, '09:00') },
      desk.nurse,
    );
    expect(answer.status).toBe(403);
  });

  it('does not see a series, clinic or session of another practice', async () => {
    const session = await desk.givenSession();
    const series = await givenBookableSeries(desk.test, desk.clinic);
    const stranger = await givenMember(
      desk.test,
      await givenPractice(desk.test, 'Elsewhere'),
      'scheduler',
      'nurse',
    );
    const answers = [
      await desk.book(series, { at: desk.clinic.at(desk.freshWeek(), 1, '09:00') }, stranger),
      await desk.test.as(stranger).get(`/api/v1/sessions/${session.id}`),
      await desk.test.as(stranger).get(`/api/v1/clinics/${desk.clinic.clinicId}/days/2030-01-01`),
      await desk.test.as(stranger).get(`/api/v1/clinics/${desk.clinic.clinicId}/changes`),
      await desk.change(session, 'cancel', { reason: 'other' }, stranger),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
  });
});

describe('a retry', () => {
  it('with the same key has one effect and one answer, five times at once', async () => {
    const series = await givenBookableSeries(desk.test, desk.clinic);
    const [key, body] = [uuid(), desk.wishFor(series, { at: desk.clinic.at(desk.freshWeek(), 1, '09:00') })];
    const send = () =>
      desk.test.as(desk.scheduler).post('/api/v1/sessions').set('Idempotency-Key', key).send(body);
    const answers = await Promise.all([send(), send(), send(), send(), send()]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
    for (const { body: answered } of answers) expect(answered).toEqual(answers[0]?.body);
    expect(answers.filter(({ headers }) => headers['idempotency-replayed'] === 'true')).toHaveLength(4);
    expect(
      await desk.test.database.rows(`SELECT 1 FROM session WHERE series_id = $1`, [series.seriesId]),
    ).toHaveLength(1);
    const other = await desk.test
      .as(desk.scheduler)
      .post('/api/v1/sessions')
      .set('Idempotency-Key', key)
      .send({ ...body, durationMinutes: 40 });
    expect([other.status, other.body.code]).toEqual([422, 'idempotency-key-reused']);
  });
});
