import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { turnbullByPatient } from '@lull/domain';
import type { ReliefBoundsView, ReliefPageView, ReliefReportView } from '@lull/contracts';
import { givenCourse, givenInjection, givenSession, hour } from '../../testing/given-outcomes.js';
import { givenReliefStory } from '../../testing/given-relief-story.js';
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

/** Daily diaries unsedated, weekly ones with deep sedation, too few of moderate, and few lapses of minimal sedation. */
beforeAll(async () => {
  test = await startTestApp();
  practiceId = await givenPractice(test);
  treatment = await givenTreatment(test, practiceId);
  physician = await givenMember(test, practiceId, 'physician');
  const given = (story: Parameters<typeof givenReliefStory>[3]) =>
    givenReliefStory(test, practiceId, treatment, story);
  for (let until = 1; until <= 12; until += 1) await given({ relievedUntil: 3 * until });
  for (let until = 1; until <= 5; until += 1) await given({ relievedUntil: until, sedation: 'moderate' });
  for (let weeks = 0; weeks < 14; weeks += 1)
    await given({
      relievedUntil: 7 * (1 + (weeks % 4)),
      every: 7,
      sedation: 'deep',
      followed: weeks % 6 !== 0,
    });
  for (let until = 1; until <= 11; until += 1)
    await given({ relievedUntil: until, sedation: 'minimal', followed: until <= 2 });
  await test.app.get(ReliefFigures).round();
});
afterAll(() => test.close());

const range = { from: '2026-01-01', to: '2026-06-30' };
const get = (path: string, query: object) =>
  test
    .as(physician)
    .get(`/api/v1/reports/${path}`)
    .query({ ...range, ...query });
const report = async (query: object): Promise<ReliefReportView> =>
  (await get('relief', query).expect(200)).body;
const bounds = async (query: object): Promise<ReliefBoundsView> =>
  (await get('relief/bounds', query).expect(200)).body;
const lines = async (path: string, query: object): Promise<Record<string, string>[]> =>
  parse((await get(path, query).expect(200)).text, { bom: true, columns: true });
const rowsOf = async (query: object): Promise<number> => {
  const page: ReliefPageView = (await get('relief/injections', { ...query, limit: 100 }).expect(200)).body;
  return page.injections.length;
};

describe('every number of the drawing', () => {
  it.each(['none', 'deep'])('under the axis opens as many rows as it says, sedation %s', async (sedation) => {
    const [group] = (await report({ sedation })).groups;
    const under = group?.duration?.underAxis ?? [];
    expect(under.length).toBeGreaterThan(3);
    for (const { day, atRisk, censored, lapsed } of under)
      for (const [figure, count] of [
        ['at-risk', atRisk],
        ['censored-before', censored],
        ['lapsed-before', lapsed],
      ] as const)
        expect([figure, day, await rowsOf({ sedation, figure, of: String(day) })]).toEqual([
          figure,
          day,
          count,
        ]);
  });

  it('that is a rate opens those that were judged', async () => {
    const [group] = (await report({ sedation: 'none' })).groups;
    const judged = (group?.response.responders ?? 0) + (group?.response.nonResponders ?? 0);
    expect(judged).toBe(12);
    expect(await rowsOf({ sedation: 'none', figure: 'judged' })).toBe(judged);
  });

  it.each(['', '1.5', '-1', 'soon'])('has a day: "%s" is refused', async (of) => {
    expect((await get('relief/injections', { figure: 'at-risk', of })).status).toBeGreaterThanOrEqual(400);
    expect((await get('relief/injections', { figure: 'at-risk', of })).status).toBeLessThan(500);
  });
});

describe('the bounds of what intervals tell', () => {
  it('are those of a thousand draws of the patients, and of groups with sparse diaries alone', async () => {
    const { groups, definition } = await bounds({ compare: 'sedation' });
    expect(definition).toEqual({ name: 'relief50', version: '1' });
    expect(groups.map(({ key }) => key)).toEqual(['deep']);
    const [bound] = groups;
    const page: ReliefPageView = (
      await get('relief/injections', { figure: 'evaluable', sedation: 'deep', limit: 100 })
    ).body;
    const expected = turnbullByPatient(
      page.injections.map(({ patientId, lowerDays, upperDays }) => ({
        patient: patientId ?? '',
        lower: lowerDays ?? 0,
        upper: upperDays,
      })),
      { days: bound?.band.map(([day]) => day) ?? [], shares: [0.5] },
    );
    expect(bound).toEqual({
      key: 'deep',
      patients: 14,
      draws: 1_000,
      median: { from: expected?.quantiles[0]?.left, to: expected?.quantiles[0]?.right },
      band: expected?.survival.map(({ days, lower, upper }) => [days, lower, upper]),
    });
    const median = (await report({ sedation: 'deep' })).groups[0]?.duration?.sparse.median;
    expect(bound?.median.from).toBeLessThanOrEqual(median?.from ?? -1);
    expect(bound?.median.to ?? Infinity).toBeGreaterThanOrEqual(median?.to ?? Infinity);
  });

  it('are the same however often they are asked for, and of the group alone as of the comparison', async () => {
    const first = await bounds({ sedation: 'deep', intervalDays: 10 });
    expect(await bounds({ sedation: 'deep', intervalDays: 21 })).toEqual(first);
    const [compared] = (await bounds({ compare: 'sedation' })).groups;
    expect(first.groups[0]?.median).toEqual(compared?.median);
  });

  it('are not given where fewer than three lapses were seen: no band and no interval of the median', async () => {
    const [group] = (await report({ sedation: 'minimal' })).groups;
    expect([group?.evaluable, group?.lapsed, group?.duration?.interval]).toEqual([11, 2, false]);
    expect(group?.duration?.steps.flatMap(([, , lower, upper]) => [lower, upper])).toEqual(
      Array.from({ length: 4 }, () => null),
    );
    expect(group?.duration?.median).toMatchObject({ lower: null, upper: null });
  });
});

describe('the numbers of a drawing as a file', () => {
  it('are the steps of the curves, Turnbull with its band where diaries are sparse, none of too few', async () => {
    const query = { compare: 'sedation' };
    const all = await lines('relief/curve.csv', query);
    const { groups } = await report(query);
    expect(new Set(all.map(({ group }) => group))).toEqual(
      new Set(['No sedation', 'Minimal sedation', 'Deep sedation']),
    );
    for (const { label, duration } of groups.filter((each) => each.duration !== null)) {
      const own = all.filter(({ group, estimate }) => group === label && estimate === 'kaplan-meier');
      expect(
        own
          .filter(({ lapsed }) => lapsed !== '0')
          .map((line) => [Number(line['from_day']), Number(Number(line['share_relieved']).toFixed(6))]),
      ).toEqual(duration?.steps.map(([day, share]) => [day, share]));
    }
    const of = (estimate: string) => all.filter((line) => line['estimate'] === estimate);
    expect(new Set(of('turnbull').map(({ group }) => group))).toEqual(new Set(['Deep sedation']));
    expect(of('turnbull-by-patient').length).toBeGreaterThan(10);
  });

  it('are the coverage of every interval up to twelve weeks, the same as in the table', async () => {
    const all = await lines('relief/coverage.csv', { sedation: 'none' });
    expect(all.map((line) => Number(line['interval_days']))).toEqual(
      Array.from({ length: 84 }, (_, index) => index + 1),
    );
    for (const { intervalDays, share, lower, upper } of (await report({ sedation: 'none' })).groups[0]
      ?.duration?.expectedCoverage ?? []) {
      const line = all.find((each) => Number(each['interval_days']) === intervalDays);
      expect(Number(line?.['coverage'])).toBeCloseTo(share, 5);
      expect(Number(line?.['lower_95'])).toBeCloseTo(lower, 5);
      expect(Number(line?.['upper_95'])).toBeCloseTo(upper, 5);
    }
  });

  it.each(['relief.csv', 'relief/curve.csv', 'relief/coverage.csv', 'relief/injections.csv'])(
    'and %s name the definition and its version in their name and in every line',
    async (path) => {
      const rows = path.endsWith('injections.csv') ? { figure: 'injections' } : {};
      const query = { ...rows, definition: 'relief30' };
      const answer = await get(path, query).expect(200);
      expect(answer.headers['content-disposition']).toContain('relief30-v1');
      const found: Record<string, string>[] = parse(answer.text, { bom: true, columns: true });
      expect(found.length).toBeGreaterThan(0);
      for (const line of found)
        expect([line['definition'], line['definition_version']]).toEqual(['relief30', '1']);
    },
  );
});

it('a patient more of whom nothing was seen leaves every curve, rate and bound as it was, and is counted', async () => {
  const [before] = (await report({ sedation: 'deep' })).groups;
  const drawn = await bounds({ sedation: 'deep' });
  const course = await givenCourse(test, practiceId, treatment);
  const at = Date.parse('2026-03-02T15:00:00Z');
  const sessionId = await givenSession(test, practiceId, treatment, course, {
    at,
    state: 'discharged',
    sedation: 'deep',
  });
  await givenInjection(test, practiceId, course, sessionId, at + hour / 2);
  await test.app.get(ReliefFigures).round();
  const [after] = (await report({ sedation: 'deep' })).groups;
  expect(after?.injections).toBe((before?.injections ?? 0) + 1);
  expect([after?.evaluable, after?.duration, after?.response.rate]).toEqual([
    before?.evaluable,
    before?.duration,
    before?.response.rate,
  ]);
  expect(await bounds({ sedation: 'deep' })).toEqual(drawn);
});
