import { describe, expect, it } from 'vitest';
import { diary, painReturned, shiftedBy } from './diary.builder.js';
import { isStatement, type ScoreEntry } from './score-entry.js';
import { placeEntries } from './score-timeline.js';

/** Two injections, 240 h apart, on a clock that stands far from zero. */
const EPOCH = 29_000_000;
const starts = [EPOCH, EPOCH + 240 * 60];

function placed(entries: readonly ScoreEntry[]): readonly (readonly string[])[] {
  return placeEntries(starts, shiftedBy(entries, EPOCH)).afterInjection.map((own) =>
    own.map((entry) =>
      isStatement(entry) ? `${String(entry.from / 60)} to ${String(entry.to / 60)}` : String(entry.at / 60),
    ),
  );
}

describe('REL-13 which injection an entry speaks of', () => {
  it.each<[string, readonly ScoreEntry[], readonly (readonly string[])[]]>([
    ['a score before the first speaks of none', diary('-1h:8 0h:8'), [[], []]],
    ['a score goes to the last injection before it', diary('1h:2 239h:3 241h:4'), [['1', '239'], ['1']]],
    ['a score at the minute of an injection was given before it', diary('240h:4'), [['240'], []]],
    ['a date inside an interval goes to that interval', [painReturned(100, 124)], [['100 to 124'], []]],
    ['a date divided by an injection goes to the one before', [painReturned(230, 254)], [['230 to 254'], []]],
    ['said at the check-in, it ends there', [painReturned(230, 254, 239)], [['230 to 239'], []]],
    ['said after the injection, it speaks of the new one', [painReturned(230, 254, 256)], [[], ['0 to 14']]],
    ['said in the evening of the injection, it ends there', [painReturned(230, 254, 250)], [[], ['0 to 10']]],
    ['on the day of the first injection it speaks of that', [painReturned(-8, 16)], [['0 to 16'], []]],
  ])('%s', (_story, entries, expected) => {
    expect(placed(entries)).toEqual(expected);
  });

  it('baselines are looked for in points only, in order of time', () => {
    const { scores } = placeEntries(starts, diary('30h:3 -1h:8 20h:60% 10h:4avg'));
    expect(scores.map((score) => score.at / 60)).toEqual([-1, 10, 30]);
  });
});
