import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  currentReliefDefinitions,
  lapseInDays,
  reliefTarget,
  seriesRelief,
  sidesOf,
  trendAcross,
  turnbullByPatient,
  wilsonInterval,
  type PatientLapse,
  type ReliefDefinition,
  type NumericEntry,
  type ScoreEntry,
  type SeriesReliefFacts,
} from '@lull/domain';
import { Database } from '../../platform/database/database.js';
import { goodBook } from '../../testing/given-book.js';
import { givenPractice, startTestApp, type TestApp } from '../../testing/test-app.js';
import { BookImport } from '../interop/book-import.service.js';
import { ReliefFigures } from './relief-figures.js';
import { ReliefFiguresRepository, type FigureRecords } from './relief-figures.repository.js';

/** What the book was generated with: clinical reference 6, the preset of a general clinic. */
const generated = { response: 0.61, firstLastsSevenDays: 0.85, timeRatio: Math.exp(0.15) };

const day = 1440;
const { primary } = currentReliefDefinitions;
/** Relief beyond this is the injection's own: what the generator calls a response. */
const sustainedFrom = primary.sustainedFrom / day;

interface BookTarget extends SeriesReliefFacts {
  readonly patient: string;
}

let test: TestApp;
/** As they are kept beside the injections: every figure of the product comes from them. */
let kept: readonly PatientLapse[];
let targets: readonly BookTarget[];
const printed: string[] = [];

beforeAll(async () => {
  test = await startTestApp();
  const practiceId = await givenPractice(test);
  const asWritten = { check: false, skipFaulty: false, shiftToToday: false };
  await test.app.get(BookImport).run(practiceId, goodBook, asWritten);
  await test.app.get(ReliefFigures).round();
  kept = await test.database.rows<PatientLapse>(
    `SELECT patient_id::text AS patient, ordinal, lower_minutes / 1440::float8 AS lower, upper_minutes / 1440::float8 AS upper
       FROM injection_relief
      WHERE practice_id = $1 AND definition = 'relief50' AND status = 'evaluable' AND purpose = 'therapeutic'
      ORDER BY injection_id`,
    [practiceId],
  );
  targets = (await recordsOf(practiceId)).flatMap(therapeuticTargets);
}, 200_000);
afterAll(async () => {
  process.stdout.write(`${printed.join('\n')}\n`);
  await test.close();
});

async function recordsOf(practiceId: string): Promise<readonly FigureRecords[]> {
  const repository = test.app.get(ReliefFiguresRepository);
  return test.app
    .get(Database)
    .run({ kind: 'system', practiceId, purpose: 'maintenance' }, async (tx) =>
      repository.records(tx, await repository.patientsAfter(tx, null, 10_000)),
    );
}

function therapeuticTargets(records: FigureRecords): readonly BookTarget[] {
  return records.series
    .filter(({ purpose }) => purpose === 'therapeutic')
    .flatMap((series) =>
      sidesOf(series).map((side) => {
        const { own, injections, entries } = reliefTarget(records, series, side);
        return { patient: records.patientId, injections: injections.slice(0, own.length), entries };
      }),
    );
}

function judged(read: readonly BookTarget[], definition: ReliefDefinition): readonly PatientLapse[] {
  return read.flatMap((target) =>
    seriesRelief(target, { primary: definition, secondary: definition }).flatMap(
      ({ ordinal, primary: by }) =>
        by.relief.status === 'evaluable'
          ? [{ patient: target.patient, ordinal, ...lapseInDays(by.relief.duration) }]
          : [],
    ),
  );
}

/** What there is to say, and whether the interval holds what it should: printed beside each other. */
function trendOf(lapses: readonly PatientLapse[], reading: string) {
  const trend = trendAcross(lapses);
  if (trend.kind !== 'fitted') throw new Error(`No trend: ${trend.kind}.`);
  const { timeRatio, interval, patients, injections, censored } = trend;
  printed.push(
    `time ratio per injection, ${reading}: ${timeRatio.toFixed(3)} (${interval.lower.toFixed(3)} to ${interval.upper.toFixed(3)}) from ${injections} injections of ${patients} patients, ${censored} censored; generated with ${generated.timeRatio.toFixed(3)}`,
  );
  return trend;
}

describe('what the book was generated with, recovered from its scores', () => {
  it('the share of injections that gave relief beyond the anaesthetic: 0.61 within what the looks leave open', () => {
    const sure = kept.filter(({ lower }) => lower >= sustainedFrom).length;
    const possible = kept.filter(({ upper }) => upper === null || upper > sustainedFrom).length;
    const [least, most] = [wilsonInterval(sure, kept.length), wilsonInterval(possible, kept.length)];
    printed.push(
      `response share ${(possible / kept.length).toFixed(3)} (${most.lower.toFixed(3)} to ${most.upper.toFixed(3)}), seen beyond doubt ${(sure / kept.length).toFixed(3)} (${least.lower.toFixed(3)} to ${least.upper.toFixed(3)}), of ${kept.length}; generated with ${generated.response}`,
    );
    expect(kept.length).toBeGreaterThan(2_000);
    expect(most.lower).toBeLessThan(generated.response);
    expect(most.upper).toBeGreaterThan(generated.response);
    expect((possible - sure) / kept.length).toBeLessThan(0.02);
  });

  it('the share of first responses that lasted seven days: its 95 % interval holds 0.85', () => {
    const first = kept.filter(
      ({ ordinal, upper }) => ordinal === 1 && (upper === null || upper > sustainedFrom),
    );
    const [seven] = turnbullByPatient(first, { days: [7], shares: [], draws: 400 })?.survival ?? [];
    printed.push(
      `first responses of at least 7 days ${seven?.lower.toFixed(3)} to ${seven?.upper.toFixed(3)} of ${first.length}; generated with ${generated.firstLastsSevenDays}`,
    );
    expect(seven?.lower).toBeLessThan(generated.firstLastsSevenDays);
    expect(seven?.upper).toBeGreaterThan(generated.firstLastsSevenDays);
    expect((seven?.upper ?? 1) - (seven?.lower ?? 0)).toBeLessThan(0.15);
  });

  it('the trend within patients: hardly any as the book reads, for two diaries speak of one limb', () => {
    const { interval } = trendOf(kept, 'as the product reads the book');
    expect(interval.upper).toBeLessThan(1.1);
    // One diary cannot show pain between two looks of relief after the first injection only: a second one does.
    const [first, later] = [painWithinRelief(1), painWithinRelief(2)];
    printed.push(
      `looks of pain between two of relief, of days 3 and later: ${first.pain} of ${first.looks} after first injections, ${later.pain} of ${later.looks} after later ones`,
    );
    expect(first.pain / first.looks).toBeLessThan(0.005);
    expect(later.pain / later.looks).toBeGreaterThan(0.1);
    // What is written at a check-in never differs within a series, whether relief stood the day before or not.
    const checkIns = targets.map((target) => new Set(beforeInjections(target)));
    expect(checkIns.filter(({ size }) => size > 0).length).toBeGreaterThan(700);
    expect(checkIns.filter(({ size }) => size > 1)).toHaveLength(0);
  });

  it('the trend within patients: +15 %, on the days when one diary asks', () => {
    const oneDiary = targets.map(whereOneDiaryAsks);
    trendOf(judged(oneDiary, primary), 'on days when one diary asks');
    const asItWas = trendOf(
      judged(oneDiary, { ...primary, rescuePolicy: 'ignore' }),
      'on days when one diary asks, scores after rescue as they are',
    );
    expect(asItWas.interval.lower).toBeLessThan(generated.timeRatio);
    expect(asItWas.interval.upper).toBeGreaterThan(generated.timeRatio);
    expect(asItWas.interval.lower).toBeGreaterThan(1.05);
  });
});

/** Daily scores of days 3 and later between two others of relief after the same injection, without those under rescue. */
function painWithinRelief(from: 1 | 2): { readonly looks: number; readonly pain: number } {
  const between = targets.flatMap(({ injections, entries }) =>
    injections.flatMap(({ at }, index) => {
      if (from === 1 ? index > 0 : index === 0) return [];
      const until = injections[index + 1]?.at ?? Infinity;
      const baseline = beforeFirst({ injections, entries });
      const looks = entries.flatMap((entry) =>
        entry.kind === 'avg24h' && !entry.rescue && entry.at > at + 3 * day && entry.at <= until
          ? [entry]
          : [],
      );
      const relieved = looks
        .toSorted((a, b) => a.at - b.at || a.value - b.value)
        // Far from any threshold: relief is below three fifths of the pain before, pain is not.
        .map(({ value }) => value <= 0.6 * baseline);
      return relieved.filter((_, look) => relieved[look - 1] === true && relieved[look + 1] === true);
    }),
  );
  return { looks: between.length, pain: between.filter((relieved) => !relieved).length };
}

function beforeFirst(target: SeriesReliefFacts): number {
  return beforeInjections(target)[0] ?? Number.NaN;
}

/** The scores taken in the clinic on the day of an injection, before it. */
function beforeInjections({ injections, entries }: SeriesReliefFacts): readonly number[] {
  return entries.flatMap((entry) => (isCheckIn(entry, injections) ? [entry.value] : []));
}

function isCheckIn(entry: ScoreEntry, injections: SeriesReliefFacts['injections']): entry is NumericEntry {
  return (
    entry.kind === 'now' &&
    entry.atClinic === true &&
    injections.some(({ at, dayStartsAt }) => dayStartsAt <= entry.at && entry.at <= at)
  );
}

/**
 * The looks of which it is known to which injection they speak. A diary asks daily for two weeks and then every three or
 * four days until day 53, whether there is a further injection or not; so a day on which an earlier diary can ask too is
 * left out, and a day of return after a further injection, and what is written at the check-in of one.
 */
function whereOneDiaryAsks(target: BookTarget): BookTarget {
  const { injections } = target;
  const asks = (dayStartsAt: number, at: number): boolean => {
    const since = Math.floor((at - dayStartsAt) / day);
    return since <= 14 || (since <= 53 && [0, 3, 4].includes(since % 7));
  };
  const entries = target.entries.filter((entry) => {
    const at = 'at' in entry ? entry.at : entry.to;
    const earlier = injections.filter((injection) => injection.at < at).slice(0, -1);
    if (!('at' in entry)) return earlier.length === 0;
    if (entry.kind === 'now') return !isCheckIn(entry, injections.slice(1));
    return !earlier.some(({ dayStartsAt }) => asks(dayStartsAt, at));
  });
  return { ...target, entries };
}
