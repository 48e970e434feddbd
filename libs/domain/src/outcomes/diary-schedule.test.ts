import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diaryOverdue } from './diary-overdue.js';
import {
  diaryContacts,
  diaryQuestion,
  diarySchedule,
  longestOpenDays,
  nextDiaryDay,
  type DiaryCourse,
  type DiaryEntryFact,
  type DiarySlot,
} from './diary-schedule.js';

const injected = 100;
const course = (since: number, changes: Partial<DiaryCourse> = {}): DiaryCourse => ({
  today: injected + since,
  injectedOn: injected,
  sessionOn: null,
  entries: [],
  symptoms: ['pain'],
  returned: false,
  ...changes,
});
const after = (since: number): DiarySlot => ({ day: injected + since, before: false });
const entry = (slot: DiarySlot, changes: Partial<DiaryEntryFact> = {}): DiaryEntryFact => ({
  slot,
  on: slot.day,
  peg: false,
  pgic: false,
  ...changes,
});
const daily = ['nrs', 'relief', 'rescue', 'returned'];

describe('S3: what the diary asks where it is not pain that is treated', () => {
  it.each<[string, Partial<DiaryCourse>, number, readonly string[] | undefined]>([
    ['of sweating, the HDSS in the place of pain', { symptoms: ['sweating'] }, 3, ['hdss']],
    [
      'no function, which is of pain, but the impression of change',
      { symptoms: ['sweating'] },
      14,
      ['hdss', 'pgic'],
    ],
    [
      'of both, the questions of both',
      { symptoms: ['pain', 'sweating'] },
      3,
      ['nrs', 'relief', 'rescue', 'returned', 'hdss'],
    ],
    ['of blood flow, nothing that can be measured at home', { symptoms: ['perfusion'] }, 3, undefined],
    ['and the impression of change at its review', { symptoms: ['perfusion'] }, 14, ['pgic']],
    [
      'before the first injection, the HDSS as a baseline',
      { symptoms: ['sweating'], injectedOn: null, sessionOn: injected + 1 },
      0,
      ['hdss'],
    ],
  ])('%s', (_story, changes, since, asks) => {
    expect(diaryQuestion(course(since, changes))?.asks).toEqual(asks);
  });

  it('promises no question to whom none will be asked', () => {
    expect(nextDiaryDay(course(3, { symptoms: ['perfusion'] }))).toBe(injected + diarySchedule.pgicDay);
    expect(nextDiaryDay(course(20, { symptoms: ['perfusion'] }))).toBeNull();
  });
});

describe('HOME-01: what the diary asks', () => {
  it.each<[string, DiaryCourse, DiarySlot | null, readonly string[]]>([
    ['on the day of the injection: the ten-second question', course(0), after(0), daily],
    ['on the 14th day: the same', course(13), after(13), daily],
    [
      'after two weeks: function and the impression of change, too',
      course(14),
      after(14),
      [...daily, 'peg', 'pgic'],
    ],
    ['in between, what was left open', course(16), after(14), [...daily, 'peg', 'pgic']],
    [
      'function once, when it was answered',
      course(17, { entries: [entry(after(14), { peg: true, pgic: true })] }),
      after(17),
      daily,
    ],
    ['function no more, when nobody answered it for a week', course(22), after(21), [...daily, 'pgic']],
    [
      'function again at six weeks',
      course(42, { entries: [entry(after(14), { pgic: true })] }),
      after(42),
      [...daily, 'peg'],
    ],
    [
      'not whether the pain is back, once it was said',
      course(5, { returned: true }),
      after(5),
      ['nrs', 'relief', 'rescue'],
    ],
    ['nothing, when today is answered', course(5, { entries: [entry(after(5))] }), null, []],
    ['nothing, before anything was injected or planned', course(0, { injectedOn: null }), null, []],
    [
      'function before the first injection',
      course(0, { injectedOn: null, sessionOn: injected + 2 }),
      { day: injected + 2, before: true },
      ['nrs', 'rescue', 'peg'],
    ],
    ['nothing three days before it', course(0, { injectedOn: null, sessionOn: injected + 3 }), null, []],
    [
      'function and the impression of change before the next injection, in a question of their own',
      course(9, { sessionOn: injected + 11, entries: [entry(after(9))] }),
      { day: injected + 11, before: true },
      [...daily, 'peg', 'pgic'],
    ],
    [
      'both with the question of the day, where that stands open',
      course(9, { sessionOn: injected + 11 }),
      after(9),
      [...daily, 'peg', 'pgic'],
    ],
    [
      'neither a second time',
      course(10, {
        sessionOn: injected + 11,
        entries: [entry(after(9), { peg: true, pgic: true }), entry(after(10))],
      }),
      null,
      [],
    ],
  ])('%s', (_story, facts, slot, asks) => {
    const question = diaryQuestion(facts);
    expect([question?.slot ?? null, question?.asks ?? []]).toEqual([slot, asks]);
  });

  it.each<[string, DiaryCourse, number | null]>([
    ['tomorrow, in the first two weeks', course(4), injected + 5],
    ['on the fourth day of the week, later', course(15), injected + 17],
    ['on the first day of the next week', course(18), injected + 21],
    [
      'two days before a first session',
      course(0, { injectedOn: null, sessionOn: injected + 6 }),
      injected + 4,
    ],
    ['sooner, where a session comes', course(18, { sessionOn: injected + 22 }), injected + 20],
    ['never, where nothing is planned', course(0, { injectedOn: null }), null],
  ])('asks next %s', (_story, facts, day) => {
    expect(nextDiaryDay(facts)).toBe(day);
  });

  it('asks 14 times in the first two weeks and twice in every week after', () => {
    const week = (n: number) => diaryContacts([injected], injected + 7 * n, injected + 7 * n + 6).length;
    expect([0, 1, 2, 3, 6, 20].map(week)).toEqual([7, 7, 2, 2, 2, 2]);
  });

  it('begins anew with each injection (HOME-02)', () => {
    expect(
      diaryContacts([injected, injected + 16], injected + 13, injected + 18).map((day) => day - injected),
    ).toEqual([13, 14, 16, 17, 18]);
  });
});

const anyCourse = fc
  .record({
    since: fc.integer({ min: 0, max: 120 }),
    ahead: fc.option(fc.integer({ min: 0, max: 60 }), { nil: null }),
    returned: fc.boolean(),
    answeredDaysAgo: fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 20 }),
  })
  .map(({ since, ahead, returned, answeredDaysAgo }) =>
    course(since, {
      returned,
      sessionOn: ahead === null ? null : injected + since + ahead,
      entries: answeredDaysAgo.map((ago) => entry(after(since - ago))),
    }),
  );

describe('whatever the course', () => {
  it('an answered question is not asked again, and the next one opens on a later day', () => {
    fc.assert(
      fc.property(anyCourse, (facts) => {
        const question = diaryQuestion(facts);
        const next = nextDiaryDay(facts);
        expect(next === null || next > facts.today).toBe(true);
        if (question === null) return;
        const answered = entry(question.slot, {
          on: facts.today,
          peg: question.asks.includes('peg'),
          pgic: question.asks.includes('pgic'),
        });
        expect(diaryQuestion({ ...facts, entries: [...facts.entries, answered] })).toBeNull();
      }),
    );
  });

  it('no contact is asked after the days for which one stands open', () => {
    fc.assert(
      fc.property(anyCourse, (facts) => {
        const question = diaryQuestion(facts);
        if (question === null || question.slot.before) return;
        expect(facts.today - question.slot.day).toBeLessThanOrEqual(longestOpenDays());
      }),
    );
  });

  it('SCO-02 calls nobody overdue whom the diary does not ask', () => {
    const day = 24 * 3_600_000;
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 20 * 24 }),
        fc.integer({ min: 0, max: 20 * 24 }),
        (hours, silent) => {
          const now = injected * day + hours * 3_600_000;
          const lastScoreAt = now - silent * 3_600_000;
          const overdue = diaryOverdue({
            purpose: 'therapeutic',
            targetSymptom: 'pain',
            lastInjectionAt: injected * day,
            lastScoreAt,
            now,
          });
          const heardOn = Math.floor(lastScoreAt / day) - injected;
          const facts = course(Math.floor(hours / 24), {
            entries: heardOn < 0 ? [] : [entry(after(heardOn))],
          });
          if (overdue) expect(diaryQuestion(facts)?.asks).toContain('nrs');
        },
      ),
    );
    expect(diarySchedule.dailyDays).toBe(14);
  });
});
