import { describe, expect, it } from 'vitest';
import type { PatientLapse } from '../statistics/lapse-interval.js';
import { trendAcross, type TrendAcross } from '../statistics/relief-model.js';
import { reliefDefinition50 } from './relief-definition.js';
import {
  judgedLapses,
  readWhereOneDiaryAsks,
  syntheticBook,
  trueLapses,
  type SyntheticBook,
  type SyntheticTarget,
} from './synthetic-book.builder.js';

/** Clinical reference 6: relief lasts e^0.15 times as long after each further injection. */
const drawnRatio = Math.exp(0.15);

/** Asked as the product asks: one diary, of the last injection; what the patient feels at each check-in. */
const asAsked: SyntheticBook = {
  patients: 60,
  timeRatio: drawnRatio,
  diaryEnds: 'at-next-injection',
  checkIn: 'as-felt',
  rescued: 0,
  next: 'as-planned',
};
/** What the demonstration clinic's book shows of itself: see the test of the imported book. */
const asTheBook: SyntheticBook = {
  ...asAsked,
  patients: 300,
  diaryEnds: 'never',
  checkIn: 'as-before-the-first',
  rescued: 0.06,
};
const rescueIgnored = { ...reliefDefinition50, rescuePolicy: 'ignore' } as const;
const judged = (targets: readonly SyntheticTarget[]): readonly PatientLapse[] =>
  judgedLapses(targets, reliefDefinition50);

type Fitted = Extract<TrendAcross, { kind: 'fitted' }>;

function trends(
  books: number,
  book: SyntheticBook,
  read: (targets: readonly SyntheticTarget[]) => readonly PatientLapse[],
): readonly Fitted[] {
  return Array.from({ length: books }, (_, seed) => {
    const trend = trendAcross(read(syntheticBook(book, seed + 1)));
    if (trend.kind !== 'fitted') throw new Error(`Not fitted: ${trend.kind}.`);
    return trend;
  });
}

function meanRatio(fits: readonly Fitted[]): number {
  return Math.exp(fits.reduce((sum, { withTrend }) => sum + withTrend.slope, 0) / fits.length);
}

describe(
  'STAT-34: the trend within patients, recovered from diaries of which the truth is known',
  { timeout: 60_000 },
  () => {
    it.for<readonly [string, SyntheticBook]>([
      ['injections as planned', asAsked],
      ['each injection soon after the lapse before', { ...asAsked, next: 'after-lapse' }],
      ['no trend at all', { ...asAsked, timeRatio: 1 }],
    ])('from a book that is asked as Lull asks: %s', async ([, book], { annotate }) => {
      const fits = trends(40, book, judged);
      const { timeRatio } = book;
      const covered = fits.filter(({ interval }) => interval.lower < timeRatio && timeRatio < interval.upper);
      await annotate(
        `drawn with ${timeRatio.toFixed(3)}: ${meanRatio(fits).toFixed(3)}, ${covered.length} of ${fits.length} intervals hold it`,
      );
      expect(covered.length).toBeGreaterThanOrEqual(34);
      expect(Math.abs(meanRatio(fits) - timeRatio)).toBeLessThan(0.025);
    });

    it.for<readonly [string, Partial<SyntheticBook>, number]>([
      ['a check-in that repeats the first', { checkIn: 'as-before-the-first' }, 1.13],
      ['rescue on 6 of 100 looks, whatever the pain', { rescued: 0.06 }, 1.14],
      ['a diary that goes on beside the next one’s', { diaryEnds: 'never' }, 1.05],
      ['all three, as in the demonstration clinic’s book', asTheBook, 1.03],
    ])('is lost by %s', async ([, peculiarity, below], { annotate }) => {
      const book = { ...asAsked, patients: 300, ...peculiarity };
      const known = meanRatio(trends(3, book, trueLapses));
      const found = meanRatio(trends(3, book, judged));
      await annotate(
        `drawn with ${drawnRatio.toFixed(3)}, lasted ${known.toFixed(3)}, found ${found.toFixed(3)}`,
      );
      expect(Math.abs(known - drawnRatio)).toBeLessThan(0.02);
      expect(found).toBeLessThan(below);
    });

    it('is in such a book all the same: on days when one diary asks, rescue taken as it was', async ({
      annotate,
    }) => {
      const oneDiary = (targets: readonly SyntheticTarget[]): readonly PatientLapse[] =>
        judgedLapses(readWhereOneDiaryAsks(targets), rescueIgnored);
      const found = meanRatio(trends(4, asTheBook, oneDiary));
      const none = meanRatio(trends(4, { ...asTheBook, timeRatio: 1 }, oneDiary));
      await annotate(
        `drawn with ${drawnRatio.toFixed(3)}, found ${found.toFixed(3)}; with 1, ${none.toFixed(3)}`,
      );
      expect(Math.abs(found - drawnRatio)).toBeLessThan(0.025);
      expect(Math.abs(none - 1)).toBeLessThan(0.025);
    });
  },
);
