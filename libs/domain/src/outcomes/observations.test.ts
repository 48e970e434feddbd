import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diary, painReturned } from './diary.builder.js';
import { observe } from './observations.js';
import { reliefDefinition50 } from './relief-definition.js';
import type { ScoreEntry } from './score-entry.js';

/** Looks as `hours+` (relieved) or `hours-` (failing), `r` where known from recall only. */
function looks(entries: readonly ScoreEntry[], untilHour: number | null = null): string {
  return observe(entries, 8, reliefDefinition50, untilHour === null ? null : untilHour * 60)
    .map((look) => `${String(look.at / 60)}${look.relieved ? '+' : '-'}${look.recall ? 'r' : ''}`)
    .join(' ');
}

const relieved: ScoreEntry = { kind: 'pain-relieved', from: 48 * 60, to: 72 * 60, rescue: false };

describe('REL-03 the looks after an injection', () => {
  it.each<[string, readonly ScoreEntry[], number | null, string]>([
    ['come in order of time, whatever the order of entry', diary('24h:3 0.5h:2 12h:8'), null, '0.5+ 12- 24+'],
    ['leave out what lies before t0 and at it', diary('-1h:8 0h:8 1h:2'), null, '1+'],
    ['include the check-in of the next injection, not what follows it', diary('1h:2 9h:8 10h:2'), 9, '1+ 9-'],
    ['of one minute are one, relieved only if all are', diary('12h:2 12h:8'), null, '12-'],
    ['of one minute are no recall if a score is among them', diary('12h:2 12h:80%'), null, '12+'],
    ['leave out a 24 h average that reaches back before the needle', diary('9h:7avg 24h:3avg'), null, '24+'],
  ])('%s', (_story, entries, until, expected) => {
    expect(looks(entries, until)).toBe(expected);
  });

  it.each<[string, readonly ScoreEntry[], number | null, string]>([
    [
      'turns a weekly look into a lapse of one day: relief held until the day began',
      [...diary('1h:2 100h:3 268h:8'), painReturned(182, 206)],
      null,
      '1+ 100+ 182+r 206-r 268-',
    ],
    [
      'never overrules a failing score before it',
      [...diary('1h:2 100h:8'), painReturned(182, 206)],
      null,
      '1+ 100- 206-r',
    ],
    ['adds no relief where none was seen before', [painReturned(182, 206)], null, '206-r'],
    [
      'lets a relieved score of that day narrow it further',
      [...diary('100h:3 190h:3'), painReturned(182, 206)],
      null,
      '100+ 182+r 190+ 206-r',
    ],
    [
      'lets a failing score of that day narrow it further',
      [...diary('100h:3 190h:8'), painReturned(182, 206)],
      null,
      '100+ 182+r 190- 206-r',
    ],
    [
      'ends at the next injection when that divides the day',
      [...diary('100h:3'), painReturned(182, 206)],
      191,
      '100+ 182+r 191-r',
    ],
    [
      'on the day of the injection itself is only a failing look at its end',
      [...diary('1h:2'), painReturned(0, 14)],
      null,
      '1+ 14-r',
    ],
    [
      'said for an instant lapses in the minute before',
      [...diary('1h:2'), painReturned(2, 2)],
      null,
      `1+ ${String(119 / 60)}+r 2-r`,
    ],
    [
      'said twice is said once',
      [...diary('1h:2'), painReturned(14, 38), painReturned(14, 38)],
      null,
      '1+ 14+r 38-r',
    ],
  ])('REL-03 "the pain came back on that day" %s', (_story, entries, until, expected) => {
    expect(looks(entries, until)).toBe(expected);
  });

  it('"the pain went on that day" is a relieved look at its end', () => {
    expect(looks([...diary('1h:8'), relieved])).toBe('1- 72+r');
  });

  it('are the same for every order of entry', () => {
    const entries = [...diary('1h:2 30h:3 30h:8 100h:3 268h:8 300h:60%'), painReturned(182, 206), relieved];
    fc.assert(
      fc.property(fc.shuffledSubarray(entries, { minLength: entries.length }), (shuffled) => {
        expect(looks(shuffled)).toBe(looks(entries));
      }),
    );
  });
});
