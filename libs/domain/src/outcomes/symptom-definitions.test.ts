import { describe, expect, it } from 'vitest';
import type { TargetSymptom } from '../series/target-symptom.js';
import { definitionTitle, definitionWords } from './definition-words.js';
import { assessRelief } from './relief.js';
import type { TargetRecords, TargetScore } from './relief-target.js';
import { reviewSentence } from './review-sentence.js';
import { seriesResponses } from './series-responses.js';
import {
  definitionStamp,
  reliefDefinitionHdss1,
  reliefDefinitionHdss2,
  reliefTerm,
  symptomDefinitions,
} from './symptom-definitions.js';

const hour = 3_600_000;
const start = Date.UTC(2026, 0, 5, 14);
const score = (hours: number, value: number, seriesId = 'series'): TargetScore => ({
  seriesId,
  enteredAt: null,
  score: {
    at: start + hours * hour,
    until: null,
    kind: 'now',
    value,
    source: hours <= 0 ? 'clinic' : 'diary',
    rescue: false,
    side: null,
  },
});
const days = (values: readonly number[]) => values.map((value, day) => score(24 * day + 6, value));
const series = (targetSymptom: TargetSymptom, id = 'series') => ({
  id,
  side: 'left' as const,
  purpose: 'therapeutic' as const,
  procedureTypeId: 'lsb',
  targetSymptom,
});
const injection = (seriesId: string, hours: number) => ({
  zone: 'UTC',
  injection: {
    id: `${seriesId} ${hours}`,
    seriesId,
    side: 'left' as const,
    needleOutAt: start + hours * hour,
  },
});
const judged = (targetSymptom: TargetSymptom, scores: readonly TargetScore[]) => {
  const own = series(targetSymptom);
  const records: TargetRecords = { series: [own], injections: [injection('series', 0)], scores };
  return seriesResponses(records, own)[0]?.injections[0];
};

describe('SYM-01, S3: relief of sweating by the HDSS', () => {
  it.each<[string, readonly number[], string, string]>([
    ['from 4 to 2 for ten days: a success', [2, 2, 2, 2, 2, 2, 2, 2, 2, 2], 'responder', 'responder'],
    [
      'from 4 to 3 for ten days: partial, no success',
      [3, 3, 3, 3, 3, 3, 3, 3, 3, 3],
      'non-responder',
      'responder',
    ],
    ['from 4 to 4: neither', [4, 4, 4, 4, 4, 4, 4, 4, 4, 4], 'non-responder', 'non-responder'],
    [
      'back after four days: no success of a week',
      [2, 2, 2, 2, 4, 4, 4, 4, 4, 4],
      'non-responder',
      'non-responder',
    ],
  ])('%s', (_story, values, success, partial) => {
    const relief = judged('sweating', [score(-1, 4), ...days(values)])?.relief;
    expect([relief?.primary.between.response, relief?.secondary.between.response]).toEqual([
      success,
      partial,
    ]);
    expect(relief?.primary.relief.definition.name).toBe('hdss2');
  });

  it.each<[number, string, string]>([
    [4, 'evaluable', 'evaluable'],
    [3, 'evaluable', 'evaluable'],
    [2, 'not-evaluable', 'evaluable'],
    [1, 'not-evaluable', 'not-evaluable'],
  ])('BAS-02: from %s, where the scale ends at 1', (baseline, success, partial) => {
    const facts = {
      baseline,
      entries: [1, 24, 48, 72, 168, 240].map((hours) => ({
        kind: 'now' as const,
        at: hours * 60,
        value: 1,
        rescue: false,
      })),
      nextAt: null,
    };
    const status = [reliefDefinitionHdss2, reliefDefinitionHdss1].map(
      (each) => assessRelief(facts, each).status,
    );
    expect(status).toEqual([success, partial]);
  });

  it('is said in steps, and never in percent', () => {
    expect(definitionWords(reliefDefinitionHdss2)).toMatch(
      /^Relief: at least 2 steps of the scale below the baseline\. /,
    );
    expect(definitionWords(reliefDefinitionHdss1, reliefDefinitionHdss2)).toBe(
      'Relief: at least 1 step of the scale; everything else as hdss2.',
    );
    expect(definitionWords(reliefDefinitionHdss2)).not.toMatch(/pain|analgesic/);
    expect(definitionTitle(reliefDefinitionHdss2)).toMatch(
      /^hdss2: relief by 2 steps of the scale, version 1 /,
    );
    expect(reviewSentence([], reliefTerm('sweating', 50))).toBe(
      'No injection of this series has been recorded yet.',
    );
    expect(
      reviewSentence(
        [
          {
            ordinal: 1,
            intervalDays: null,
            relief: {
              status: 'evaluable',
              reason: null,
              lapse: { lower: 12_960, upper: 14_400 },
              coverage: null,
            },
          },
        ],
        reliefTerm('sweating', 50),
      ),
    ).toBe('Relief of sweating by two steps of the HDSS after #1 lasted until day 9 to 10.');
  });
});

describe('REL-20, S3: blood flow', () => {
  it('has no threshold, is not judged, and no score is called missing', () => {
    const found = judged('perfusion', []);
    expect(symptomDefinitions('perfusion')).toBeNull();
    expect(found?.response).toBe('not-evaluable');
    expect(found?.relief.primary.relief).toMatchObject({ status: 'not-evaluable', reason: 'no-threshold' });
    expect(found?.ordinal).toBe(1);
    expect(definitionStamp('perfusion')).toBe('nothing (no threshold is defined for blood flow)');
  });
});

describe('REL-16: two series on one leg against two symptoms', () => {
  it('the injection of the other ends the interval, its scores say nothing here', () => {
    const own = series('pain');
    const other = series('sweating', 'other');
    const records: TargetRecords = {
      series: [own, other],
      injections: [injection('series', 0), injection('other', 240)],
      scores: [
        score(-1, 8),
        ...[12, 48, 96, 168].map((hours) => score(hours, 3)),
        ...[192, 216].map((hours) => score(hours, 4, 'other')),
      ],
    };
    const relief = seriesResponses(records, own)[0]?.injections[0]?.relief.primary;
    expect(relief?.between.intervalDays).toBe(10);
    expect(relief?.relief.status === 'evaluable' && relief.relief.duration).toMatchObject({
      lower: 168 * 60,
      upper: null,
    });
  });
});
