import type { DiagnosticView } from '@lull/contracts';
import { describe, expect, it } from 'vitest';
import { diagnosticText, riseText, sedationWarning, windowText } from './diagnostic-words.js';

const supported: DiagnosticView = {
  finding: 'sympathetically-maintained-supported',
  provisional: false,
  confounders: [],
  temperatureRiseC: 5.6,
  reliefInWindow: true,
  sedatives: [],
};

describe('The result of a diagnostic injection', () => {
  it.each<readonly [string, DiagnosticView | null, string | null]>([
    ['is absent from a therapeutic one', null, null],
    ['is never more than supported', supported, 'sympathetically maintained pain supported'],
    [
      'names whatever relieves pain by itself',
      { ...supported, confounders: ['opioid', 'sensory-motor-loss'] },
      'sympathetically maintained pain supported; confounded by an opioid and loss of feeling or strength: relief is no proof',
    ],
    [
      'is provisional without a temperature',
      { ...supported, finding: 'temperature-not-recorded', provisional: true, temperatureRiseC: null },
      'provisional: temperature not recorded',
    ],
  ])('%s', (_story, diagnostic, expected) => {
    expect(diagnosticText(diagnostic)).toBe(expected);
  });

  it('warns of sedation, also of a sedative that relieves no pain', () => {
    expect(sedationWarning(supported)).toBeNull();
    expect(sedationWarning({ ...supported, sedatives: ['midazolam'] })).toMatch(/^Sedated with midazolam:/);
  });

  it('says what was not recorded instead of a zero', () => {
    expect(riseText({ ...supported, temperatureRiseC: null })).toBe('not recorded');
    expect(riseText({ ...supported, temperatureRiseC: -0.4 })).toBe('−0.4 °C');
    expect(windowText({ ...supported, reliefInWindow: null })).toBe('not rated');
  });
});
