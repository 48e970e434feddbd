import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wallTimeAt } from '@lull/domain';
import { parse } from 'csv-parse/sync';
import type {
  VolumeDimension,
  VolumeMeasure,
  VolumePageView,
  VolumeSessionView,
  VolumeView,
} from '@lull/contracts';
import { givenCourse } from '../../testing/given-outcomes.js';
import { givenVisits, rawCounts, rawKeys } from '../../testing/given-volume.js';
import { givenTreatment, type GivenTreatment } from '../../testing/given-treatment.js';
import {
  givenMember,
  givenPractice,
  startTestApp,
  type GivenMember,
  type TestApp,
} from '../../testing/test-app.js';

let test: TestApp;
let practiceId: string;
let treatment: GivenTreatment;
let physician: GivenMember;
let administrator: GivenMember;
const formula = '=HYPERLINK("http://evil.example","click")';

beforeAll(async () => {
  test = await startTestApp();
  practiceId = await givenPractice(test);
  treatment = await givenTreatment(test, practiceId);
  physician = await givenMember(test, practiceId, 'physician');
  administrator = await givenMember(test, practiceId, 'administrator');
  await givenVisits(
    test,
    practiceId,
    treatment,
    await givenCourse(test, practiceId, treatment, { patient: { familyName: formula } }),
  );
  await givenVisits(
    test,
    practiceId,
    treatment,
    await givenCourse(test, practiceId, treatment, { side: 'both', purpose: 'diagnostic' }),
  );
  const elsewhere = await givenPractice(test, 'Elsewhere');
  const other = await givenTreatment(test, elsewhere);
  await givenVisits(test, elsewhere, other, await givenCourse(test, elsewhere, other));
});
afterAll(() => test.close());

const range = { from: '2026-01-01', to: '2026-06-30' };
const get = (path: string, query: object, as = physician) =>
  test.as(as).get(`/api/v1/reports/${path}`).query(query);
const table = async (query: object): Promise<VolumeView> =>
  (await get('volume', { ...range, ...query }).expect(200)).body;

async function everyRow(query: object, as = physician): Promise<VolumeSessionView[]> {
  const rows: VolumeSessionView[] = [];
  for (let after: string | undefined; ;) {
    const page: VolumePageView = (
      await get(
        'volume/sessions',
        { ...range, ...query, limit: 4, ...(after !== undefined && { after }) },
        as,
      ).expect(200)
    ).body;
    expect(page.sessions.length).toBeLessThanOrEqual(4);
    rows.push(...page.sessions);
    if (page.next === null) return rows;
    after = page.next;
  }
}

describe('volume', () => {
  it("counts sessions by month of the clinic's own zone, with the months in which nothing happened", async () => {
    const answer = await table({ measure: 'sessions', by: 'month' });
    expect(answer.rows.map((row) => [row.key, row.label, row.total])).toEqual([
      ['2026-01', 'Jan 2026', 2],
      ['2026-02', 'Feb 2026', 2],
      ['2026-03', 'Mar 2026', 6],
      ['2026-04', 'Apr 2026', 0],
      ['2026-05', 'May 2026', 2],
      ['2026-06', 'Jun 2026', 0],
    ]);
    expect(answer.definition).toMatchObject({ name: 'Sessions', version: '1' });
    expect(answer.definition.text).toContain('Sessions whose start lies in the range');
    expect(answer.columns).toEqual([{ key: 'all', label: 'Sessions' }]);
  });

  it('counts one injection per side, and none that was not done', async () => {
    const answer = await table({ measure: 'injections', by: 'purpose' });
    expect(answer.rows.map((row) => [row.key, row.total])).toEqual([
      ['diagnostic', 6],
      ['therapeutic', 3],
    ]);
    expect(answer.definition.text).toContain('one per side');
  });

  it.each<[string, { from: string; to: string }, number]>([
    ['the evening of the last day counts', { from: '2026-02-28', to: '2026-02-28' }, 2],
    ['and belongs to no other day', { from: '2026-03-01', to: '2026-03-01' }, 0],
    ['both ends are counted', { from: '2026-03-02', to: '2026-03-16' }, 6],
  ])('%s', async (_story, days, total) => {
    expect((await table({ measure: 'sessions', by: 'status', ...days })).total).toBe(total);
  });

  const cases = (['sessions', 'injections'] as const).flatMap((measure) =>
    (Object.keys(rawKeys) as VolumeDimension[]).map(
      (by, index, all): [VolumeMeasure, VolumeDimension, VolumeDimension] => [
        measure,
        by,
        all[(index + 3) % all.length] ?? 'status',
      ],
    ),
  );

  it.each(cases)(
    '%s by %s and %s are what a raw count gives, add up to their totals, and open their rows',
    async (measure, by, split) => {
      // Days are told apart in a quarter at most.
      const asked = [by, split].includes('day') ? { from: '2026-02-01', to: '2026-04-30' } : range;
      const answer = await table({ measure, by, split, ...asked });
      const counted = await rawCounts(test, practiceId, measure, by, split, asked);
      const figures = answer.rows.flatMap((row) =>
        answer.columns.map((column, index) => ({
          row: row.key,
          column: column.key,
          count: row.counts[index] ?? NaN,
        })),
      );
      const inOrder = (list: typeof counted) =>
        list.map((each) => JSON.stringify([each.row, each.column, each.count])).sort();
      expect(inOrder(figures.filter((figure) => figure.count !== 0))).toEqual(inOrder(counted));

      const sum = (list: readonly (number | null)[]) =>
        list.reduce((total: number, each) => total + (each ?? NaN), 0);
      expect(answer.rows.map((row) => sum(row.counts))).toEqual(answer.rows.map((row) => row.total));
      expect(
        answer.columns.map((_, index) => sum(answer.rows.map((row) => row.counts[index] ?? NaN))),
      ).toEqual(answer.columnTotals);
      expect([sum(answer.columnTotals), answer.total]).toEqual([
        sum(counted.map(({ count }) => count)),
        sum(answer.rows.map((row) => row.total)),
      ]);

      for (const figure of figures.filter((each) => each.count > 0).slice(0, 2)) {
        const rows = await everyRow({ measure, by, split, ...asked, row: figure.row, column: figure.column });
        expect(rows).toHaveLength(figure.count);
      }
    },
  );

  it('opens the rows of a total, each once, in order of time', async () => {
    const rows = await everyRow({ measure: 'sessions', by: 'month' });
    expect(rows).toHaveLength(12);
    expect(new Set(rows.map((row) => row.sessionId)).size).toBe(12);
    expect(rows.map((row) => row.start)).toEqual(rows.map((row) => row.start).toSorted((a, b) => a - b));
    expect(rows[0]).toMatchObject({
      roomName: 'Fluoro 1',
      physicianName: 'Dr. Ines Halloran',
      procedureCode: 'LSB',
      purpose: expect.any(String),
      side: expect.any(String),
    });
  });

  it('gives an injection its own side', async () => {
    const rows = await everyRow({ measure: 'injections', by: 'purpose', row: 'diagnostic' });
    expect(rows.map((row) => String(row.side)).toSorted()).toEqual([
      'left',
      'left',
      'left',
      'right',
      'right',
      'right',
    ]);
    expect(rows.every((row) => row.injectionId !== null)).toBe(true);
  });

  it('notes whose rows were opened in the trail', async () => {
    const before = await readEvents();
    await get('volume/sessions', { ...range, measure: 'sessions', by: 'status', row: 'no-show' }).expect(200);
    const [event] = (await readEvents()).slice(before.length);
    expect(event?.patient_ids).toHaveLength(2);
    expect(event?.change).toMatchObject({ report: 'volume', row: 'no-show', as: 'page' });
  });

  it.each([
    ['a range of more than five years', { from: '2021-01-01', to: '2026-01-01' }, '/to'],
    ['a range that ends before it begins', { from: '2026-02-01', to: '2026-01-01' }, '/to'],
    ['a day that does not exist', { from: '2026-02-30' }, '/from'],
    ['a dimension that is none', { by: 'patient_id; DROP TABLE session' }, '/by'],
    ['a parameter that is none', { sort: 'mrn' }, '/sort'],
  ])('refuses %s', async (_story, query, pointer) => {
    const answer = await get('volume', { ...range, measure: 'sessions', by: 'month', ...query });
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0].pointer).toBe(pointer);
  });

  it('takes five whole years, and no cursor but its own', async () => {
    await get('volume', { from: '2021-01-02', to: '2026-01-01', measure: 'sessions', by: 'month' }).expect(
      200,
    );
    const forged = await get('volume/sessions', {
      ...range,
      measure: 'sessions',
      by: 'month',
      after: 'nonsense',
    });
    expect([forged.status, forged.body.code]).toEqual([400, 'parameter-malformed']);
  });
});

const readEvents = () =>
  test.database.rows<{ patient_ids: string[]; change: object }>(
    `SELECT patient_ids, change FROM audit_event WHERE practice_id = $1 AND resource = 'report' ORDER BY sequence`,
    [practiceId],
  );

describe('who sees what of volume', () => {
  it('reads views that obey the policies of whoever asks, every one of them', async () => {
    const views = await test.database.rows<{ name: string; obeys: boolean }>(
      `SELECT relname AS name, coalesce('security_invoker=true' = ANY (reloptions), false) AS obeys
         FROM pg_class WHERE relkind = 'v' AND relnamespace = 'public'::regnamespace ORDER BY 1`,
    );
    expect(views).toEqual([
      { name: 'judged_score', obeys: true },
      { name: 'report_block_time_release', obeys: true },
      { name: 'report_block_use', obeys: true },
      { name: 'report_complication', obeys: true },
      { name: 'report_course', obeys: true },
      { name: 'report_injection', obeys: true },
      { name: 'report_override', obeys: true },
      { name: 'report_room_stay', obeys: true },
      { name: 'report_session', obeys: true },
      { name: 'report_visit', obeys: true },
    ]);
  });

  it('shows an administrator counts and rows without clinical detail of a person', async () => {
    const query = { ...range, measure: 'sessions', by: 'purpose' };
    expect((await get('volume', query, administrator)).body.total).toBe(12);
    const rows = await everyRow({ measure: 'sessions', by: 'month' }, administrator);
    expect(new Set(rows.flatMap((row) => [row.side, row.purpose]))).toEqual(new Set([null]));
    expect((await get('volume/sessions', { ...query, row: 'diagnostic' }, administrator)).status).toBe(403);
    expect(
      (
        await get(
          'volume/sessions.csv',
          { ...query, by: 'month', split: 'purpose', column: 'diagnostic' },
          administrator,
        )
      ).status,
    ).toBe(403);
  });

  it.each([
    ['scheduler', 200],
    ['nurse', 200],
    ['auditor', 403],
  ] as const)('a %s gets %i', async (role, status) => {
    const member = await givenMember(test, practiceId, role);
    for (const path of ['volume', 'volume.csv', 'volume/sessions', 'volume/sessions.csv']) {
      expect([
        path,
        (await get(path, { ...range, measure: 'sessions', by: 'month' }, member)).status,
      ]).toEqual([path, status]);
    }
  });
});

describe('volume as a file', () => {
  const linesOf = (text: string): string[][] => parse(text, { bom: true });

  it('is the table with its totals', async () => {
    const answer = await get('volume.csv', {
      ...range,
      measure: 'sessions',
      by: 'sedation',
      split: 'status',
    }).expect(200);
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.headers['content-disposition']).toBe(
      'attachment; filename="volume-sessions-2026-01-01-2026-06-30.csv"',
    );
    expect(linesOf(answer.text)).toEqual([
      ['sedation', 'Booked', 'Discharged', 'Cancelled', 'No show', 'Total'],
      ['None', '2', '4', '2', '0', '8'],
      ['Minimal', '0', '0', '0', '2', '2'],
      ['Moderate', '0', '2', '0', '0', '2'],
      ['Total', '2', '6', '2', '2', '12'],
    ]);
  });

  it('has every row once, in full, and notes them', async () => {
    const before = await readEvents();
    const lines = linesOf(
      (await get('volume/sessions.csv', { ...range, measure: 'injections', by: 'month' }).expect(200)).text,
    );
    expect(lines).toHaveLength(1 + 9);
    const [head = [], first = []] = lines;
    const cell = (name: string): string | undefined => first[head.indexOf(name)];
    expect(cell('side')).toMatch(/^(left|right)$/);
    expect(cell('purpose')).toMatch(/^[a-z]/);
    // The clinic's own clock, as on the screen.
    const [row] = await everyRow({ measure: 'injections', by: 'month' });
    expect([`${cell('date')}T${cell('time')}`, cell('time_zone')]).toEqual([
      wallTimeAt(row?.start ?? 0, 'America/New_York'),
      'America/New_York',
    ]);
    const [event] = (await readEvents()).slice(before.length);
    expect(event?.change).toMatchObject({ as: 'export', measure: 'injections' });
  });

  it('has no column for what a role may not see, and a name for each figure', async () => {
    const query = {
      ...range,
      measure: 'sessions',
      by: 'month',
      row: '2026-03',
      split: 'status',
      column: 'no-show"',
    };
    const answer = await get('volume/sessions.csv', query, administrator).expect(200);
    expect(linesOf(answer.text)[0]).not.toContain('side');
    expect(answer.headers['content-disposition']).toBe(
      'attachment; filename="volume-rows-month-2026-03-status-no-show-sessions-2026-01-01-2026-06-30.csv"',
    );
  });

  it('lets no spreadsheet execute a name', async () => {
    const { text } = await get('volume/sessions.csv', { ...range, measure: 'sessions', by: 'month' }).expect(
      200,
    );
    const cells = linesOf(text).flat();
    expect(cells.filter((cell) => cell.includes('HYPERLINK'))).toEqual(
      Array.from({ length: 6 }, () => `'${formula}, Jane`),
    );
    expect(cells.filter((cell) => /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/.test(cell))).toEqual([]);
  });
});
