import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReliefGroupView, ReliefPageView, ReliefReportView, ReliefRowView } from '@lull/contracts';
import { inPractice } from '../../testing/given-care.js';
import { givenReliefStory, type ReliefStory } from '../../testing/given-relief-story.js';
import { givenTreatment, type GivenTreatment } from '../../testing/given-treatment.js';
import {
  givenMember,
  givenPractice,
  startTestApp,
  type GivenMember,
  type TestApp,
} from '../../testing/test-app.js';
import { ReliefFigures } from '../outcomes/relief-figures.js';

let test: TestApp;
let practiceId: string;
let treatment: GivenTreatment;
let physician: GivenMember;
let administrator: GivenMember;
const formula = '=HYPERLINK("http://evil.example","click")';

const given = (practice: string, where: GivenTreatment, story: ReliefStory) =>
  givenReliefStory(test, practice, where, story);

beforeAll(async () => {
  test = await startTestApp();
  practiceId = await givenPractice(test);
  treatment = await givenTreatment(test, practiceId);
  physician = await givenMember(test, practiceId, 'physician');
  administrator = await givenMember(test, practiceId, 'administrator');
  const unsedated: string[] = [];
  for (let until = 1; until <= 12; until += 1)
    unsedated.push(
      await given(practiceId, treatment, {
        relievedUntil: until,
        ...(until === 12 && { patient: { familyName: formula } }),
      }),
    );
  for (let until = 1; until <= 9; until += 1)
    await given(practiceId, treatment, { relievedUntil: until, sedation: 'moderate' });
  for (let weeks = 0; weeks < 12; weeks += 1)
    await given(practiceId, treatment, {
      relievedUntil: 7 * (1 + (weeks % 4)),
      every: 7,
      sedation: 'deep',
      followed: weeks !== 0,
    });
  await given(practiceId, treatment, { relievedUntil: 4, baseline: false });
  await given(practiceId, treatment, { relievedUntil: 4, purpose: 'diagnostic' });
  await given(practiceId, treatment, { relievedUntil: 4, purpose: 'pre-surgical' });
  await inPractice(test, practiceId, async (tx) => {
    for (const [index, code, grade] of [
      [0, 'bruising', 1],
      [1, 'bruising', 1],
      [2, 'headache', 2],
    ] as const)
      await tx.query(
        `INSERT INTO complication (practice_id, id, injection_id, code, tier, grade) VALUES ($1, gen_random_uuid(), $2, $3, $4, $5)`,
        [practiceId, unsedated[index], code, code === 'bruising' ? 'common' : 'less-common', grade],
      );
    await tx.query(
      `INSERT INTO drug_administration (practice_id, id, injection_id, role, drug, dose_mg) VALUES ($1, gen_random_uuid(), $2, 'steroid', 'triamcinolone', 40)`,
      [practiceId, unsedated[11]],
    );
  });
  const elsewhere = await givenPractice(test, 'Elsewhere');
  await given(elsewhere, await givenTreatment(test, elsewhere), { relievedUntil: 4 });
  await test.app.get(ReliefFigures).round();
});
afterAll(() => test.close());

const range = { from: '2026-01-01', to: '2026-06-30' };
const get = (path: string, query: object, as = physician) =>
  test
    .as(as)
    .get(`/api/v1/reports/${path}`)
    .query({ ...range, ...query });
const report = async (query: object, as = physician): Promise<ReliefReportView> =>
  (await get('relief', query, as).expect(200)).body;
async function group(query: object): Promise<ReliefGroupView> {
  const [only] = (await report(query)).groups;
  if (only === undefined) throw new Error('No group.');
  return only;
}
async function everyRow(query: object, as = physician): Promise<ReliefRowView[]> {
  const rows: ReliefRowView[] = [];
  for (let after: string | undefined; ;) {
    const asked = { ...query, limit: 5, ...(after !== undefined && { after }) };
    const page: ReliefPageView = (await get('relief/injections', asked, as).expect(200)).body;
    rows.push(...page.injections);
    if (page.next === null) return rows;
    after = page.next;
  }
}

describe('the clinic view of relief', () => {
  it('has the curve, the median and the coverage that twelve known durations give', async () => {
    const { duration, response, lapsed, ongoing } = await group({ sedation: 'none' });
    if (duration === null) throw new Error('Nothing is shown.');
    expect([lapsed, ongoing]).toEqual([12, 0]);
    expect(duration.steps.map(([at, share]) => [at, Number(share.toFixed(6))])).toEqual(
      Array.from({ length: 12 }, (_, index) => [index + 1.5, Number((1 - (index + 1) / 12).toFixed(6))]),
    );
    // S is exactly a half from 6.5 to 7.5: the middle of that piece.
    expect(duration.median.days).toBeCloseTo(7, 9);
    expect(duration.median.lower).toBeLessThan(7);
    expect(duration.median.upper).toBeGreaterThan(7);
    // Of 21 days (1.5 + ... + 12.5) / 12 = 7 were relieved.
    const at21 = duration.expectedCoverage.find(({ intervalDays }) => intervalDays === 21);
    expect(at21?.share).toBeCloseTo(1 / 3, 9);
    expect(at21?.beyondLast).toBe(true);
    // Six of twelve for at least seven days; Wilson 1927.
    expect(response).toMatchObject({ responders: 6, nonResponders: 6, uncertain: 0 });
    expect(response.rate?.lower).toBeCloseTo(0.2538, 4);
    expect(response.rate?.upper).toBeCloseTo(0.7462, 4);
  });

  it('has at risk, censored and lapsed under the axis, which add up on every day', async () => {
    const { duration, evaluable } = await group({ sedation: 'deep' });
    expect(duration?.underAxis[0]).toEqual({ day: 0, atRisk: 12, censored: 0, lapsed: 0 });
    for (const { atRisk, censored, lapsed } of duration?.underAxis ?? [])
      expect(atRisk + censored + lapsed).toBe(evaluable);
    expect(duration?.censorTicks).toHaveLength(1);
  });

  it('says by intervals what the days are not known for, and only then', async () => {
    const sparse = (await group({ sedation: 'deep' })).duration?.sparse;
    expect(sparse?.wideShare).toBe(1);
    // Lapses in (7,14], (14,21], (21,28], (28,35], three each but for one that was not followed after day 7.
    expect(sparse?.median?.from).toBeGreaterThanOrEqual(14);
    expect(sparse?.median?.to).toBeLessThanOrEqual(28);
    expect(sparse?.steps.length).toBeGreaterThan(2);
    const daily = (await group({ sedation: 'none' })).duration?.sparse;
    expect(daily).toEqual({ wideShare: 0, isSparse: false, median: null, steps: [] });
  });

  it('shows no rate, no curve and no median of fewer than ten, in no group of a comparison', async () => {
    const { groups, leastShown } = await report({ compare: 'sedation' });
    expect(leastShown).toBe(10);
    expect(groups.map(({ label, injections }) => [label, injections])).toEqual([
      ['No sedation', 13],
      ['Moderate sedation', 9],
      ['Deep sedation', 12],
    ]);
    expect(groups.map(({ duration, response }) => [duration !== null, response.rate !== null])).toEqual([
      [true, true],
      [false, false],
      [true, true],
    ]);
    const lines: string[][] = parse((await get('relief.csv', { compare: 'sedation' }).expect(200)).text, {
      bom: true,
    });
    const [head = [], , moderate = []] = lines;
    for (const column of ['median_days', 'response_rate', 'coverage_21_days', 'diary_adherence'])
      expect([column, moderate[head.indexOf(column)]]).toEqual([column, '']);
    expect(moderate[head.indexOf('injections')]).toBe('9');
  });

  it('leaves diagnostic and pre-surgical injections out of every figure, and counts them', async () => {
    const { excluded, groups } = await report({});
    expect(excluded).toEqual({ diagnostic: 1, preSurgical: 1 });
    expect(groups[0]?.injections).toBe(34);
    expect(groups[0]).toMatchObject({ missingBaseline: 1, evaluable: 33, label: 'All injections' });
  });

  it('names the definition and its version, and judges by the other threshold when asked', async () => {
    const { definition, choices } = await report({ definition: 'relief30' });
    expect(definition).toMatchObject({ name: 'relief30', version: '1', effectiveFrom: '2024-01-01' });
    expect(definition.sentence).toContain('30 %');
    expect(choices.versions).toEqual(['1']);
    expect((await report({ version: '0' })).groups).toEqual([]);
  });

  it('calls groups by ordinal by who is in them, and tells steroid from none', async () => {
    expect((await report({ compare: 'ordinal' })).groups.map(({ label }) => label)).toEqual([
      'Patients who reached injection 1',
    ]);
    expect(
      (await report({ compare: 'steroid' })).groups.map(({ key, injections }) => [key, injections]),
    ).toEqual([
      ['with', 1],
      ['without', 33],
    ]);
  });

  it('counts complications by tier and grade, adherence and the sources of the baselines', async () => {
    const { complications, adherence, baselineSources } = await group({ sedation: 'none' });
    expect(complications.map(({ code, tier, grade, injections }) => [code, tier, grade, injections])).toEqual(
      [
        ['bruising', 'common', 1, 2],
        ['headache', 'less-common', 2, 1],
      ],
    );
    expect(adherence.askedDays).toBe(13 * 14);
    expect(adherence.share).toBeCloseTo(adherence.answeredDays / (13 * 14), 12);
    expect(baselineSources).toEqual([
      { source: 'check-in', count: 12 },
      { source: 'missing', count: 1 },
    ]);
  });

  it('answers anew as soon as a figure changed, and says how many are waiting', async () => {
    const before = await report({ sedation: 'moderate' });
    const id = await given(practiceId, treatment, { relievedUntil: 3, sedation: 'moderate' });
    expect((await report({ sedation: 'moderate' })).pending).toBe(1);
    await test.app.get(ReliefFigures).round();
    const after = await report({ sedation: 'moderate' });
    expect([before.groups[0]?.injections, after.groups[0]?.injections, after.pending]).toEqual([9, 10, 0]);
    await inPractice(test, practiceId, (tx) =>
      tx.query(`UPDATE injection SET status = 'entered-in-error' WHERE id = $1`, [id]),
    );
    await test.app.get(ReliefFigures).round();
    expect((await report({ sedation: 'moderate' })).groups[0]?.injections).toBe(9);
  });

  it.each([
    ['injections', {}, 34],
    ['evaluable', {}, 33],
    ['ongoing', {}, 1],
    ['responder', { sedation: 'none' }, 6],
    ['non-responder', { sedation: 'none' }, 6],
    ['missing-baseline', {}, 1],
    ['diagnostic', {}, 1],
    ['pre-surgical', {}, 1],
    ['complication', { of: 'bruising/1' }, 2],
    ['quality', { of: 'A', sedation: 'none' }, 12],
    ['baseline-source', { of: 'missing' }, 1],
    ['injections', { compare: 'sedation', group: 'deep' }, 12],
  ])('opens the rows of %s %o', async (figure, query, count) => {
    const rows = await everyRow({ figure, ...query });
    expect(rows).toHaveLength(count);
    expect(new Set(rows.map((row) => row.injectionId)).size).toBe(count);
    expect(rows.every(({ definition, version }) => definition === 'relief50' && version === '1')).toBe(true);
  });

  it.each([
    ['a range that ends before it begins', { from: '2026-02-01', to: '2026-01-01' }, 422],
    ['a dimension that is none', { compare: 'patient_id; DROP TABLE session' }, 422],
    ['a figure that is none', { figure: 'everything' }, 422],
    ['a cursor that is not its own', { figure: 'injections', after: 'nonsense' }, 400],
  ])('refuses %s', async (_story, query, status) => {
    expect((await get('relief/injections', { figure: 'injections', ...query })).status).toBe(status);
  });
});

describe('who sees whose relief', () => {
  const reads = () =>
    test.database.rows<{ patient_ids: string[]; change: { report: string; as: string } }>(
      `SELECT patient_ids, change FROM audit_event WHERE practice_id = $1 AND resource = 'report' ORDER BY sequence`,
      [practiceId],
    );

  it('a physician sees names, and the trail has whose rows were opened', async () => {
    const before = await reads();
    const rows: ReliefPageView = (await get('relief/injections', { figure: 'diagnostic' }).expect(200)).body;
    expect(rows.injections[0]).toMatchObject({ patientName: expect.any(String), mrn: expect.any(String) });
    const [event] = (await reads()).slice(before.length);
    expect(event?.patient_ids).toHaveLength(1);
    expect(event?.change).toMatchObject({ report: 'relief', as: 'page', figure: 'diagnostic' });
  });

  it('an administrator sees figures, rows without names, and no rows of fewer than ten', async () => {
    expect((await report({}, administrator)).groups[0]?.injections).toBe(34);
    const rows = await everyRow({ figure: 'injections' }, administrator);
    expect(rows).toHaveLength(34);
    const own = rows.flatMap((row) => [
      row.patientName,
      row.patientId,
      row.mrn,
      row.injectionId,
      row.seriesId,
      row.at,
    ]);
    expect(new Set(own)).toEqual(new Set([null]));
    const few: ReliefPageView = (await get('relief/injections', { figure: 'diagnostic' }, administrator))
      .body;
    expect(few).toEqual({ injections: [], next: null, withheld: true });
    const file = (await get('relief/injections.csv', { figure: 'injections' }, administrator).expect(200))
      .text;
    const [head = [], ...lines]: string[][] = parse(file, { bom: true });
    expect(lines).toHaveLength(34);
    expect(head).not.toContain('patient');
    expect(file).not.toContain('HYPERLINK');
  });

  it.each(['scheduler', 'nurse', 'auditor'] as const)('a %s sees none of it', async (role) => {
    const member = await givenMember(test, practiceId, role);
    const paths = ['', '.csv', '/bounds', '/curve.csv', '/coverage.csv', '/injections', '/injections.csv'];
    for (const path of paths.map((rest) => `relief${rest}`))
      expect([path, (await get(path, { figure: 'injections' }, member)).status]).toEqual([path, 403]);
  });

  it('lets no spreadsheet execute a name', async () => {
    const { text } = await get('relief/injections.csv', { figure: 'injections' }).expect(200);
    const lines: string[][] = parse(text, { bom: true });
    const cells = lines.flat();
    expect(cells.filter((cell) => cell.includes('HYPERLINK'))).toEqual([`'${formula}, Jane`]);
  });
});
