import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { items, readingAt, roomOut, well } from './recovery.builder.js';
import {
  checkRecoveryReading,
  nextReadingDue,
  outlastsWindow,
  reachesScore,
  scoreReached,
  scoreTotal,
  type RecoveryReading,
} from './recovery-reading.js';

const minute = 60_000;
const facts = { now: roomOut + 30 * minute, sessionState: 'recovering', roomOutAt: roomOut };

describe('A reading in recovery', () => {
  it.each([
    ['a whole reading', readingAt(10, well), facts, []],
    ['one number alone', readingAt(10, { nrs: 3 }), facts, []],
    ['a warm leg alone: an expected effect (S20)', readingAt(10, { effects: ['warm-leg'] }), facts, []],
    ['nothing at all', readingAt(10), facts, ['recovery.reading-empty']],
    [
      'half an Aldrete score is none',
      readingAt(10, { aldrete: [2, 2] }),
      facts,
      ['recovery.reading-half-scored'],
    ],
    ['tomorrow', readingAt(40, well), facts, ['recovery.reading-in-future']],
    ['before recovery began', readingAt(-5, well), facts, ['recovery.reading-before-recovery']],
    [
      'while the patient is in the room',
      readingAt(10, well),
      { ...facts, sessionState: 'in-room' },
      ['recovery.not-recovering'],
    ],
  ])('%s', (_, reading, when, expected) => {
    const decision = checkRecoveryReading(reading, when);
    expect(decision.accepted ? [] : decision.refusals.map(({ code }) => code)).toEqual(expected);
  });
});

describe('The score that lets a sedated patient go', () => {
  it.each([
    ['Aldrete of 9', readingAt(0, { aldrete: items(9) }), true],
    ['Aldrete of 8', readingAt(0, { aldrete: items(8) }), false],
    ['PADSS of 9', readingAt(0, { padss: items(9) }), true],
    ['Aldrete of 10, but PADSS of 7', readingAt(0, { aldrete: items(10), padss: items(7) }), false],
    ['no score', readingAt(0, { nrs: 2 }), null],
  ])('%s', (_, reading, expected) => {
    expect(reachesScore(reading)).toBe(expected);
  });

  const scored = (...readings: readonly [minutes: number, total: number][]): RecoveryReading[] =>
    readings.map(([minutes, total]) => readingAt(minutes, { aldrete: items(total) }));

  it.each([
    ['9 twice, 20 minutes apart', scored([10, 9], [30, 9]), true],
    ['9 twice, 19 minutes apart', scored([10, 9], [29, 9]), false],
    ['9 once', scored([30, 10]), false],
    ['9, then 8, then 9', scored([0, 9], [20, 8], [30, 9]), false],
    ['8, then 9 three times', scored([0, 8], [10, 9], [20, 10], [30, 10]), true],
    ['in any order of writing', scored([30, 10], [10, 9], [0, 8]), true],
  ])('%s', (_, readings, twice) => {
    expect(scoreReached(readings)?.twice ?? false).toBe(twice);
  });

  it('is not reached by any readings of which the last is below', () => {
    const reading = fc.tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 10 }));
    fc.assert(
      fc.property(fc.array(reading), fc.integer({ min: 0, max: 8 }), (before, last) => {
        expect(scoreReached(scored(...before, [91, last]))).toBeNull();
      }),
    );
  });

  it('adds up five items to at most 10', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 }), (total) => {
        expect(scoreTotal(items(total))).toBe(total);
      }),
    );
    expect(scoreTotal(null)).toBeNull();
  });
});

describe('When the next reading is due', () => {
  it.each([
    ['at once, when there is none', [], true, 0],
    ['ten minutes after the last of a sedated patient', [readingAt(0), readingAt(12)], true, 22],
    ['twenty after the last of one who was not', [readingAt(0)], false, 20],
  ] as const)('%s', (_, readings, sedated, minutes) => {
    expect(nextReadingDue(roomOut, readings, sedated)).toBe(roomOut + minutes * minute);
  });
});

describe('S20: an expected effect', () => {
  const needleOut = roomOut - 10 * minute;
  it.each([
    ['numb in recovery: expected', roomOut, false],
    ['still numb at 24 hours: expected', needleOut + 24 * 60 * minute, false],
    ['still numb after that: a complication', needleOut + 24 * 60 * minute + 1, true],
  ])('%s', (_, seenAt, expected) => {
    expect(outlastsWindow(needleOut, seenAt)).toBe(expected);
  });

  it('has no window where no needle came out', () => {
    expect(outlastsWindow(null, roomOut)).toBe(false);
  });
});
