import { describe, expect, it } from 'vitest';
import { checkPainScore, type PainScoreFacts, type PainScoreGiven } from './check-pain-score.js';

const now = Date.UTC(2026, 4, 4, 16);
const given: PainScoreGiven = { kind: 'now', value: 7, at: now, on: null, side: null };
const facts: PainScoreFacts = { now, zone: 'America/New_York', seriesSide: 'left' };
const statement: PainScoreGiven = {
  kind: 'pain-returned',
  value: null,
  at: null,
  on: '2026-05-03',
  side: null,
};

describe('SCO-01 what a pain score must be', () => {
  it.each<[string, Partial<PainScoreGiven>, Partial<PainScoreFacts>, readonly string[]]>([
    ['zero is a value', { value: 0 }, {}, []],
    ['ten is the most', { value: 10 }, {}, []],
    ['eleven is none', { value: 11 }, {}, ['outcomes.score-value-out-of-range']],
    ['nor is a half', { value: 6.5 }, {}, ['outcomes.score-value-out-of-range']],
    ['nor less than nothing', { value: -1 }, {}, ['outcomes.score-value-out-of-range']],
    ['percent go to a hundred', { kind: 'pct-relief', value: 100 }, {}, []],
    ['and no further', { kind: 'pct-relief', value: 101 }, {}, ['outcomes.score-value-out-of-range']],
    ['a millisecond from now is the future', { at: now + 1 }, {}, ['outcomes.score-in-future']],
    ['the leg of a one-sided series may be said', { side: 'left' }, {}, []],
    ['the wrong one may not', { side: 'right' }, {}, ['outcomes.score-side-not-of-series']],
    ['a bilateral series asks which leg', {}, { seriesSide: 'both' }, ['outcomes.score-side-missing']],
    [
      'all that is wrong is said at once',
      { value: null, at: null, side: 'right' },
      {},
      ['outcomes.score-value-missing', 'outcomes.score-side-not-of-series', 'outcomes.score-needs-instant'],
    ],
  ])('%s', (_story, changes, standing, codes) => {
    const decision = checkPainScore({ ...given, ...changes }, { ...facts, ...standing });
    expect(decision.accepted ? [] : decision.refusals.map((each) => each.code)).toEqual(codes);
  });

  it.each<
    [string, Partial<PainScoreGiven>, Partial<PainScoreFacts>, readonly [string, string | null] | string]
  >([
    [
      'a day is the time from midnight to midnight',
      {},
      {},
      ['2026-05-03T04:00:00.000Z', '2026-05-04T04:00:00.000Z'],
    ],
    [
      'the day the clocks go back has 25 hours',
      { on: '2025-11-02' },
      {},
      ['2025-11-02T04:00:00.000Z', '2025-11-03T05:00:00.000Z'],
    ],
    [
      'today may be named before it is over',
      { on: '2026-05-04' },
      {},
      ['2026-05-04T04:00:00.000Z', '2026-05-05T04:00:00.000Z'],
    ],
    ['tomorrow may not', { on: '2026-05-05' }, {}, 'outcomes.score-in-future'],
    ['an instant has no span', { on: null, at: now }, {}, ['2026-05-04T16:00:00.000Z', null]],
    ['without a zone a day cannot be placed', {}, { zone: null }, 'outcomes.score-needs-instant'],
  ])('%s', (_story, changes, standing, expected) => {
    const decision = checkPainScore({ ...statement, ...changes }, { ...facts, ...standing });
    const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());
    expect(
      decision.accepted ? [iso(decision.value.at), iso(decision.value.until)] : decision.refusals[0]?.code,
    ).toEqual(expected);
  });

  it('keeps the side only where the series leaves it open', () => {
    const sideOf = (seriesSide: 'left' | 'both') => {
      const decision = checkPainScore({ ...given, side: 'left' }, { ...facts, seriesSide });
      return decision.accepted ? decision.value.side : 'refused';
    };
    expect([sideOf('left'), sideOf('both')]).toEqual([null, 'left']);
  });
});
