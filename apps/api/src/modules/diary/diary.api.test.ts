import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instrumentsOf, reportsOf } from '../../testing/diary-rows.js';
import { dateOf, dayAt } from './diary-days.js';
import { inPractice } from '../../testing/given-care.js';
import { asPatient, givenLink } from '../../testing/given-diary.js';
import {
  day,
  givenCourse,
  givenInjection,
  givenSession,
  hour,
  iso,
  once,
  type CourseWishes,
} from '../../testing/given-outcomes.js';
import type { GivenTreatment } from '../../testing/given-treatment.js';
import { startOutcomesClinic } from '../../testing/outcomes-clinic.js';
import { givenMember, type GivenMember, type TestApp } from '../../testing/test-app.js';

let test: TestApp;
let practiceId: string;
let treatment: GivenTreatment;
let nurse: GivenMember;

beforeAll(async () => {
  ({ test, practiceId, treatment } = await startOutcomesClinic());
  nurse = await givenMember(test, practiceId, 'nurse');
  await inPractice(test, practiceId, (tx) =>
    tx.query(
      `UPDATE clinic SET phone = '+15550100', out_of_hours_text = 'At night, the number of the hospital answers.'`,
    ),
  );
});
afterAll(() => test.close());

const now = Date.now();
const zone = 'America/New_York';
const today = dayAt(now, zone);

/** A patient at home, so many days after an injection; none: before the first one. */
async function atHome(daysSince: number | null = 3, wishes: CourseWishes = {}) {
  const course = await givenCourse(test, practiceId, treatment, wishes);
  if (daysSince !== null) {
    const at = now - daysSince * day - 2 * hour;
    const sessionId = await givenSession(test, practiceId, treatment, course, { at, state: 'discharged' });
    const side = wishes.side === 'right' ? 'right' : 'left';
    await givenInjection(test, practiceId, course, sessionId, at, side);
  }
  const link = await givenLink(test, nurse, course.patient.id);
  return { ...course, link, browser: await asPatient(test, link) };
}
type AtHome = Awaited<ReturnType<typeof atHome>>;

const daily = ['nrs', 'relief', 'rescue', 'returned'];
const entry = (changes: object = {}) => ({ slot: dateOf(today), at: iso(now - 60_000), nrs: 4, ...changes });
const send = ({ browser }: AtHome, body: object, key = once()) =>
  browser
    .post('/api/v1/diary/entries')
    .set(...key)
    .send(body);
const scores = async (seriesId: string) =>
  (await test.as(nurse).get(`/api/v1/series/${seriesId}/pain-scores`)).body as {
    kind: string;
    value: number | null;
    rescue: boolean;
    at: number;
    until: number | null;
    source: string;
  }[];

describe('the page', () => {
  it('asks the ten-second question, and names when it asks next', async () => {
    const { body } = await (await atHome(3)).browser.get('/api/v1/diary');
    expect(body.question).toEqual({
      slot: dateOf(today),
      asks: ['nrs', 'relief', 'rescue', 'returned'],
      nextAt: body.nextQuestionAt,
    });
    expect(dayAt(body.nextQuestionAt, zone)).toBe(today + 1);
    expect(body.clinic).toEqual({
      name: 'Midtown',
      phone: '+15550100',
      outOfHoursText: 'At night, the number of the hospital answers.',
      timeZone: zone,
    });
  });

  it('speaks the language of the patient', async () => {
    const home = await atHome();
    await inPractice(test, practiceId, (tx) =>
      tx.query(`UPDATE patient SET language = 'es-MX' WHERE id = $1`, [home.patient.id]),
    );
    expect((await home.browser.get('/api/v1/diary')).body.language).toBe('es');
  });

  it('of a patient without an injection asks nothing yet', async () => {
    const { body } = await (await atHome(null)).browser.get('/api/v1/diary');
    expect([body.question, body.nextQuestionAt, body.recent]).toEqual([null, null, []]);
  });
});

describe('an entry of the diary', () => {
  it('is kept as scores from which relief is judged, and the page shows it', async () => {
    const home = await atHome(3);
    const answer = await send(
      home,
      entry({ nrs: 2, reliefPercent: 70, rescue: true, returned: { notYet: true } }),
    );
    expect(answer.status).toBe(201);
    expect(answer.body.question).toBeNull();
    expect(answer.body.recent).toEqual([{ at: now - 60_000, nrs: 2 }]);
    expect(
      new Set(
        (await scores(home.seriesId)).map(
          ({ kind, value, rescue, source }) => `${kind} ${value} ${rescue} ${source}`,
        ),
      ),
    ).toEqual(new Set(['now 2 true diary', 'pct-relief 70 true diary']));
  });

  it('that the pain came back is the whole civil day, and never noon', async () => {
    const home = await atHome(5);
    await send(home, entry({ returned: { on: dateOf(today - 1) } }));
    const returned = (await scores(home.seriesId)).find(({ kind }) => kind === 'pain-returned');
    expect([
      returned?.value,
      dayAt(returned?.at ?? 0, zone),
      dayAt((returned?.until ?? 0) - 1, zone),
    ]).toEqual([null, today - 1, today - 1]);
    expect(
      new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(
        returned?.at,
      ),
    ).toBe('00:00');
    const relief = (await test.as(nurse).get(`/api/v1/series/${home.seriesId}/relief`)).body;
    expect(relief.targets[0].scores.map((score: { kind: string }) => score.kind)).toContain('pain-returned');
  });

  it('is asked whether the pain is back until it was said, and then no more', async () => {
    const home = await atHome(5);
    await send(
      home,
      entry({ returned: { on: dateOf(today - 1) }, slot: dateOf(today - 1), at: iso(now - day) }),
    );
    expect((await home.browser.get('/api/v1/diary')).body.question.asks).toEqual(['nrs', 'relief', 'rescue']);
  });

  it('of a bilateral series names no leg (H1), and one of two series is of both', async () => {
    const home = await atHome(3, { side: 'both' });
    const second = await givenCourse(test, practiceId, treatment, { of: home.patient, side: 'right' });
    await send(home, entry({ nrs: 6, reliefPercent: 20 }));
    expect(
      await test.database.rows(`SELECT DISTINCT side FROM pain_score WHERE patient_id = $1`, [
        home.patient.id,
      ]),
    ).toEqual([{ side: null }]);
    expect((await scores(second.seriesId)).map(({ kind }) => kind)).toEqual(['now']);
    expect((await scores(home.seriesId)).map(({ kind }) => kind).sort()).toEqual(['now', 'pct-relief']);
  });

  it('S3: of a patient treated for sweating is the HDSS of that series, and no pain score', async () => {
    const home = await atHome(3, { targetSymptom: 'sweating' });
    expect((await home.browser.get('/api/v1/diary')).body.question.asks).toEqual(['hdss']);
    const unanswered = await send(home, { slot: dateOf(today), at: iso(now - 60_000) });
    expect(unanswered.status).toBe(422);
    const answer = await send(home, { slot: dateOf(today), at: iso(now - 60_000), hdss: 2 });
    expect([answer.status, answer.body.recent, answer.body.recentSweating]).toEqual([
      201,
      [],
      [{ at: now - 60_000, hdss: 2 }],
    ]);
    expect((await home.browser.get('/api/v1/diary')).body.recentSweating).toEqual([
      { at: now - 60_000, hdss: 2 },
    ]);
    expect(await scores(home.seriesId)).toEqual([]);
    const kept = await test.as(nurse).get(`/api/v1/series/${home.seriesId}/instrument-scores`);
    expect(kept.body).toMatchObject([
      { instrument: 'hdss', seriesId: home.seriesId, score: 2, source: 'diary', side: null },
    ]);
  });

  it('S3: of a patient with a series of each asks both, and keeps each with its own', async () => {
    const home = await atHome(3);
    const sweating = await givenCourse(test, practiceId, treatment, {
      of: home.patient,
      side: 'right',
      targetSymptom: 'sweating',
    });
    expect((await home.browser.get('/api/v1/diary')).body.question.asks).toEqual([...daily, 'hdss']);
    await send(home, entry({ hdss: 4 }));
    expect((await scores(home.seriesId)).map(({ value }) => value)).toEqual([4]);
    expect(await scores(sweating.seriesId)).toEqual([]);
    expect(await instrumentsOf(test, home.patient.id)).toEqual([
      { instrument: 'hdss', items: [4], score: 4 },
    ]);
  });

  it('keeps function and the impression of change as answered, with the mean of the three (HOME-05)', async () => {
    const home = await atHome(14);
    expect((await home.browser.get('/api/v1/diary')).body.question.asks).toEqual([
      'nrs',
      'relief',
      'rescue',
      'returned',
      'peg',
      'pgic',
    ]);
    await send(home, entry({ peg: [4, 5, 9], pgic: 2 }));
    expect(await instrumentsOf(test, home.patient.id)).toEqual([
      { instrument: 'peg', items: [4, 5, 9], score: 6 },
      { instrument: 'pgic', items: [2], score: 2 },
    ]);
  });

  it('sent again with its key has one effect and the same answer', async () => {
    const home = await atHome();
    const key = once();
    const answers = await Promise.all(Array.from({ length: 5 }, () => send(home, entry(), key)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(await scores(home.seriesId)).toHaveLength(1);
  });

  it('of one contact is kept once, from however many telephones it comes', async () => {
    const home = await atHome();
    const answers = await Promise.all(Array.from({ length: 4 }, (_, nrs) => send(home, entry({ nrs }))));
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 409, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('outcomes.diary-answered-already');
    expect(await scores(home.seriesId)).toHaveLength(1);
  });

  it('that waited for a connection is kept as of when it was answered', async () => {
    const home = await atHome(9);
    const answered = now - 5 * day;
    const answer = await send(home, entry({ slot: dateOf(today - 5), at: iso(answered) }));
    expect([answer.status, (await scores(home.seriesId))[0]?.at]).toEqual([201, answered]);
  });

  it.each<[string, object, string]>([
    ['tomorrow', { at: iso(now + day), slot: dateOf(today + 1) }, 'outcomes.score-in-future'],
    ['fifteen days ago', { at: iso(now - 15 * day), slot: dateOf(today - 15) }, 'outcomes.score-too-old'],
    ['to a question of last week', { slot: dateOf(today - 7) }, 'outcomes.score-question-not-open'],
    ['that names no question', { slot: 'yesterday' }, 'field-invalid'],
    ['of eleven', { nrs: 11 }, 'field-invalid'],
    ['of relief of 55 %', { reliefPercent: 55 }, 'field-invalid'],
    ['with two of the three items', { peg: [1, 2] }, 'field-invalid'],
    [
      'that the pain came back tomorrow',
      { returned: { on: dateOf(today + 1) } },
      'outcomes.score-return-contradicts',
    ],
    ['that the pain is back and is not', { returned: { on: dateOf(today), notYet: true } }, 'field-invalid'],
    ['for another patient', { patientId: crypto.randomUUID() }, 'field-unknown'],
  ])('is refused, and keeps nothing: %s', async (_story, changes, code) => {
    const home = await atHome(20);
    const answer = await send(home, entry({ slot: dateOf(today - 2), ...changes }));
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map((error: { code: string }) => error.code)).toContain(code);
    expect(await scores(home.seriesId)).toEqual([]);
  });
});

describe('symptoms from home (S30, H15)', () => {
  const report = ({ browser }: AtHome, symptoms: string[], note?: string) =>
    browser
      .post('/api/v1/diary/symptoms')
      .set(...once())
      .send({ at: iso(now), symptoms, ...(note !== undefined && { note }) });

  it('H15: past their hour are told to the next role after the minutes of the policy, without a name', async () => {
    const physician = await givenMember(test, practiceId, 'physician');
    const administrator = await givenMember(test, practiceId, 'administrator');
    const auditor = await givenMember(test, practiceId, 'auditor');
    const home = await atHome();
    await report(home, ['chest-pain'], '');
    const toldAt = async (minutesAgo: number) => {
      await inPractice(test, practiceId, (tx) =>
        tx.query(
          `UPDATE follow_up_task SET due_at = now() - make_interval(mins => $2) WHERE patient_id = $1 AND kind = 'symptom-emergency'`,
          [home.patient.id, minutesAgo],
        ),
      );
      return Promise.all(
        [nurse, physician, administrator].map(async (member) => {
          const { body } = await test.as(member).get('/api/v1/follow-up-tasks/escalations');
          expect(JSON.stringify(body)).not.toMatch(new RegExp(`${home.patient.id}|chest`));
          return (body.rows as { minutesPastDue: number }[]).some(
            ({ minutesPastDue }) => minutesPastDue === minutesAgo,
          );
        }),
      );
    };
    expect(await toldAt(5)).toEqual([true, false, false]);
    expect(await toldAt(12)).toEqual([true, true, false]);
    expect(await toldAt(25)).toEqual([true, true, true]);
    expect((await test.as(auditor).get('/api/v1/follow-up-tasks/escalations')).status).toBe(403);
    const [task] = (await test.as(nurse).get(`/api/v1/follow-up-tasks?patientId=${home.patient.id}`)).body
      .rows as { id: string; version: number }[];
    await test
      .as(nurse)
      .post(`/api/v1/follow-up-tasks/${task?.id ?? ''}/close`)
      .set(...once())
      .set('If-Match', `"v${task?.version ?? 0}"`)
      .send({ as: 'done', note: 'Called, sent to the hospital.' })
      .expect(200);
    const left = (await test.as(administrator).get('/api/v1/follow-up-tasks/escalations')).body;
    expect(left).toMatchObject({ policyVersion: '1', rows: [] });
  });

  it('that are an emergency are answered with the number, and open a task that is due at once and stands first', async () => {
    const home = await atHome();
    const answer = await report(home, ['soreness', 'breathing'], 'Since an hour.');
    expect([answer.status, answer.body]).toEqual([
      201,
      {
        triage: 'emergency',
        phone: '+15550100',
        outOfHoursText: 'At night, the number of the hospital answers.',
        taskOpened: true,
      },
    ]);
    await inPractice(test, practiceId, (tx) =>
      tx.query(
        `INSERT INTO follow_up_task (practice_id, id, patient_id, kind, due_on) VALUES ($1, gen_random_uuid(), $2, 'rebook', '2020-01-01')`,
        [practiceId, home.patient.id],
      ),
    );
    const [first] = (await test.as(nurse).get(`/api/v1/follow-up-tasks?patientId=${home.patient.id}`)).body
      .rows;
    expect(first).toMatchObject({
      kind: 'symptom-emergency',
      patientId: home.patient.id,
      told: 'soreness, trouble breathing: Since an hour.',
    });
    expect(Math.abs(first.dueAt - Date.now())).toBeLessThan(60_000);
    const [kept] = await reportsOf(test, home.patient.id);
    expect(kept).toMatchObject({
      symptoms: ['soreness', 'breathing'],
      triage: 'emergency',
      task_id: first.id,
    });
  });

  it('of the same day open a task with an hour', async () => {
    const home = await atHome();
    expect((await report(home, ['fever'])).body).toMatchObject({ triage: 'same-day', taskOpened: true });
    const [task] = (await test.as(nurse).get(`/api/v1/follow-up-tasks?patientId=${home.patient.id}`)).body
      .rows;
    expect(task.kind).toBe('symptom-same-day');
    expect((task.dueAt - Date.now()) / 60_000).toBeCloseTo(120, 0);
  });

  it('that are expected are kept, and nobody is called', async () => {
    const home = await atHome();
    expect((await report(home, ['bruise'])).body).toMatchObject({ triage: 'routine', taskOpened: false });
    expect(await reportsOf(test, home.patient.id)).toHaveLength(1);
    expect(
      (await test.as(nurse).get(`/api/v1/follow-up-tasks?patientId=${home.patient.id}`)).body.rows,
    ).toEqual([]);
  });

  it('are taken from a telephone whose clock is wrong, and when the series has ended', async () => {
    const home = await atHome();
    await inPractice(test, practiceId, (tx) =>
      tx.query(`UPDATE injection_series SET state = 'completed' WHERE id = $1`, [home.seriesId]),
    );
    const answer = await home.browser
      .post('/api/v1/diary/symptoms')
      .set(...once())
      .send({ at: iso(now + 3 * day), symptoms: ['chest-pain'] });
    expect(answer.body.triage).toBe('emergency');
  });

  it.each<[string, object]>([
    ['none', { symptoms: [] }],
    ['one twice', { symptoms: ['fever', 'fever'] }],
    ['one that is not on the list', { symptoms: ['hiccups'] }],
  ])('are refused when there is %s', async (_story, body) => {
    const answer = await (
      await atHome()
    ).browser
      .post('/api/v1/diary/symptoms')
      .set(...once())
      .send({ at: iso(now), ...body });
    expect(answer.status).toBe(422);
  });
});
