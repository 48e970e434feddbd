import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { givenClinicalFlag } from '../../testing/given-care.js';
import { givenNothingToFear } from '../../testing/given-ready.js';
import { givenBookableSeries } from '../../testing/given-bookable-series.js';
import { startDesk, type BookedSession, type Desk } from '../../testing/given-desk.js';
import { asPatient, givenLink } from '../../testing/given-diary.js';
import { once } from '../../testing/given-outcomes.js';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.test.close());

type Browser = Awaited<ReturnType<typeof asPatient>>;

async function booked(sedation: 'none' | 'moderate' = 'moderate') {
  const series = await givenBookableSeries(desk.test, desk.clinic, { sedation });
  await givenNothingToFear(desk.test, desk.clinic.practiceId, series.patientId);
  const session = await desk.givenSession({}, series);
  const browser = await asPatient(desk.test, await givenLink(desk.test, desk.nurse, series.patientId));
  return { series, session, browser };
}

const post = (browser: Browser, sessionId: string, what: string, body: object = {}) =>
  browser
    .post(`/api/v1/diary/sessions/${sessionId}/${what}`)
    .set(...once())
    .send(body);
const seenByStaff = async ({ id }: BookedSession) =>
  (await desk.test.as(desk.scheduler).get(`/api/v1/sessions/${id}`)).body;
const tasksOf = (patientId: string) =>
  desk.test.database.rows<{ kind: string; told: string | null; session_id: string | null }>(
    `SELECT kind, told, session_id FROM follow_up_task WHERE patient_id = $1 ORDER BY created_at`,
    [patientId],
  );

describe("a patient's own session", () => {
  it('is shown with the clock times that staff see, and what to bring', async () => {
    const { series, session, browser } = await booked();
    await givenClinicalFlag(desk.test, desk.clinic.practiceId, series.patientId, {
      kind: 'anticoagulant',
      state: 'present',
      substance: 'apixaban',
    });
    const staff = await seenByStaff(session);
    const { body } = await browser.get('/api/v1/diary');
    expect(body.sessions).toHaveLength(1);
    const [own] = body.sessions;
    expect(own).toMatchObject({
      id: session.id,
      version: session.version,
      state: 'booked',
      arriveAt: staff.preparation.arriveAt,
      escort: { needed: true, name: null, confirmed: false },
      canConfirm: true,
      changeRequested: false,
    });
    expect(own.startsAt.at).toBe(session.start);
    expect(own.preparation.map((line: { code: string }) => line.code)).toEqual([
      'no-full-meal-after',
      'no-solid-food-after',
      'clear-liquids-until',
      'bring-escort',
      'blood-thinner-as-agreed',
      'bring-medicine-list',
    ]);
    expect(own.preparation.slice(0, 3).map((line: { at: unknown }) => line.at)).toEqual(
      staff.preparation.fasting.map((row: { stopAt: unknown }) => row.stopAt),
    );
    // Never which drug, nor that anybody should stop it.
    expect(JSON.stringify(body)).not.toMatch(/apixaban|anticoagulant|stop/i);
  });

  it('H4: names no time of fasting before a physician has signed it: the clinic calls', async () => {
    const { series, session, browser } = await booked();
    const codesNow = async (): Promise<string[]> => {
      const [own] = (await browser.get('/api/v1/diary')).body.sessions;
      return own.preparation.map((line: { code: string }) => line.code);
    };
    await givenClinicalFlag(desk.test, desk.clinic.practiceId, series.patientId, {
      kind: 'diabetes',
      state: 'present',
    });
    expect(await codesNow()).toEqual([
      'fasting-clinic-calls',
      'bring-escort',
      'diabetes-clinic-calls',
      'bring-medicine-list',
    ]);
    await desk.givenReady(session);
    expect(await codesNow()).toEqual([
      'no-full-meal-after',
      'no-solid-food-after',
      'clear-liquids-until',
      'bring-escort',
      'diabetes-plan-as-agreed',
      'bring-medicine-list',
    ]);
  });

  it('without sedation asks nobody to fast', async () => {
    const { browser } = await booked('none');
    const [own] = (await browser.get('/api/v1/diary')).body.sessions;
    expect(own.preparation).toEqual([{ code: 'bring-medicine-list', at: null }]);
    expect(own.escort.needed).toBe(false);
  });

  it('is confirmed by the patient, and the trail says so', async () => {
    const { session, browser, series } = await booked();
    const answer = await post(browser, session.id, 'confirm', { version: session.version });
    expect(answer.status).toBe(200);
    expect(answer.body.sessions[0]).toMatchObject({ state: 'confirmed', canConfirm: false });
    expect((await seenByStaff(session)).state).toBe('confirmed');
    const [event] = await desk.test.database.rows(
      `SELECT role, member_id, patient_ids FROM audit_event WHERE resource = 'session' AND resource_id = $1 AND action = 'update' ORDER BY sequence DESC LIMIT 1`,
      [session.id],
    );
    expect(event).toEqual({ role: 'patient', member_id: null, patient_ids: [series.patientId] });
  });

  it('that was moved meanwhile is not the one that she agreed to', async () => {
    const { session, browser } = await booked();
    const moved = await desk.change(
      session,
      'move',
      desk.moveBody(desk.clinic.at(desk.freshWeek(), 2, '10:00')),
    );
    expect(moved.status).toBe(200);
    const answer = await post(browser, session.id, 'confirm', { version: session.version });
    expect([answer.status, answer.body.code]).toEqual([412, 'stale']);
    expect((await seenByStaff(session)).state).toBe('booked');
  });

  it.each<[string, string]>([
    ['tentative', 'scheduling.session-step-not-allowed'],
    ['confirmed', 'scheduling.session-step-not-allowed'],
  ])('is not confirmed when it is %s', async (state, code) => {
    const { session, browser } = await booked();
    await desk.test.door.run(
      { kind: 'system', practiceId: desk.clinic.practiceId, purpose: 'demonstration' },
      (tx) => tx.query(`UPDATE session SET state = $2 WHERE id = $1`, [session.id, state]),
    );
    const answer = await post(browser, session.id, 'confirm', { version: session.version });
    expect([answer.status, answer.body.code]).toEqual([409, code]);
  });

  it('has the escort that she named, for the clinic to confirm: her word alone lets no sedative be given (H5)', async () => {
    const { session, browser } = await booked();
    const answer = await post(browser, session.id, 'escort', { name: 'Sam Archer', phone: '+1 555 0123' });
    expect(answer.status).toBe(200);
    expect(answer.body.sessions[0].escort).toEqual({ needed: true, name: 'Sam Archer', confirmed: false });
    const rows = await desk.test.database.rows(
      `SELECT kind, outcome, source, recorded_by, particulars FROM requirement_evidence WHERE session_id = $1`,
      [session.id],
    );
    expect(rows).toEqual([
      {
        kind: 'escort-confirmed',
        outcome: 'requested',
        source: 'patient',
        recorded_by: null,
        particulars: { name: 'Sam Archer', phone: '+1 555 0123' },
      },
    ]);
  });

  it('has no escort any more when it was moved, and needs none without sedation', async () => {
    const { session, browser } = await booked();
    await post(browser, session.id, 'escort', { name: 'Sam Archer', phone: '+1 555 0123' });
    await desk.change(session, 'move', desk.moveBody(desk.clinic.at(desk.freshWeek(), 2, '10:00')));
    expect((await browser.get('/api/v1/diary')).body.sessions[0].escort.name).toBeNull();
    const unsedated = await booked('none');
    const answer = await post(unsedated.browser, unsedated.session.id, 'escort', {
      name: 'Sam Archer',
      phone: '+1 555 0123',
    });
    expect([answer.status, answer.body.code]).toEqual([409, 'readiness.not-required']);
  });

  it('does not move by itself: a wish for another time opens a task, once', async () => {
    const { session, browser, series } = await booked();
    const answer = await post(browser, session.id, 'change-request', { note: 'Any Tuesday.' });
    expect(answer.body.sessions[0]).toMatchObject({
      id: session.id,
      changeRequested: true,
      version: session.version,
    });
    await post(browser, session.id, 'change-request');
    expect(await tasksOf(series.patientId)).toEqual([
      { kind: 'change-requested', told: 'Any Tuesday.', session_id: session.id },
    ]);
    await post(browser, session.id, 'change-request', { note: 'Not before ten.' });
    expect((await tasksOf(series.patientId)).map(({ told }) => told)).toEqual([
      'Any Tuesday.',
      'Not before ten.',
    ]);
    expect((await seenByStaff(session)).start).toBe(session.start);
  });

  it.each(['confirm', 'change-request'])('of yesterday, or cancelled, is not there: %s', async (what) => {
    const { session, browser } = await booked();
    const cancelled = await desk.change(session, 'cancel', { reason: 'patient-request' });
    expect(cancelled.status).toBe(200);
    const body = what === 'confirm' ? { version: session.version + 1 } : {};
    expect((await post(browser, session.id, what, body)).status).toBe(404);
  });

  it('of somebody else has the answer of one that does not exist, and stays as it was (F25)', async () => {
    const { browser } = await booked();
    const { session: foreign, series } = await booked();
    const nobodys = crypto.randomUUID();
    for (const [what, body] of [
      ['confirm', { version: foreign.version }],
      ['change-request', { note: 'Mine.' }],
      ['escort', { name: 'Eve', phone: '+15550199' }],
    ] as const) {
      const [theirs, none] = [
        await post(browser, foreign.id, what, body),
        await post(browser, nobodys, what, body),
      ];
      const said = (answer: typeof theirs) => ({ ...(answer.body as object), instance: '' });
      expect([theirs.status, said(theirs)]).toEqual([404, said(none)]);
    }
    expect((await seenByStaff(foreign)).state).toBe('booked');
    expect(await tasksOf(series.patientId)).toEqual([]);
  });
});
