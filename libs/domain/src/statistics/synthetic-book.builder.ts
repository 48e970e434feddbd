import { diarySchedule } from '../outcomes/diary-schedule.js';
import type { ReliefDefinition } from '../outcomes/relief-definition.js';
import type { NumericEntry, ScoreEntry } from '../outcomes/score-entry.js';
import { seriesRelief, type SeriesReliefFacts } from '../outcomes/series-relief.js';
import { lapseInDays, type PatientLapse } from './lapse-interval.js';
import { normalQuantile } from './normal.js';
import { seededRandom } from './seeded-random.js';

const HOUR = 60;
const DAY = 24 * HOUR;
/** How long the diary of an injection asks where no further one ends it. */
const LAST_DIARY_DAY = 53;
const LONGEST_SERIES = 15;

/** How a clinic is asked and when it injects. Who answers what is drawn as clinical reference 6 has it. */
export interface SyntheticBook {
  readonly patients: number;
  /** Times as long after each further injection. */
  readonly timeRatio: number;
  /** Whether a diary ends with the next injection, or goes on beside that one's and says how the earlier one does. */
  readonly diaryEnds: 'at-next-injection' | 'never';
  /** What is written before a further injection: what the patient feels, or what was felt before the first. */
  readonly checkIn: 'as-felt' | 'as-before-the-first';
  /** Share of injections before which nothing was written: clinical reference 6 has a tenth without a baseline. */
  readonly checkInsMissing: number;
  /** Share of the looks that follow a rescue analgesic, whatever the pain. */
  readonly rescued: number;
  /** The next injection at the planned interval; or as soon after the lapse as the clinic can, three days and a week. */
  readonly next: 'as-planned' | 'after-lapse';
}

/** Clinical reference 6, the general clinic: log T = mu + log(ratio) (k - 1) + N(0, tau) + N(0, sigma). */
const drawnWith = { mu: 2.9, tau: 0.7, sigma: 0.6, response: 0.61 } as const;

export interface SyntheticTarget {
  readonly patient: string;
  readonly facts: SeriesReliefFacts;
  /** Days for which relief truly lasted, injection by injection; 0 for none. */
  readonly lasted: readonly number[];
}

/** The same book for the same seed. One limb each; times in minutes, days of 24 hours. */
export function syntheticBook(book: SyntheticBook, seed: number): readonly SyntheticTarget[] {
  const random = seededRandom(seed);
  return Array.from({ length: book.patients }, (_, index) => targetOf(book, `P${index}`, random));
}

/** As the product judges them: every injection with a result. */
export function judgedLapses(
  targets: readonly SyntheticTarget[],
  definition: ReliefDefinition,
): readonly PatientLapse[] {
  return targets.flatMap(({ patient, facts }) =>
    seriesRelief(facts, { primary: definition, secondary: definition }).flatMap(({ ordinal, primary }) =>
      primary.relief.status === 'evaluable'
        ? [{ patient, ordinal, ...lapseInDays(primary.relief.duration) }]
        : [],
    ),
  );
}

/** As nobody can know them: to the minute, and beyond the next injection. */
export function trueLapses(targets: readonly SyntheticTarget[]): readonly PatientLapse[] {
  return targets.flatMap(({ patient, lasted }) =>
    lasted.map((days, index) => ({ patient, ordinal: index + 1, lower: days, upper: days })),
  );
}

/**
 * The same book without the looks of which nobody can say to which injection they speak: on days when the diary of an
 * earlier injection can ask too, from a check-in that repeats the first, and on days of return that may be an earlier
 * one's. Which days these are, the schedule says, and no score does.
 */
export function readWhereOneDiaryAsks(targets: readonly SyntheticTarget[]): readonly SyntheticTarget[] {
  return targets.map((target) => {
    const { injections, entries } = target.facts;
    const clear = entries.filter((entry) => {
      const at = 'at' in entry ? entry.at : entry.from;
      const earlier = injections.filter((injection) => injection.at < at).slice(0, -1);
      if (!('at' in entry)) return earlier.length === 0;
      if (entry.atClinic === true && entry.at < (injections.at(-1)?.at ?? 0))
        return at < (injections[0]?.at ?? 0) || injections.some((injection) => at - injection.at === HOUR);
      return entry.kind === 'now' || !earlier.some(({ dayStartsAt }) => asks((at - dayStartsAt) / DAY));
    });
    return { ...target, facts: { injections, entries: clear } };
  });
}

/** Daily for two weeks, then twice a week. */
function asks(sinceMidnight: number): boolean {
  const day = Math.floor(sinceMidnight);
  if (day < 1 || day > LAST_DIARY_DAY) return false;
  return day <= diarySchedule.dailyDays || diarySchedule.laterDaysOfWeek.includes(day % 7);
}

interface Course {
  readonly at: number;
  readonly baseline: number;
  /** Days; 0 for none. */
  readonly lasted: number;
  readonly numbed: boolean;
  readonly onset: number;
}

function targetOf(book: SyntheticBook, patient: string, random: () => number): SyntheticTarget {
  const normal = (): number => normalQuantile((random() * 0xffff_ffff + 0.5) / 0x1_0000_0000);
  const baseline = 6 + Math.floor(4 * random());
  const level = drawnWith.mu + drawnWith.tau * normal();
  const responds =
    1 / (1 + Math.exp(-(Math.log(drawnWith.response / (1 - drawnWith.response)) + 0.5 * normal())));
  const interval = 14 + 7 * Math.floor(3 * random());
  const courses: Course[] = [];
  let at = 1000 * DAY + 9 * HOUR;
  do {
    const days = Math.exp(level + courses.length * Math.log(book.timeRatio) + drawnWith.sigma * normal());
    const lasted = random() < responds ? days : 0;
    courses.push({ at, baseline, lasted, numbed: random() < 0.7, onset: (1 + random()) * DAY });
    const wait =
      book.next === 'as-planned' || lasted === 0
        ? interval + Math.floor(8 * random())
        : Math.ceil(lasted) + 3 + Math.floor(7 * random());
    at += wait * DAY + Math.floor(6 * HOUR * (random() - 0.5));
  } while (courses.length < LONGEST_SERIES && random() < 2 / 3);
  const entries = courses.flatMap((course, index) => [
    ...checkIn(book, course, courses[index - 1], random),
    ...diaryOf(book, course, courses[index + 1]?.at ?? Infinity, random),
  ]);
  const injections = courses.map((course, index) => ({
    id: `${patient}-${index + 1}`,
    at: course.at,
    dayStartsAt: Math.floor(course.at / DAY) * DAY,
    purpose: 'therapeutic' as const,
  }));
  return { patient, facts: { injections, entries }, lasted: courses.map(({ lasted }) => lasted) };
}

function checkIn(
  book: SyntheticBook,
  course: Course,
  before: Course | undefined,
  random: () => number,
): readonly NumericEntry[] {
  if (random() < book.checkInsMissing) return [];
  const at = course.at - 40;
  const felt = before === undefined ? course.baseline : scoreAt(before, at, random);
  const value = book.checkIn === 'as-felt' ? felt : course.baseline;
  return [{ kind: 'now', at, value, rescue: false, atClinic: true }];
}

/** At one hour, in the afternoon and at night of the first day; daily for two weeks; then twice a week. */
function diaryOf(
  book: SyntheticBook,
  course: Course,
  next: number,
  random: () => number,
): readonly ScoreEntry[] {
  const entries: ScoreEntry[] = [];
  const until = book.diaryEnds === 'never' ? Infinity : next;
  const answer = (kind: NumericEntry['kind'], at: number, likely: number): void => {
    const [answered, rescue, value] = [
      random() < likely,
      random() < book.rescued,
      scoreAt(course, at, random),
    ];
    if (answered && at < until) entries.push({ kind, at, value, rescue, atClinic: at - course.at === HOUR });
  };
  for (const [hours, likely] of [
    [1, 0.85],
    [4.5, 0.85],
    [12, 0.85],
  ] as const)
    answer('now', course.at + hours * HOUR, likely);
  const midnight = Math.floor(course.at / DAY) * DAY;
  for (let day = 1; day <= LAST_DIARY_DAY; day += 1) {
    const hour = (random() < 0.5 ? 7 : 19) + 3 * random();
    const likely = Math.max(0.4, 0.85 - 0.03 * day);
    if (asks(day)) answer('avg24h', midnight + day * DAY + Math.floor(hour * HOUR), likely);
  }
  const returned = course.at + course.lasted * DAY;
  if (course.lasted > 0 && random() < 0.35 && returned < until) {
    const from = Math.floor(returned / DAY) * DAY;
    entries.push({ kind: 'pain-returned', from, to: from + DAY, rescue: false });
  }
  return entries;
}

/** Below half of the baseline while relief stands, near the baseline when not: no score is ambiguous. */
function scoreAt(
  { at, baseline, lasted, numbed, onset }: Course,
  when: number,
  random: () => number,
): number {
  const since = when - at;
  const relieved = since < lasted * DAY && since >= onset;
  const asleep = numbed && since < 12 * HOUR;
  const noise = Math.floor(3 * random());
  return relieved || asleep ? noise + (baseline > 7 ? 1 : 0) : Math.min(10, baseline - 1 + noise);
}
