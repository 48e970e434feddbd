import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { trendAcross, turnbullByPatient, wilsonInterval, type PatientLapse } from '@lull/domain';
import { goodBook } from '../../testing/given-book.js';
import { givenPractice, startTestApp, type TestApp } from '../../testing/test-app.js';
import { BookImport } from '../interop/book-import.service.js';
import { ReliefFigures } from './relief-figures.js';

/** What the book was generated with: clinical reference 4, the preset of a general clinic. */
const generated = { response: 0.61, firstLastsSevenDays: 0.85, timeRatio: Math.exp(0.15) };

interface BookLapse extends PatientLapse {
  /** Relief that outlasted the anaesthetic: what the generator calls a response. */
  readonly sustained: boolean;
  readonly next: number | null;
}

let test: TestApp;
let lapses: readonly BookLapse[];
let responded: readonly BookLapse[];
const printed: string[] = [];

beforeAll(async () => {
  test = await startTestApp();
  const practiceId = await givenPractice(test);
  const asWritten = { check: false, skipFaulty: false, shiftToToday: false };
  await test.app.get(BookImport).run(practiceId, goodBook, asWritten);
  await test.app.get(ReliefFigures).round();
  lapses = await test.database.rows<BookLapse>(
    `SELECT patient_id::text AS patient, ordinal, lower_minutes / 1440::float8 AS lower, upper_minutes / 1440::float8 AS upper,
            (upper_minutes IS NULL OR upper_minutes > 2880) AS sustained, next_minutes / 1440::float8 AS next
       FROM injection_relief
      WHERE practice_id = $1 AND definition = 'relief50' AND status = 'evaluable' AND purpose = 'therapeutic'
      ORDER BY injection_id`,
    [practiceId],
  );
  responded = lapses.filter(({ sustained }) => sustained);
}, 200_000);
afterAll(async () => {
  process.stdout.write(`${printed.join('\n')}\n`);
  await test.close();
});

describe('what the book was generated with, recovered from its scores', () => {
  it('the share of injections that gave relief beyond the anaesthetic: its 95 % interval holds 0.61', () => {
    const { lower, upper } = wilsonInterval(responded.length, lapses.length);
    printed.push(
      `response share ${(responded.length / lapses.length).toFixed(3)} (${lower.toFixed(3)} to ${upper.toFixed(3)}), generated with ${generated.response}`,
    );
    expect(lapses.length).toBeGreaterThan(2_000);
    expect(lower).toBeLessThan(generated.response);
    expect(upper).toBeGreaterThan(generated.response);
  });

  it('the share of first responses that lasted seven days: its 95 % interval holds 0.85', () => {
    const first = responded.filter(({ ordinal }) => ordinal === 1);
    const [seven] = turnbullByPatient(first, { days: [7], shares: [], draws: 400 })?.survival ?? [];
    printed.push(
      `first responses of at least 7 days ${seven?.lower.toFixed(3)} to ${seven?.upper.toFixed(3)} of ${first.length}, generated with ${generated.firstLastsSevenDays}`,
    );
    expect(seven?.lower).toBeLessThan(generated.firstLastsSevenDays);
    expect(seven?.upper).toBeGreaterThan(generated.firstLastsSevenDays);
    expect((seven?.upper ?? 1) - (seven?.lower ?? 0)).toBeLessThan(0.15);
  });

  /**
   * The size is not recovered, and why is open. Part of it: check-ins before an injection are at the level of a baseline
   * whatever the diary said the day before, so that relief which stood is read as a lapse; counted as still standing they
   * do not bring the size back.
   */
  it('the trend within patients: its direction, not its size', () => {
    const trend = trendAcross(responded);
    if (trend.kind !== 'fitted') throw new Error(`No trend: ${trend.kind}.`);
    const { timeRatio, interval } = trend;
    const followed = responded.filter(({ next }) => next !== null);
    const cutOff = followed.filter(
      ({ next, upper }) => next !== null && upper !== null && next - upper < 0.5,
    );
    printed.push(
      `time ratio per injection ${timeRatio.toFixed(3)} (${interval.lower.toFixed(3)} to ${interval.upper.toFixed(3)}), generated with ${generated.timeRatio.toFixed(3)}; ${cutOff.length} of ${followed.length} responses with a next injection end at its check-in`,
    );
    expect(interval.lower).toBeGreaterThan(1);
    expect(timeRatio).toBeLessThan(generated.timeRatio);
    expect(cutOff.length / followed.length).toBeGreaterThan(0.25);
  });
});
