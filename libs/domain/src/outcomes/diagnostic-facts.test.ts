import { describe, expect, it } from 'vitest';
import { sedationLevels } from '../sedation/sedation-level.js';
import { seriesPurposes } from '../series/series-rules.js';
import {
  diagnosticFacts,
  plannedSedationWarning,
  sedativesGiven,
  type DiagnosticRecord,
} from './diagnostic-facts.js';

const record: DiagnosticRecord = {
  side: 'left',
  temperatures: [
    { foot: 'right', minute: 0, celsius: 29 },
    { foot: 'left', minute: 20, celsius: 31 },
    { foot: 'left', minute: 0, celsius: 27 },
    { foot: 'left', minute: 30, celsius: 30.5 },
    { foot: 'right', minute: 20, celsius: 34 },
  ],
  drugs: [{ role: 'local-anaesthetic', drug: 'bupivacaine' }],
  complications: [],
};

describe('DIA-02 what a diagnostic result is read from', () => {
  it('the treated foot before, and its highest temperature after', () => {
    expect(diagnosticFacts(record, true)).toEqual({
      temperatureBeforeC: 27,
      temperatureAfterC: 31,
      reliefInWindow: true,
      confounders: [],
    });
  });

  it('nothing stands in for a temperature that was not taken', () => {
    const other = { ...record, temperatures: record.temperatures.filter((each) => each.foot === 'right') };
    expect(diagnosticFacts(other, null)).toMatchObject({
      temperatureBeforeC: null,
      temperatureAfterC: null,
      reliefInWindow: null,
    });
  });

  it.each<[string, Partial<DiagnosticRecord>, readonly string[]]>([
    [
      'an opioid, however it is written, once',
      {
        drugs: [
          { role: 'sedative', drug: ' Fentanyl' },
          { role: 'sedative', drug: 'morphine' },
        ],
      },
      ['opioid'],
    ],
    [
      'ketamine and propofol',
      {
        drugs: [
          { role: 'sedative', drug: 'ketamine' },
          { role: 'sedative', drug: 'propofol' },
        ],
      },
      ['ketamine', 'propofol'],
    ],
    ['midazolam does not relieve pain', { drugs: [{ role: 'sedative', drug: 'midazolam' }] }, []],
    [
      'an opioid that was recorded as something else',
      { drugs: [{ role: 'other', drug: 'Nalbuphine' }] },
      ['opioid'],
    ],
    ['a name that every object has', { drugs: [{ role: 'sedative', drug: 'constructor' }] }, []],
    ['numbness', { complications: [{ code: 'temporary-numbness' }] }, ['sensory-motor-loss']],
    [
      'weakness',
      { complications: [{ code: 'weakness-injected-side' }, { code: 'bruising' }] },
      ['sensory-motor-loss'],
    ],
  ])('confounders: %s', (_story, changes, confounders) => {
    expect(diagnosticFacts({ ...record, ...changes }, true).confounders).toEqual(confounders);
  });
});

describe('DIA-03 sedation in a diagnostic injection', () => {
  it.each([
    ['none', [{ role: 'local-anaesthetic', drug: 'bupivacaine' }], []],
    [
      'every sedative once, also one that does not relieve pain',
      [
        { role: 'sedative', drug: 'midazolam' },
        { role: 'sedative', drug: ' midazolam' },
        { role: 'reversal', drug: 'flumazenil' },
      ],
      ['midazolam'],
    ],
    ['an opioid under another role', [{ role: 'other', drug: 'fentanyl' }], ['fentanyl']],
  ])('is named: %s', (_story, drugs, names) => {
    expect(sedativesGiven({ drugs })).toEqual(names);
  });
});

describe('DIA-04 sedation planned for a diagnostic series', () => {
  const all = seriesPurposes.flatMap((purpose) => sedationLevels.map((level) => [purpose, level] as const));
  it.each(all)('%s, sedation %s', (purpose, level) => {
    const warning = plannedSedationWarning(purpose, level);
    if (purpose === 'diagnostic' && level !== 'none') expect(warning).toMatch(/^Sedation in a diagnostic/);
    else expect(warning).toBeNull();
  });
});
