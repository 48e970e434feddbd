import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { v7 as uuid } from 'uuid';
import type { VolumeDimension, VolumeMeasure, VolumeView } from '@lull/contracts';
import { inPractice } from '../../testing/given-care.js';
import { givenCourse, type GivenCourse } from '../../testing/given-outcomes.js';
import { givenTreatment, type GivenTreatment } from '../../testing/given-treatment.js';
import { givenVisits, rawCounts, rawKeys } from '../../testing/given-volume.js';
import {
  givenMember,
  givenPractice,
  startTestApp,
  type GivenMember,
  type TestApp,
} from '../../testing/test-app.js';
import { VolumeRepository } from './volume.repository.js';
import { VolumeSummaryRepository } from './volume-summary.repository.js';
import { sumUpVolume } from './volume-summary.service.js';

let test: TestApp;
let practiceId: string;
let treatment: GivenTreatment;
let course: GivenCourse;
let sessions: string[];
let physician: GivenMember;
let administrator: GivenMember;

beforeAll(async () => {
  test = await startTestApp();
  practiceId = await givenPractice(test);
  treatment = await givenTreatment(test, practiceId);
  physician = await givenMember(test, practiceId, 'physician');
  administrator = await givenMember(test, practiceId, 'administrator');
  course = await givenCourse(test, practiceId, treatment, { side: 'both', purpose: 'diagnostic' });
  sessions = await givenVisits(test, practiceId, treatment, course);
  await givenVisits(test, practiceId, treatment, await givenCourse(test, practiceId, treatment));
  const elsewhere = await givenPractice(test, 'Elsewhere');
  const other = await givenTreatment(test, elsewhere);
  await givenVisits(test, elsewhere, other, await givenCourse(test, elsewhere, other));
});
afterAll(() => test.close());

const dimensions = Object.keys(rawKeys) as VolumeDimension[];
const whole = { from: '2026-01-01', to: '2026-06-30' };
/** Begins and ends within a month, and has whole months between. */
const part = { from: '2026-01-31', to: '2026-03-12' };

const summary = new VolumeSummaryRepository();
const volume = new VolumeRepository();
const sumUp = () => sumUpVolume(test.door, summary, practiceId, (tx) => summary.due(tx, 100));
const notes = async (): Promise<number> =>
  (await test.database.rows(`SELECT 1 FROM volume_due WHERE practice_id = $1`, [practiceId])).length;
const kept = () =>
  test.database.rows(
    `SELECT measure, by, split, month::text, clinic_id, row_key, column_key, count FROM volume_summary
      WHERE practice_id = $1 ORDER BY 1, 2, 3, 4, 5, 6, 7`,
    [practiceId],
  );

async function ask(query: object, as = physician): Promise<VolumeView> {
  return (await test.as(as).get('/api/v1/reports/volume').query(query).expect(200)).body;
}

/** What the report counts, and what a count by hand says: `measure by/split: row, column, count`. */
async function compared(
  measure: VolumeMeasure,
  by: VolumeDimension,
  split: VolumeDimension,
  range: typeof whole,
): Promise<{ said: string[]; counted: string[] }> {
  const found = await inPractice(test, practiceId, (tx) =>
    volume.counts(tx, { measure, clinicId: null, ...range }, by, split),
  );
  const counted = await rawCounts(test, practiceId, measure, by, split, range);
  const line = (...each: readonly unknown[]) => `${measure} ${by}/${split}: ${each.join(', ')}`;
  return {
    said: found.map(({ rowKey, columnKey, count }) => line(rowKey, columnKey, count)).toSorted(),
    counted: counted.map(({ row, column, count }) => line(row, column, count)).toSorted(),
  };
}

/** Every pair of dimensions, of both measures. */
async function expectTrue(range: typeof whole): Promise<void> {
  for (const measure of ['sessions', 'injections'] as const)
    for (const [index, by] of dimensions.entries())
      for (const split of dimensions.slice(index + 1)) {
        const days = [by, split].includes('day') ? { from: range.from, to: '2026-03-31' } : range;
        const { said, counted } = await compared(measure, by, split, days);
        expect(said).toEqual(counted);
      }
}

describe('the summary of volume', () => {
  it('has nothing at first, and the report counts the rows all the same', async () => {
    expect([await kept(), await notes()]).toEqual([[], expect.any(Number)]);
    expect((await ask({ measure: 'sessions', by: 'month', ...whole })).total).toBe(12);
  });

  it('says of every two dimensions what the rows say, in whole months and in parts of them', async () => {
    await sumUp();
    expect(await notes()).toBe(0);
    await expectTrue(whole);
    await expectTrue(part);
  });

  it('is what answers: a figure that was put there wrongly is seen', async () => {
    await test.database.rows(
      `UPDATE volume_summary SET count = count + 100 WHERE practice_id = $1 AND measure = 'sessions' AND by = '' AND month = '2026-03-01'`,
      [practiceId],
    );
    expect((await ask({ measure: 'sessions', by: 'month', ...whole })).total).toBe(112);
    await sumUpVolume(test.door, summary, practiceId, (tx) => summary.all(tx));
    expect((await ask({ measure: 'sessions', by: 'month', ...whole })).total).toBe(12);
  });

  it('is made anew to the same rows', async () => {
    const before = await kept();
    expect(before.length).toBeGreaterThan(200);
    await sumUpVolume(test.door, summary, practiceId, (tx) => summary.all(tx));
    expect(await kept()).toEqual(before);
  });

  const changes: readonly (readonly [string, () => Promise<unknown>])[] = [
    [
      'a session moves to another month',
      () => change(`UPDATE session SET starts_at = '2026-02-10T15:00:00Z' WHERE id = $1`, sessions[5]),
    ],
    [
      'a session is cancelled',
      () =>
        change(
          `UPDATE session SET state = 'cancelled', cancel_reason = 'infection' WHERE id = $1`,
          sessions[5],
        ),
    ],
    [
      'a session gets another sedation',
      () => change(`UPDATE session SET sedation = 'deep' WHERE id = $1`, sessions[0]),
    ],
    ['another physician takes a session', () => anotherPhysician(sessions[1])],
    [
      'an injection was entered in error',
      () =>
        change(
          `UPDATE injection SET status = 'entered-in-error' WHERE session_id = $1 AND side = 'left'`,
          sessions[0],
        ),
    ],
    [
      'a needle-out is corrected into another month',
      () =>
        change(
          `UPDATE injection SET needle_in_at = NULL, needle_out_at = '2026-04-02T15:00:00Z' WHERE session_id = $1`,
          sessions[2],
        ),
    ],
    [
      'a series gets another purpose',
      () => change(`UPDATE injection_series SET purpose = 'pre-surgical' WHERE id = $1`, course.seriesId),
    ],
    [
      'a condition is named otherwise',
      () =>
        change(
          `UPDATE condition SET label = 'Otherwise' WHERE id = (SELECT condition_id FROM injection_series WHERE id = $1)`,
          course.seriesId,
        ),
    ],
    ['a payer authorises a session', () => authorise()],
    [
      'a payer is named otherwise',
      () => change(`UPDATE authorisation SET payer = 'Slate Mutual' WHERE series_id = $1`, course.seriesId),
    ],
    [
      'a clinic keeps another zone',
      () => change(`UPDATE clinic SET time_zone = 'Pacific/Auckland' WHERE id = $1`, treatment.clinicId),
    ],
    [
      'a further course is brought in',
      async () =>
        givenVisits(
          test,
          practiceId,
          treatment,
          await givenCourse(test, practiceId, treatment, { purpose: 'diagnostic' }),
        ),
    ],
  ];

  it.each(changes)('is never behind: %s', async (_story, happens) => {
    await sumUp();
    const before = await kept();
    await happens();
    // At once from the rows, and later from the summary.
    expect(await notes()).toBeGreaterThan(0);
    await expectEachTrue();
    await sumUp();
    expect(await kept()).not.toEqual(before);
    await expectEachTrue();
  });

  async function expectEachTrue(): Promise<void> {
    for (const by of dimensions) {
      const range = by === 'day' ? { from: '2026-01-31', to: '2026-04-30' } : whole;
      for (const measure of ['sessions', 'injections'] as const) {
        const { said, counted } = await compared(measure, by, by === 'status' ? 'month' : 'status', range);
        expect(said).toEqual(counted);
      }
    }
  }
  async function change(statement: string, id: string | undefined): Promise<void> {
    await inPractice(test, practiceId, (tx) => tx.query(statement, [id]));
  }
  async function anotherPhysician(sessionId: string | undefined): Promise<void> {
    const id = uuid();
    await inPractice(test, practiceId, async (tx) => {
      await tx.query(
        `INSERT INTO resource (practice_id, id, kind, name) VALUES ($1, $2, 'physician', 'Dr. Wren Castellan')`,
        [practiceId, id],
      );
      await tx.query(`UPDATE session SET physician_id = $2 WHERE id = $1`, [sessionId, id]);
    });
  }
  async function authorise(): Promise<void> {
    const id = uuid();
    await inPractice(test, practiceId, async (tx) => {
      await tx.query(
        `INSERT INTO authorisation (practice_id, id, patient_id, series_id, payer, number, side, codes, units, valid_from, valid_to)
         VALUES ($1, $2, $3, $4, 'Fern Health', 'A-1', 'both', '{64520}', 9, '2026-01-01', '2026-12-31')`,
        [practiceId, id, course.patient.id, course.seriesId],
      );
      await tx.query(
        `INSERT INTO authorisation_unit (practice_id, id, authorisation_id, session_id, patient_id) VALUES ($1, gen_random_uuid(), $2, $3, $4)`,
        [practiceId, id, sessions[0], course.patient.id],
      );
    });
  }
});

describe('the period before', () => {
  it('has as many months as a range of whole months, each beside the month at its place', async () => {
    const view = await ask({
      measure: 'sessions',
      by: 'month',
      from: '2026-04-01',
      to: '2026-06-30',
      compare: 'before',
    });
    const [row] = await test.database.rows<{ count: number }>(
      `SELECT count(*)::int AS count FROM session s JOIN clinic c ON c.id = s.clinic_id
        WHERE s.practice_id = $1 AND (s.starts_at AT TIME ZONE c.time_zone)::date BETWEEN '2026-01-01' AND '2026-03-31'`,
      [practiceId],
    );
    expect(view.before).toEqual({ from: '2026-01-01', to: '2026-03-31', total: row?.count });
    expect(view.rows.reduce((sum, each) => sum + (each.before ?? NaN), 0)).toBe(row?.count);
  });

  it('has as many days as any other range', async () => {
    const view = await ask({
      measure: 'sessions',
      by: 'status',
      from: '2026-03-10',
      to: '2026-03-19',
      compare: 'before',
    });
    expect(view.before).toMatchObject({ from: '2026-02-28', to: '2026-03-09' });
  });
});

describe('small numbers, for who sees no clinical detail of a person', () => {
  it('are withheld by purpose, by side and by condition, and the totals still add up', async () => {
    for (const split of ['purpose', 'side', 'condition'] as const) {
      const asked = { measure: 'injections', by: 'month', split, ...whole };
      const [theirs, whole_] = [await ask(asked, administrator), await ask(asked)];
      expect([theirs.leastShown, whole_.leastShown]).toEqual([5, null]);
      expect(theirs.rows.map(({ total }) => total)).toEqual(whole_.rows.map(({ total }) => total));
      expect(theirs.total).toBe(whole_.total);
      const small = theirs.rows
        .flatMap(({ counts }) => counts)
        .filter((count) => count !== null && count > 0 && count < 5);
      expect(small).toEqual([]);
      expect(theirs.rows.flatMap(({ counts }) => counts)).toContain(null);
      expect(whole_.rows.flatMap(({ counts }) => counts)).not.toContain(null);
    }
  });

  it('stand in no file either, and the words of a clinical reason in no row', async () => {
    const file = await test
      .as(administrator)
      .get('/api/v1/reports/volume.csv')
      .query({ measure: 'injections', by: 'month', split: 'purpose', ...whole })
      .expect(200);
    expect(file.text).toContain('withheld');
    const rows = { measure: 'sessions', by: 'month', ...whole };
    for (const path of ['volume/sessions', 'volume/sessions.csv']) {
      const [theirs, physicians] = await Promise.all(
        [administrator, physician].map(
          async (as) => (await test.as(as).get(`/api/v1/reports/${path}`).query(rows).expect(200)).text,
        ),
      );
      expect(theirs).toContain('clinical-reason');
      expect(theirs).not.toContain('infection');
      expect(physicians).toContain('infection');
    }
  });
});
