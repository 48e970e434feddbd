import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDiaryEntry, type DiaryEntryGiven } from './check-diary-entry.js';
import { scoreAnswers } from './instrument.js';
import { peg } from './instruments.js';

const minute = 60_000;
const day = 24 * 60 * minute;
const now = 1_000 * day + 8 * 60 * minute;
const given = (changes: Partial<DiaryEntryGiven> = {}): DiaryEntryGiven => ({
  slot: { day: 1_000, before: false },
  at: now - minute,
  on: 1_000,
  returnedOn: null,
  notYet: false,
  ...changes,
});
const answer = (entry: DiaryEntryGiven) => {
  const decision = checkDiaryEntry(entry, now);
  return decision.accepted ? decision.value - now : decision.refusals.map(({ code }) => code);
};

describe('HOME-03: whether an entry of the diary is kept', () => {
  it.each<[string, DiaryEntryGiven, number | readonly string[]]>([
    ['an answer of a minute ago is kept as given then', given(), -minute],
    [
      'a clock that is five minutes ahead loses no score: it is set back to now',
      given({ at: now + 5 * minute }),
      0,
    ],
    ['an answer of tomorrow is refused', given({ at: now + day, on: 1_001 }), ['outcomes.score-in-future']],
    [
      'an answer that waited two weeks for a connection is kept',
      given({ at: now - 14 * day, on: 986, slot: { day: 986, before: false } }),
      -14 * day,
    ],
    [
      'one that waited longer is refused',
      given({ at: now - 14 * day - 1, on: 985, slot: { day: 985, before: false } }),
      ['outcomes.score-too-old'],
    ],
    [
      'a question of four days ago stood open, and a little past midnight',
      given({ slot: { day: 996, before: false } }),
      -minute,
    ],
    [
      'one of five days ago did not',
      given({ slot: { day: 995, before: false } }),
      ['outcomes.score-question-not-open'],
    ],
    [
      'a question of tomorrow did not',
      given({ slot: { day: 1_001, before: false } }),
      ['outcomes.score-question-not-open'],
    ],
    ['a question before a session in two days did', given({ slot: { day: 1_002, before: true } }), -minute],
    [
      'one before a session in a week did not',
      given({ slot: { day: 1_007, before: true } }),
      ['outcomes.score-question-not-open'],
    ],
    ['the pain came back today', given({ returnedOn: 1_000 }), -minute],
    [
      'the pain does not come back tomorrow',
      given({ returnedOn: 1_001 }),
      ['outcomes.score-return-contradicts'],
    ],
    [
      'it is not back and back at once',
      given({ returnedOn: 999, notYet: true }),
      ['outcomes.score-return-contradicts'],
    ],
    [
      'every reason is said at once',
      given({ at: now + day, returnedOn: 1_009 }),
      ['outcomes.score-in-future', 'outcomes.score-return-contradicts'],
    ],
  ])('%s', (_story, entry, expected) => {
    expect(answer(entry)).toEqual(expected);
  });

  it('never keeps an instant that has not come', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20 * day, max: day }), (offset) => {
        const decision = checkDiaryEntry(given({ at: now + offset }), now);
        if (decision.accepted) expect(decision.value).toBeLessThanOrEqual(now);
      }),
    );
  });
});

describe('HOME-05: function (PEG)', () => {
  it.each<[string, readonly number[], number | null]>([
    ['is the mean of its three items', [4, 5, 9], 6],
    ['keeps its fraction', [1, 1, 2], 4 / 3],
    ['has no score with two of them', [4, 5], null],
    ['has no score with an item that is none', [4, 5, 11], null],
  ])('%s', (_story, items, score) => {
    const scored = scoreAnswers(peg, items);
    expect(scored.accepted ? scored.value.score : null).toBe(score);
  });
});
