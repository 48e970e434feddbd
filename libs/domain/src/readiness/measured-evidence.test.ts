import { describe, expect, it } from 'vitest';
import { infectionByTemperature, painByScore, saysFever } from './measured-evidence.js';

const none = { corrected: null, latest: null };
const fever = { outcome: 'failed', reason: 'Vital signs: 38.4 °C is fever.' } as const;

describe('READY-49: what was measured is evidence', () => {
  it.each<[string, number | null, string | undefined]>([
    ['fever at the limit', 38, 'failed'],
    ['fever above it', 39.2, 'failed'],
    ['no fever', 37.9, undefined],
    ['no temperature', null, undefined],
  ])('of an infection: %s', (_story, celsius, outcome) => {
    expect(infectionByTemperature(celsius, none)?.outcome).toBe(outcome);
  });

  it('names the temperature, so that its source is seen', () => {
    expect(infectionByTemperature(38.4, none)?.reason).toBe(fever.reason);
    expect(saysFever(fever)).toBe(true);
  });

  it.each([
    ['asks anew once the fever was a slip of the pen', fever, 'requested'],
    ['leaves an answer that somebody has given since', { outcome: 'met', reason: null } as const, undefined],
    [
      'leaves an infection that somebody has seen',
      { outcome: 'failed', reason: 'Skin is red.' } as const,
      undefined,
    ],
  ])('%s', (_story, latest, outcome) => {
    expect(infectionByTemperature(36.4, { corrected: 38.4, latest })?.outcome).toBe(outcome);
  });

  it.each<[string, readonly number[], number | null, string | undefined]>([
    ['nobody rated it', [], 1, undefined],
    ['too little, whoever was asked what', [1], null, 'failed'],
    ['enough, and nobody asked about analgesics', [6], null, undefined],
    ['enough, and asked about analgesics', [6], 1, 'met'],
    ['enough in one leg alone', [6, 1], 1, 'failed'],
  ])('of the pain: %s', (_story, scores, analgesicAt, outcome) => {
    expect(painByScore(scores, { analgesicAt, leastScore: 2 })?.outcome).toBe(outcome);
  });
});
