import { describe, expect, it } from 'vitest';
import { gravestResponse, lastResponses, seriesResponses } from './series-responses.js';
import type { TargetRecords, TargetScore } from './relief-target.js';

const hour = 3_600_000;
const start = Date.parse('2026-03-02T15:00Z');

const injection = (id: string, at: number, side: 'left' | 'right' = 'left', seriesId = 'series') => ({
  zone: 'America/New_York',
  injection: { id, seriesId, side, needleOutAt: at },
});
const score = (
  at: number,
  value: number,
  side: 'left' | 'right' | null = null,
  seriesId = 'series',
): TargetScore => ({
  seriesId,
  enteredAt: null,
  score: {
    at,
    until: null,
    kind: 'now',
    value,
    source: at <= start ? 'clinic' : 'diary',
    rescue: false,
    side,
  },
});
const series = (side: 'left' | 'right' | 'both', id = 'series') => ({
  id,
  side,
  purpose: 'therapeutic' as const,
  procedureTypeId: 'lsb',
  targetSymptom: 'pain' as const,
});
const after = (value: number, side: 'left' | 'right' | null = null) =>
  [0.5, 12, 24, 48, 72, 96, 120, 144, 168, 192].map((at) => score(start + at * hour, value, side));

describe('the response to each injection of a series (DEC-10)', () => {
  it.each([
    ['relief for more than a week', after(2), 'responder'],
    ['never any relief', after(8), 'non-responder'],
    ['nobody asked: missing is missing, never a non-response', [], 'not-evaluable'],
    ['followed for too short a time', after(2).slice(0, 5), 'not-evaluable'],
  ])('%s', (_story, scores, response) => {
    const records: TargetRecords = {
      series: [series('left')],
      injections: [injection('first', start)],
      scores: [score(start - hour, 8), ...scores],
    };
    const [target] = seriesResponses(records, series('left'));
    expect(target?.injections).toMatchObject([
      { injectionId: 'first', ordinal: 1, injectedAt: start, response, judgedFrom: start + 168 * hour },
    ]);
  });

  it('judges each side for itself, and the graver stands for the series (DEC-11)', () => {
    const records: TargetRecords = {
      series: [series('both')],
      injections: [injection('l', start, 'left'), injection('r', start, 'right')],
      scores: [
        score(start - hour, 8, 'left'),
        score(start - hour, 8, 'right'),
        ...after(2, 'left'),
        ...after(8, 'right'),
      ],
    };
    const last = lastResponses(seriesResponses(records, series('both')));
    expect(last.map(({ side, response }) => [side, response])).toEqual([
      ['left', 'responder'],
      ['right', 'non-responder'],
    ]);
    expect(gravestResponse(last.map(({ response }) => response))).toBe('non-responder');
    expect(gravestResponse(['responder', 'not-evaluable'])).toBe('not-evaluable');
    expect(gravestResponse([])).toBeNull();
  });

  it('has only the series’ own injections, though a later series ends the last interval', () => {
    const records: TargetRecords = {
      series: [series('left'), series('left', 'later')],
      injections: [injection('own', start), injection('other', start + 96 * hour, 'left', 'later')],
      scores: [score(start - hour, 8), ...after(2)],
    };
    const [target] = seriesResponses(records, series('left'));
    // Followed for four days only, until the other series began: not a week.
    expect(target?.injections).toMatchObject([{ injectionId: 'own', response: 'not-evaluable' }]);
  });
});
