import { describe, expect, it } from 'vitest';
import { diary, painReturned } from './diary.builder.js';
import { reliefDefinition50 } from './relief-definition.js';
import { displayDuration, responseOf, type ReliefDuration } from './relief-duration.js';
import { assessRelief } from './relief.js';
import type { ScoreEntry } from './score-entry.js';

function assess(entries: readonly ScoreEntry[]) {
  return assessRelief({ baseline: 8, entries, nextAt: null }, reliefDefinition50);
}

/** Duration in hours and what kind it is: `lapsed 72 120`. */
function summary(entries: readonly ScoreEntry[]): string {
  const relief = assess(entries);
  if (relief.status !== 'evaluable' && relief.status !== 'indeterminate') return relief.status;
  const duration = relief.status === 'evaluable' ? relief.duration : relief.seenDuration;
  const found =
    duration === null
      ? 'nothing'
      : `${duration.kind} ${String(duration.lower / 60)} ${duration.upper === null ? 'open' : String(duration.upper / 60)}`;
  return relief.status === 'indeterminate' ? `indeterminate, ${found}` : found;
}

describe('REL-07 the duration of relief', () => {
  it.each<[string, readonly ScoreEntry[], string]>([
    ['ends between the last relief and the failure', diary('1h:2 72h:3 120h:8 130h:8'), 'lapsed 72 120'],
    ['goes on past a flare of exactly 72 h', diary('1h:2 72h:3 100h:8 172h:3 200h:3'), 'ongoing 200 open'],
    ['ends at a failure with relief only after 73 h', diary('1h:2 72h:3 100h:8 173h:3'), 'lapsed 72 100'],
    ['ends at the first of two failures', diary('1h:2 72h:3 90h:8 100h:8 110h:3'), 'lapsed 72 90'],
    [
      'starts with the sustained phase when the early relief had ended',
      diary('1h:2 12h:8 60h:3 90h:3'),
      'ongoing 90 open',
    ],
    ['may begin late and last one look', diary('1h:8 50h:8 72h:3'), 'ongoing 72 open'],
    ['is zero only when both phases were seen to fail', diary('1h:8 72h:8'), 'never 0 0'],
    ['is not zero when the sustained phase was not seen', diary('1h:8 24h:8'), 'indeterminate, nothing'],
    ['is not zero when it was looked for too late', diary('1h:8 200h:8'), 'indeterminate, nothing'],
    ['is left-censored when nobody looked early', diary('100h:8 120h:8'), 'left-censored 0 100'],
    [
      'stays left-censored when relief comes after the onset was due',
      diary('200h:8 300h:2'),
      'left-censored 0 200',
    ],
    ['is censored at the last relief seen, though that was early', diary('1h:2 24h:3'), 'ongoing 24 open'],
    [
      'is open to revision when only the early relief was seen to end',
      diary('1h:2 12h:8'),
      'indeterminate, lapsed 1 12',
    ],
    ['is an honest wide interval when the next look is late', diary('1h:2 24h:3 240h:8'), 'lapsed 24 240'],
    ['has a flare early on without a sustained phase', diary('1h:2 12h:8 24h:3 48h:8 60h:8'), 'lapsed 24 48'],
    [
      'ends at 160 h when relief comes back only after the sustained onset was due',
      diary('1h:2 47h:3 160h:8 170h:3'),
      'lapsed 47 160',
    ],
    [
      'is one day wide when the patient names the day',
      [...diary('1h:2 100h:3 268h:8'), painReturned(182, 206)],
      'lapsed 182 206',
    ],
    [
      'of an early relief that the patient says held to day 5',
      [...diary('1h:2 20h:2'), painReturned(110, 134)],
      'lapsed 110 134',
    ],
    [
      'goes on when relief is scored within 72 h of such a statement',
      [...diary('1h:2 100h:3 250h:3'), painReturned(182, 206)],
      'ongoing 250 open',
    ],
  ])('%s', (_story, entries, expected) => {
    expect(summary(entries)).toBe(expected);
  });
});

const lapsed = (lower: number, upper: number): ReliefDuration => ({
  kind: 'lapsed',
  lower,
  upper,
  event: 1,
  lapseConfirmed: true,
});
const ongoing = (lower: number): ReliefDuration => ({
  kind: 'ongoing',
  lower,
  upper: null,
  event: 0,
  censoredBy: 'last-contact',
});
const WEEK = 7 * 1440;

describe('REL-08 the duration on display', () => {
  it('is the midpoint of a lapse and the least of what goes on', () => {
    expect(displayDuration(lapsed(100, 201))).toBe(150.5);
    expect(displayDuration(ongoing(100))).toBe(100);
  });
});

describe('REL-11 response', () => {
  it.each([
    ['a week or more is a response', lapsed(WEEK, WEEK + 1), 'responder'],
    ['a week and still going is a response', ongoing(WEEK), 'responder'],
    ['ended by the week is none', lapsed(WEEK - 10, WEEK), 'non-responder'],
    ['a lapse around the week is uncertain', lapsed(WEEK - 1, WEEK + 1), 'uncertain'],
    ['followed for less than a week cannot be judged', ongoing(WEEK - 1), 'not-evaluable'],
    ['nothing concluded cannot be judged', null, 'not-evaluable'],
  ])('%s', (_story, duration, expected) => {
    expect(responseOf(duration, reliefDefinition50)).toBe(expected);
  });
});
