import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addCivilDays } from '@lull/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fingerprint } from '../../testing/all-rows.js';
import { faultyBook, givenBook, goodBook } from '../../testing/given-book.js';
import { givenPractice, startTestApp, type TestApp } from '../../testing/test-app.js';
import { BookImport, type ImportOptions, type ImportReport } from './book-import.service.js';
import { sentenceOf, type Fault } from './book-faults.js';
import { bookInFolder } from './book-source.js';

const asWritten: ImportOptions = { check: false, skipFaulty: false, shiftToToday: false };

let test: TestApp;
let importBook: (
  practiceId: string,
  folder: string,
  options?: Partial<ImportOptions>,
) => Promise<ImportReport>;

beforeAll(async () => {
  test = await startTestApp();
  importBook = (practiceId, folder, options) =>
    test.app.get(BookImport).run(practiceId, bookInFolder(folder), { ...asWritten, ...options });
});
afterAll(() => test.close());

const places = (faults: readonly Fault[]): string[] =>
  faults.map(({ file, line, field, code }) => `${file},${line},${field},${code}`).sort();

async function expectedPlaces(): Promise<string[]> {
  const text = await readFile(join(faultyBook, 'expected-errors.csv'), 'utf8');
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .slice(1)
    .filter((line) => line !== '');
  return lines.map((line) => line.split(',').slice(0, 4).join(',')).sort();
}

const countOf = async (practiceId: string, table: string, where = 'true'): Promise<number> =>
  (
    await test.database.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM ${table} WHERE practice_id = $1 AND ${where}`,
      [practiceId],
    )
  )[0]?.n ?? -1;

describe("a clinic's whole book", () => {
  let practiceId: string;
  let report: ImportReport;

  beforeAll(async () => {
    practiceId = await givenPractice(test);
    report = await importBook(practiceId, goodBook);
  }, 120_000);

  it('is taken over without a fault', () => {
    expect(report.faults).toEqual([]);
    expect(report.notes).toEqual([]);
  });

  it('S1, S19: brings the lumbar sympathetic procedure, of 30 minutes under X-ray', async () => {
    expect(
      await test.database.rows(
        `SELECT code, name, duration_minutes, uses_xray FROM procedure_type WHERE practice_id = $1`,
        [practiceId],
      ),
    ).toEqual([{ code: 'LSB', name: 'Lumbar sympathetic block', duration_minutes: 30, uses_xray: true }]);
  });

  it.each([
    ['clinic', 1],
    ['opening_hours', 5],
    ['block_time', 10],
    ['resource', 916],
    ['procedure_type', 1],
    ['resource_profile', 4],
    ['patient', 900],
    ['clinical_flag', 1828],
    ['injection_series', 1001],
    ['session', 3422],
    ['injection', 2726],
    ['drug_administration', 4194],
    ['skin_temperature', 5452],
    ['complication', 400],
    ['pain_score', 40_564],
  ])('puts what the files hold into %s', async (table, rows) => {
    expect([report.added[table], await countOf(practiceId, table)]).toEqual([rows, rows]);
  });

  it.each([
    ['completed visits are discharged', 'session', "state = 'discharged'", 2726],
    ['booked ones are booked', 'session', "state = 'booked'", 290],
    [
      'who was never asked about allergies has no word on them',
      'patient',
      "NOT EXISTS (SELECT 1 FROM clinical_flag f WHERE f.patient_id = patient.id AND f.kind = 'allergy')",
      147,
    ],
    ['who has none known says so', 'clinical_flag', "kind = 'allergy' AND state = 'none-known'", 641],
    [
      'a statement of a day alone is that whole day',
      'pain_score',
      "kind = 'pain-returned' AND at_until - at BETWEEN interval '23 hours' AND interval '25 hours' AND value IS NULL",
      571,
    ],
    [
      'visits that are over hold nothing',
      'hold',
      "active AND session_id IN (SELECT id FROM session WHERE state <> 'booked')",
      0,
    ],
    [
      'every visit to come holds room, physician, C-arm, two bays and its patient',
      'session',
      `state = 'booked' AND (SELECT count(DISTINCT (h.stage, r.kind)) FROM hold h JOIN resource r ON r.id = h.resource_id WHERE h.session_id = session.id
        AND (h.stage, r.kind) IN (('prepare','patient'),('prepare','recovery-bay'),('procedure','patient'),('procedure','physician'),('procedure','room'),
        ('procedure','c-arm'),('turnover','room'),('recover','patient'),('recover','recovery-bay'))) = 9`,
      290,
    ],
    [
      'a sedation nurse is held where the level asks for one, and nowhere else',
      'session',
      `state = 'booked' AND (sedation = 'moderate') = EXISTS (SELECT 1 FROM hold h JOIN resource r ON r.id = h.resource_id WHERE h.session_id = session.id AND r.kind = 'sedation-nurse')`,
      290,
    ],
    [
      'nobody is forgotten: an open series whose last visit fell out has a task',
      'follow_up_task',
      "state = 'open'",
      88,
    ],
  ])('%s', async (_story, table, where, rows) => {
    expect(await countOf(practiceId, table, where)).toBe(rows);
  });

  it('leaves one event in the trail for every row of a record, and the head names the last', async () => {
    const [trail] = await test.database.rows<{ events: number; head: boolean }>(
      `SELECT count(*)::int AS events, bool_or(h.sequence = e.sequence AND h.hash = e.hash) AS head
         FROM audit_event e JOIN audit_head h USING (practice_id) WHERE practice_id = $1 AND e.action = 'create' AND e.purpose = 'import'`,
      [practiceId],
    );
    const audited = [
      'patient',
      'clinical_flag',
      'condition',
      'injection_series',
      'session',
      'follow_up_task',
      'injection',
      'drug_administration',
      'skin_temperature',
      'complication',
      'pain_score',
      'block_time',
    ];
    expect(trail).toEqual({
      events: audited.reduce((sum, table) => sum + (report.added[table] ?? 0), 0),
      head: true,
    });
  });

  it('changes nothing when it is taken over again', async () => {
    const before = await fingerprint(test.database);
    const again = await importBook(practiceId, goodBook);
    expect(Object.values(again.added).filter((rows) => rows > 0)).toEqual([]);
    expect(await fingerprint(test.database)).toEqual(before);
  }, 60_000);
});

describe('a book with faults', () => {
  it('has every planted fault named by file, line, field and code, and nothing else; the database stays as it was', async () => {
    const practiceId = await givenPractice(test);
    const before = await fingerprint(test.database);
    const report = await importBook(practiceId, faultyBook);
    expect(places(report.faults)).toEqual(await expectedPlaces());
    expect(report.written).toBe(false);
    expect(await fingerprint(test.database)).toEqual(before);
  });

  it('says in a sentence what is wrong with each row', async () => {
    const { faults } = await importBook(await givenPractice(test), faultyBook, { check: true });
    expect(
      faults
        .map(sentenceOf)
        .filter((sentence) => !/^[^{}]+[.]$/.test(sentence) || sentence.includes('undefined')),
    ).toEqual([]);
    expect(faults.map(sentenceOf)).toContain(
      'The clocks of America/New_York skip 2026-03-08 02:30: they go forward then. Find out when it really was.',
    );
  });

  it('is taken over without its faulty rows when that is asked for', async () => {
    const practiceId = await givenPractice(test);
    const report = await importBook(practiceId, faultyBook, { skipFaulty: true });
    expect(report.written).toBe(true);
    expect([
      report.added['patient'],
      report.added['injection_series'],
      report.added['session'],
      report.added['pain_score'],
    ]).toEqual([13, 15, 53, 120]);
  });

  it('loses with a faulty row what belongs to it, and says so', async () => {
    const book = await givenBook(faultyBook, {
      'patients.csv': (text) => text.replace('1946-05-04', '1946-15-04'),
    });
    const report = await importBook(await givenPractice(test), book.folder, { skipFaulty: true });
    await book.remove();
    expect(places(report.faults)).toHaveLength(18);
    expect(report.files['series.csv'].dependent).toBe(1);
    expect(report.added['injection_series']).toBe(14);
  });

  it('never books what is booked already: every visit to come that collides is named, and nothing is written', async () => {
    const practiceId = await givenPractice(test);
    await importBook(practiceId, faultyBook, { skipFaulty: true });
    const before = await fingerprint(test.database);
    const twin = await givenBook(faultyBook, {
      'sessions.csv': (text) => text.replace(/^[SX](?=\d)/gm, 'Z'),
    });
    const report = await importBook(practiceId, twin.folder);
    await twin.remove();
    const collisions = report.faults.filter(({ facts }) => facts['taken'] === 'what is booked already');
    expect([collisions.length, await countOf(practiceId, 'session', "state = 'booked'")]).toEqual([
      collisions.length,
      collisions.length,
    ]);
    expect(collisions.length).toBeGreaterThan(0);
    expect(await fingerprint(test.database)).toEqual(before);
  });

  it('keeps a name that begins like a formula exactly as it is', async () => {
    const practiceId = await givenPractice(test);
    await importBook(practiceId, faultyBook, { skipFaulty: true });
    expect(await countOf(practiceId, 'patient', `family_name = '=HYPERLINK("http://example.org")'`)).toBe(1);
  });

  it('of a check alone is judged and not written', async () => {
    const before = await fingerprint(test.database);
    const report = await importBook('00000000-0000-4000-8000-000000000000', faultyBook, {
      check: true,
      skipFaulty: true,
    });
    expect([report.faults.length, report.written]).toEqual([17, false]);
    expect(await fingerprint(test.database)).toEqual(before);
  });
});

describe('however the files are written', () => {
  const everyFile = (change: (text: string) => string): Record<string, (text: string) => string> =>
    Object.fromEntries(
      ['clinic.csv', 'blocks.csv', 'patients.csv', 'series.csv', 'sessions.csv', 'pain_scores.csv'].map(
        (file) => [file, change],
      ),
    );
  const plain = (text: string): string => text.replace(/^\uFEFF/, '').replace(/\r\n/g, '\n');
  const mirrored = (text: string): string =>
    plain(text)
      .split('\n')
      .map((line) =>
        line
          .split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/)
          .toReversed()
          .join(','),
      )
      .join('\n');

  it.each<[string, (text: string) => string]>([
    ['without a byte-order mark', plain],
    ['with one', (text) => `\uFEFF${plain(text)}`],
    ['with Windows line endings', (text) => plain(text).replaceAll('\n', '\r\n')],
    ['with old Macintosh line endings', (text) => plain(text).replaceAll('\n', '\r')],
    ['without a line ending at the end', (text) => plain(text).trimEnd()],
    ['with the columns in another order', mirrored],
    [
      'with every value in quotes',
      (text) =>
        plain(text)
          .split('\n')
          .map((line) => (line === '' || line.includes('"') ? line : `"${line.replaceAll(',', '","')}"`))
          .join('\n'),
    ],
  ])('%s, the same is found', async (_story, change) => {
    const book = await givenBook(faultyBook, everyFile(change));
    const report = await importBook('00000000-0000-4000-8000-000000000000', book.folder, { check: true });
    await book.remove();
    expect(places(report.faults)).toEqual(await expectedPlaces());
  });

  it('a line break inside quotes does not shift the lines after it', async () => {
    const book = await givenBook(faultyBook, {
      'patients.csv': (text) => text.replace('Van der Berg', '"Van\nder Berg"'),
    });
    const report = await importBook('00000000-0000-4000-8000-000000000000', book.folder, { check: true });
    await book.remove();
    const patients = places(report.faults).filter((place) => place.startsWith('patients.csv'));
    expect(patients).toEqual([
      'patients.csv,15,birth_date,date-invalid',
      'patients.csv,16,mrn,duplicate',
      'patients.csv,17,family_name,required',
      'patients.csv,18,weight_kg,out-of-range',
    ]);
  });

  it.each<[string, string, (text: string) => string | Buffer, string]>([
    [
      'a column that is missing',
      'patients.csv',
      (text) => text.replace('weight_kg', 'weight'),
      'patients.csv,1,weight_kg,column-missing',
    ],
    [
      'a column that nobody knows',
      'patients.csv',
      (text) => text.replace('weight_kg', 'weight'),
      'patients.csv,1,weight,column-unknown',
    ],
    [
      'a row with a value too many',
      'blocks.csv',
      (text) => text.replace('12:00', '12:00,x'),
      'blocks.csv,2,,column-count',
    ],
    [
      'quotes that go wrong',
      'series.csv',
      (text) => text.replace('CRPS', '"CR"PS'),
      'series.csv,2,,file-unreadable',
    ],
    [
      'letters that are not UTF-8',
      'patients.csv',
      (text) => Buffer.from(text, 'latin1'),
      'patients.csv,1,,file-unreadable',
    ],
    [
      'an unknown zone',
      'clinic.csv',
      (text) => text.replace('America/New_York', 'Mars/Olympus'),
      'clinic.csv,2,time_zone,unknown-value',
    ],
    ['an empty file', 'sessions.csv', () => '', 'sessions.csv,1,,required'],
  ])('%s is reported', async (_story, file, change, place) => {
    const book = await givenBook(faultyBook, { [file]: change });
    const report = await importBook('00000000-0000-4000-8000-000000000000', book.folder, { check: true });
    await book.remove();
    expect(places(report.faults)).toContain(place);
  });

  it('a folder without the files is reported file by file', async () => {
    const report = await importBook('00000000-0000-4000-8000-000000000000', join(faultyBook, 'nowhere'));
    expect(places(report.faults)).toEqual(['clinic.csv,1,,file-missing']);
  });
});

describe('a book that is shifted to the current week', () => {
  it('keeps every weekday and every time of the day, across the changes of the clock', async () => {
    const practiceId = await givenPractice(test);
    const report = await importBook(practiceId, faultyBook, { skipFaulty: true, shiftToToday: true });
    const lines = (await readFile(join(faultyBook, 'sessions.csv'), 'utf8'))
      .split('\n')
      .map((line) => line.split(','));
    const written = new Map(lines.map((cells) => [cells[0], cells[5] ?? '']));
    const stored = await test.database.rows<{ reference: string; wall: string }>(
      `SELECT reference, to_char(starts_at AT TIME ZONE 'America/New_York', 'YYYY-MM-DD"T"HH24:MI') AS wall FROM session WHERE practice_id = $1`,
      [practiceId],
    );
    const wrong = stored.filter(({ reference, wall }) => {
      const asWrittenThere = written.get(reference) ?? '';
      const shifted = addCivilDays(asWrittenThere.slice(0, 10), report.shiftedWeeks * 7);
      return wall !== `${shifted}${asWrittenThere.slice(10)}`;
    });
    expect([stored.length, wrong]).toEqual([53, []]);
  });

  it('keeps its days when it was taken over as written and is taken over again shifted', async () => {
    const practiceId = await givenPractice(test);
    await importBook(practiceId, faultyBook, { skipFaulty: true });
    const again = await importBook(practiceId, faultyBook, { skipFaulty: true, shiftToToday: true });
    expect([
      again.shiftedWeeks,
      again.written,
      Object.values(again.added).filter((rows) => rows > 0),
    ]).toEqual([0, true, []]);
  });
});
