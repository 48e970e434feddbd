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

  const rises = [
    ['warm', { temperatureBeforeC: 28.2, temperatureAfterC: 30.2 }],
    ['not warm', { temperatureBeforeC: 28.2, temperatureAfterC: 30.1 }],
    ['not measured after', { temperatureBeforeC: 28.2, temperatureAfterC: null }],
    ['not measured before', { temperatureBeforeC: null, temperatureAfterC: 30.2 }],
    ['not measured at all', { temperatureBeforeC: null, temperatureAfterC: null }],
  ] as const;
  const none = 'temperature-not-recorded';
  const matrix = {
    warm: ['sympathetically-maintained-supported', 'sympathetically-independent-supported', 'pain-not-rated'],
    'not warm': ['indeterminate', 'technical-failure', 'pain-not-rated'],
    'not measured after': [none, none, none],
    'not measured before': [none, none, none],
    'not measured at all': [none, none, none],
  } as const;
  const cells = rises.flatMap(([rise, temperatures]) =>
    ([true, false, null] as const).map(
      (reliefInWindow, column) => [rise, reliefInWindow, temperatures, matrix[rise][column]] as const,
    ),
  );
  it.each(cells)('cell of the matrix: %s, relief %s', (_rise, reliefInWindow, temperatures, finding) => {
    const clear = diagnosticResult({ ...temperatures, reliefInWindow, confounders: [] });
    expect(clear).toEqual({
      finding,
      provisional: finding === none || finding === 'pain-not-rated',
      confounded: false,
      confounders: [],
    });
    for (const confounder of ['opioid', 'ketamine', 'propofol', 'sensory-motor-loss'] as const)
      expect(
        diagnosticResult({ ...temperatures, reliefInWindow, confounders: [confounder] }),
        'a confounder qualifies the result, it never makes it another',
      ).toEqual({ ...clear, confounded: true, confounders: [confounder] });
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
