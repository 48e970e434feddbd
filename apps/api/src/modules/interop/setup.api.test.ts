import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BookReportView, SetupView } from '@lull/contracts';
import { bookFiles, catalogueProfiles, columnsOf } from '@lull/domain';
import { fingerprint } from '../../testing/all-rows.js';
import { faultyBook, goodBook } from '../../testing/given-book.js';
import {
  givenMember,
  givenPractice,
  startTestApp,
  type GivenMember,
  type TestApp,
} from '../../testing/test-app.js';
import { SetupCode } from './setup-code.js';

const api = '/api/v1';
const password = 'a lantern over calm water';
const wish = (code: string, changes: object = {}) => ({
  code,
  practice: 'Elm Street Pain Clinic',
  name: 'Ada Verhoeven',
  email: 'ada@elm.example',
  password,
  alsoAs: ['scheduler'],
  ...changes,
});

describe('the first practice of an installation', () => {
  let test: TestApp;
  let code = '';
  beforeAll(async () => {
    test = await startTestApp();
    code = (await test.app.get(SetupCode).issue()) ?? '';
  });
  afterAll(() => test.close());

  const begin = (body: object) => test.anybody().post(`${api}/practice-beginnings`).send(body);
  const isOpen = async (): Promise<unknown> =>
    (await test.anybody().get(`${api}/practice-beginnings`)).body.open;
  const practices = async (): Promise<number> => (await test.database.rows('SELECT 1 FROM practice')).length;

  it('waits for a code of 15 letters that nobody takes for one another', async () => {
    expect(code).toMatch(/^([2-9A-HJ-NP-TV-Z]{5}-){2}[2-9A-HJ-NP-TV-Z]{5}$/);
    expect(await isOpen()).toBe(true);
  });

  it('is not begun by another code, by a weak password, or by nothing', async () => {
    const wrong = await begin(wish('22222-33333-44444'));
    expect([wrong.status, wrong.body.errors[0].pointer]).toEqual([422, '/code']);
    const weak = await begin(wish(code, { password: 'password password' }));
    expect([weak.status, weak.body.errors[0].pointer]).toEqual([422, '/password']);
    const auditor = await begin(wish(code, { alsoAs: ['auditor'] }));
    expect(auditor.status).toBe(422);
    expect(await practices()).toBe(0);
  });

  it('is begun once, whoever comes at the same time, with an administrator who proves it twice', async () => {
    const answers = await Promise.all([
      begin(wish(code.toLowerCase().replaceAll('-', ' '))),
      begin(wish(code, { practice: 'Oak Street', email: 'oak@elm.example' })),
    ]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 404]);
    expect(await practices()).toBe(1);
    const email = answers.find(({ status }) => status === 201)?.body.email as string;
    const agent = test.anybody();
    const signIn = await agent.post(`${api}/sign-ins`).send({ email, password });
    expect([signIn.status, signIn.body.roles]).toEqual([201, ['administrator', 'scheduler']]);
    const own = await agent.get(`${api}/sign-ins/current`);
    expect(own.body).toMatchObject({ secondFactorDue: true });
    expect(await test.database.rows(`SELECT running, left_out FROM practice_setup`)).toEqual([
      { running: true, left_out: [] },
    ]);
  });

  it('leaves no code behind: the same, and a restart, open nothing any more', async () => {
    expect(await isOpen()).toBe(false);
    expect((await begin(wish(code))).status).toBe(404);
    expect(await test.app.get(SetupCode).issue()).toBeNull();
  });
});

describe('who tries codes', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startTestApp();
    await test.app.get(SetupCode).issue();
  });
  afterAll(() => test.close());

  it('is stopped after ten tries from one address', async () => {
    const statuses: number[] = [];
    for (let tries = 0; tries < 12; tries += 1)
      statuses.push(
        (await test.anybody().post(`${api}/practice-beginnings`).send(wish('22222-33333-44444'))).status,
      );
    expect(statuses).toEqual([...Array<number>(10).fill(422), 429, 429]);
  });
});

describe('in the demonstration', () => {
  it('there is nothing to begin, and no code', async () => {
    const test = await startTestApp({ demonstration: true });
    const code = await test.app.get(SetupCode).issue();
    const answer = await test.anybody().post(`${api}/practice-beginnings`).send(wish('22222-33333-44444'));
    await test.close();
    expect([code, answer.status]).toEqual([null, 404]);
  });
});

/** Every row but those that any call leaves: how often it called, and that it was there. */
async function rowsThatStand(test: TestApp): Promise<object> {
  const { rate_limit: _calls, sign_in: _lastSeen, ...rows } = await fingerprint(test.database);
  return rows;
}

type Sent = { name: string; text: string; columns?: { column: string; from: string | null }[] };

const filesOf = (folder: string): Promise<Sent[]> =>
  Promise.all(bookFiles.map(async (name) => ({ name, text: await readFile(join(folder, name), 'utf8') })));

describe('a book from a browser', () => {
  let test: TestApp;
  let practiceId: string;
  let ada: GivenMember;
  beforeAll(async () => {
    test = await startTestApp();
    practiceId = await givenPractice(test);
    ada = await givenMember(test, practiceId, 'administrator');
  });
  afterAll(() => test.close());

  const check = (files: readonly Sent[], by = ada) => test.as(by).post(`${api}/book-checks`).send({ files });
  const take = (files: readonly Sent[], leaveOutFaulty = false, by = ada) =>
    test.as(by).post(`${api}/book-imports`).send({ files, leaveOutFaulty });

  const expectedPlaces = async (): Promise<string[]> =>
    (await readFile(join(faultyBook, 'expected-errors.csv'), 'utf8'))
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/)
      .slice(1)
      .filter((line) => line !== '')
      .map((line) => line.split(',').slice(0, 4).join(','))
      .sort();
  const placesOf = ({ faults }: BookReportView): string[] =>
    faults.map(({ file, line, field, code }) => `${file},${line},${field},${code}`).sort();

  it('with faults has exactly those named by file, line, field and what to do; the database stays as it was', async () => {
    const files = await filesOf(faultyBook);
    const before = await rowsThatStand(test);
    for (const answer of [await check(files), await take(files)]) {
      const report = answer.body as BookReportView;
      expect(answer.status).toBe(200);
      expect(placesOf(report)).toEqual(await expectedPlaces());
      expect([report.faultCount, report.written, report.added]).toEqual([17, false, []]);
      expect(report.faults.every(({ sentence }) => /\S{2}.*[.]$/.test(sentence))).toBe(true);
    }
    expect(await rowsThatStand(test)).toEqual(before);
  });

  it('is of an administrator alone, of a size, and of the files that are known', async () => {
    const files = await filesOf(faultyBook);
    for (const role of ['scheduler', 'nurse', 'physician', 'auditor'] as const) {
      const other = await givenMember(test, practiceId, role);
      expect([(await check(files, other)).status, (await take(files, false, other)).status]).toEqual([
        403, 403,
      ]);
    }
    expect((await test.anybody().post(`${api}/book-checks`).send({ files })).status).toBe(401);
    expect((await check([{ name: 'passwd', text: '' }])).status).toBe(422);
    const large = await check([{ name: 'patients.csv', text: 'x'.repeat(26_000_000) }]);
    expect([large.status, large.body.code]).toEqual([413, 'body-too-large']);
  });

  it('may head its columns otherwise, and lack some: what stands for none stays empty', async () => {
    const plain = await filesOf(faultyBook);
    const files = plain.map((each): Sent => {
      if (each.name !== 'patients.csv') return each;
      const columns = columnsOf['patients.csv'].map((column) => ({
        column,
        from: column === 'mrn' ? 'Chart number' : column === 'diabetes' ? null : column,
      }));
      return {
        ...each,
        text: each.text.replace('mrn,', 'Chart number,').replace(',diabetes,', ',whatever,'),
        columns,
      };
    });
    expect(placesOf((await check(files)).body as BookReportView)).toEqual(await expectedPlaces());
  });

  it('is taken over whole, names who brought it, and changes nothing when it is brought again', async () => {
    const files = await filesOf(goodBook);
    const report = (await take(files)).body as BookReportView;
    const rows = Object.fromEntries(report.added.map(({ table, rows: added }) => [table, added]));
    expect([report.written, report.faultCount]).toEqual([true, 0]);
    expect(rows).toMatchObject({ patient: 900, injection_series: 1001, session: 3422, pain_score: 40_564 });
    const [trail] = await test.database.rows<{ by: string[]; purposes: string[] }>(
      `SELECT array_agg(DISTINCT member_id::text) AS by, array_agg(DISTINCT purpose) AS purposes FROM audit_event
        WHERE practice_id = $1 AND resource IN ('patient', 'session', 'pain-score')`,
      [practiceId],
    );
    expect(trail).toEqual({ by: [ada.memberId], purposes: ['import'] });
    const before = await rowsThatStand(test);
    const again = (await take(files)).body as BookReportView;
    expect(again.added.filter(({ rows: added }) => added > 0)).toEqual([]);
    expect(await rowsThatStand(test)).toEqual(before);
  }, 180_000);

  it('asks for a proof of who signed in long ago', async () => {
    const late = await givenMember(test, practiceId, 'administrator');
    await test.database.rows(
      `UPDATE sign_in SET created_at = created_at - interval '1 hour', proved_at = proved_at - interval '1 hour' WHERE id = $1`,
      [late.signInId],
    );
    const answer = await take(await filesOf(faultyBook), false, late);
    expect([answer.status, answer.body.code]).toEqual([403, 'proof-required']);
  });
});

describe('the way of a new practice', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startTestApp();
  });
  afterAll(() => test.close());

  const look = async (by: GivenMember): Promise<SetupView> =>
    (await test.as(by).get(`${api}/setup`)).body as SetupView;
  const send = (by: GivenMember, path: string, body: object) =>
    test.as(by).post(`${api}${path}`).set('Idempotency-Key', crypto.randomUUID()).send(body);

  it('is what stands: left at any time, it goes on where it was, and ends with a time that can be booked', async () => {
    const practiceId = await givenPractice(test);
    const ada = await givenMember(test, practiceId, 'administrator', 'scheduler');
    expect(await look(ada)).toMatchObject({ next: 'clinic', ready: false, running: true });
    const clinic = (await send(ada, '/clinics', { name: 'Elm', timeZone: 'America/New_York' })).body;
    const hours = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '07:00', to: '17:30' }));
    await test
      .as(ada)
      .put(`${api}/clinics/${clinic.id}/opening-hours`)
      .set('If-Match', '"v1"')
      .send({ hours });
    await test.as(ada).put(`${api}/setup/running`).send({ running: true });
    expect(await look(ada)).toMatchObject({ next: 'rooms', running: true });
    const bookable = async () =>
      (await test.as(ada).get(`${api}/clinics/${clinic.id}/first-bookable`)).body as Record<string, unknown>;
    expect(await bookable()).toEqual({ slot: null, inTheWay: ['There is no procedure yet'] });
    for (const [kind, name] of [
      ['room', 'Room 1'],
      ['c-arm', 'C-arm 1'],
      ['recovery-bay', 'Bay 1'],
      ['recovery-bay', 'Bay 2'],
    ])
      await send(ada, `/clinics/${clinic.id}/resources`, { kind, name });
    const type = (
      await send(ada, '/procedure-types', {
        code: 'LSB',
        name: 'Lumbar sympathetic block',
        durationMinutes: 30,
        usesXRay: true,
        usesContrast: true,
      })
    ).body;
    const [profile] = catalogueProfiles({ code: 'LSB' });
    await send(ada, `/procedure-types/${type.id}/profiles`, { sedation: 'none', stages: profile?.stages });
    expect(await look(ada)).toMatchObject({ next: 'people' });
    expect((await bookable())['slot']).toBeNull();
    await send(ada, `/clinics/${clinic.id}/resources`, { kind: 'physician', name: 'Dr. Halloran' });
    expect(await look(ada)).toMatchObject({ next: 'block-time', ready: true });
    const left = await test
      .as(ada)
      .put(`${api}/setup/omissions`)
      .send({ leftOut: ['block-time', 'book'] });
    expect(left.body).toMatchObject({ next: 'done' });
    expect(
      (
        await test
          .as(ada)
          .put(`${api}/setup/omissions`)
          .send({ leftOut: ['rooms'] })
      ).status,
    ).toBe(422);
    expect((await bookable())['slot']).toMatchObject({
      roomName: 'Room 1',
      physicianName: 'Dr. Halloran',
      procedureCode: 'LSB',
    });
    await test.as(ada).put(`${api}/setup/running`).send({ running: false });
    expect(await look(ada)).toMatchObject({ running: false, next: 'done' });
  });

  it("is no other practice's, and of an administrator alone", async () => {
    const ada = await givenMember(test, await givenPractice(test), 'administrator');
    expect((await look(ada)).counts.clinics).toBe(0);
    const nurse = await givenMember(test, ada.practiceId, 'nurse');
    expect((await test.as(nurse).get(`${api}/setup`)).status).toBe(403);
  });
});
