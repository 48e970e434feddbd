import { describe, expect, it } from 'vitest';
import { diagnosticResult, type DiagnosticFacts } from './diagnostic-result.js';

const warm: DiagnosticFacts = {
  temperatureBeforeC: 28.2,
  temperatureAfterC: 30.2,
  reliefInWindow: true,
  confounders: [],
};

describe('DIA-01 the result of a diagnostic injection', () => {
  it.each([
    ['warm and relieved', warm, 'sympathetically-maintained-supported', false],
    [
      'warm and not relieved',
      { ...warm, reliefInWindow: false },
      'sympathetically-independent-supported',
      false,
    ],
    [
      'not warm but relieved: relief without proof',
      { ...warm, temperatureAfterC: 30.1 },
      'indeterminate',
      false,
    ],
    [
      'neither: not interpretable, repeat',
      { ...warm, temperatureAfterC: 28, reliefInWindow: false },
      'technical-failure',
      false,
    ],
    ['no temperature after', { ...warm, temperatureAfterC: null }, 'temperature-not-recorded', true],
    [
      'no temperature before, and no relief',
      { ...warm, temperatureBeforeC: null, reliefInWindow: false },
      'temperature-not-recorded',
      true,
    ],
    ['warm, but pain was not rated', { ...warm, reliefInWindow: null }, 'pain-not-rated', true],
  ] as const)('%s', (_story, facts, finding, provisional) => {
    expect(diagnosticResult(facts)).toEqual({ finding, provisional, confounded: false, confounders: [] });
  });

  it('is confounded by sedation that relieves pain, whatever the finding', () => {
    expect(diagnosticResult({ ...warm, confounders: ['opioid'] })).toEqual({
      finding: 'sympathetically-maintained-supported',
      provisional: false,
      confounded: true,
      confounders: ['opioid'],
    });
    expect(
      diagnosticResult({ ...warm, temperatureAfterC: null, confounders: ['sensory-motor-loss'] }),
    ).toMatchObject({
      provisional: true,
      confounded: true,
    });
  });

  it('takes the rise that counts as success from its definition', () => {
    const strict = { version: '2', author: 'clinic', effectiveFrom: '2026-01-01', successRiseC: 2.5 };
    expect(diagnosticResult(warm, strict).finding).toBe('indeterminate');
  });
});
