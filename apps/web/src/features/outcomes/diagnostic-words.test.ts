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
  sedation: 'none',
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

  it.each<readonly [string, Partial<DiagnosticView>, string]>([
    ['warm and relieved', {}, 'sympathetically maintained pain supported'],
    [
      'warm, not relieved',
      { finding: 'sympathetically-independent-supported', reliefInWindow: false },
      'sympathetically independent pain supported',
    ],
    [
      'not warm, relieved',
      { finding: 'indeterminate', temperatureRiseC: 0.4 },
      'indeterminate: relief without proof of the injection’s effect (placebo, systemic effect, spread to somatic nerves)',
    ],
    [
      'neither',
      { finding: 'technical-failure', temperatureRiseC: 0.4, reliefInWindow: false },
      'technical failure: not interpretable, repeat',
    ],
    [
      'not measured',
      { finding: 'temperature-not-recorded', provisional: true, temperatureRiseC: null },
      'provisional: temperature not recorded',
    ],
    [
      'measured, not rated',
      { finding: 'pain-not-rated', provisional: true, reliefInWindow: null },
      'provisional: pain not rated in the window',
    ],
  ])('has the words of its cell, never "proven": %s', (_cell, more, words) => {
    expect(diagnosticText({ ...supported, ...more })).toBe(words);
    expect(words).not.toMatch(/prove[nds]/);
    const confounded = diagnosticText({ ...supported, ...more, confounders: ['propofol'] });
    expect(confounded).toMatch(/; confounded by propofol/);
    expect(confounded?.endsWith(': relief is no proof')).toBe(
      { ...supported, ...more }.reliefInWindow === true,
    );
  });

  it('warns of sedation, also of a sedative that relieves no pain', () => {
    expect(sedationWarning(supported)).toBeNull();
    expect(sedationWarning({ ...supported, sedatives: ['midazolam'] })).toMatch(/^Sedated with midazolam:/);
  });

  it('warns of a session under sedation of which no drug was recorded', () => {
    expect(sedationWarning({ ...supported, sedation: 'moderate' })).toMatch(
      /^The session was under moderate sedation, and which drug was given is not recorded:/,
    );
  });

  it('says what was not recorded instead of a zero', () => {
    expect(riseText({ ...supported, temperatureRiseC: null })).toBe('not recorded');
    expect(riseText({ ...supported, temperatureRiseC: -0.4 })).toBe('−0.4 °C');
    expect(windowText({ ...supported, reliefInWindow: null })).toBe('not rated');
  });
});
