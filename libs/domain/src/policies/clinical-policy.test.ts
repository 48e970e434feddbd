import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assessRelief } from '../outcomes/relief.js';
import { symptomEscalation } from '../outcomes/symptom-escalation.js';
import { reliefDefinition30, reliefDefinition50 } from '../outcomes/relief-definition.js';
import { symptomDefinitions } from '../outcomes/symptom-definitions.js';
import { decisionPolicy } from '../series/decision-policy.js';
import { nonResponsePrompt } from '../series/response-prompts.js';
import { Temporal } from '../time/temporal.js';
import {
  clinicalPolicies,
  clinicalPolicyKinds,
  decisionPolicyOf,
  escalationPolicyOf,
  reliefDefinitionsOf,
  type ClinicalPolicyKind,
} from './clinical-figures.js';
import {
  checkClinicalFigures,
  clinicalVersions,
  comingUnder,
  isFiguresOf,
  nextVersionOf,
  policyStanding,
} from './clinical-policy.js';
import { figuresByPath, versionOn } from './figures.js';

const head = { version: '2', author: 'Dr. Osei', effectiveFrom: '2026-12-01' };
const day = { effectiveFrom: '2026-12-01', today: '2026-11-23' };
const proposed = <Kind extends ClinicalPolicyKind>(kind: Kind) => clinicalPolicies[kind].figures;
const refusals = (kind: ClinicalPolicyKind, figures: unknown, facts = day): string[] => {
  const decision = checkClinicalFigures(kind, figures, { before: proposed(kind), ...facts });
  return decision.accepted
    ? []
    : decision.refusals.map(({ code, facts: { entry } }) => `${code} ${String(entry)}`);
};
const { minutesPastDue } = proposed('escalation');
const told = (
  kind: 'symptom-emergency' | 'symptom-same-day',
  change: Partial<(typeof minutesPastDue)[typeof kind]>,
) => ({ minutesPastDue: { ...minutesPastDue, [kind]: { ...minutesPastDue[kind], ...change } } });

describe('POL-05: versions of a clinical rule', () => {
  it.each(clinicalPolicyKinds)('what Lull proposes for %s is a version that can be judged by', (kind) => {
    const decision = checkClinicalFigures(kind, proposed(kind), { before: { other: 1 } as never, ...day });
    expect(decision).toMatchObject({ accepted: true });
    expect(clinicalVersions(kind, [])).toEqual([{ ...clinicalPolicies[kind].head, figures: proposed(kind) }]);
  });

  it.each<[string, ClinicalPolicyKind, unknown]>([
    ['lacks a figure', 'decision', { ...proposed('decision'), nonResponses: undefined }],
    ['has one more', 'relief', { ...proposed('relief'), relativePercent: 20 }],
    ['has a text where a number stands', 'relief', { ...proposed('relief'), sustainedFrom: '48' }],
    ['has a choice that there is not', 'relief', { ...proposed('relief'), rescuePolicy: 'forget' }],
    ['has a figure below zero', 'escalation', told('symptom-emergency', { nurse: -1 })],
    ['has a figure that is none', 'escalation', told('symptom-emergency', { nurse: Number.NaN })],
    ['is a list', 'decision', []],
    ['is nothing', 'decision', null],
    ['writes a path for a figure', 'escalation', { 'minutesPastDue.symptom-emergency.nurse': 0 }],
  ])('a version that %s is judged by nobody', (_, kind, body) => {
    expect(isFiguresOf(kind, body)).toBe(false);
    expect(clinicalVersions(kind, [{ ...head, body }])).toBeNull();
    expect(refusals(kind, body)).toEqual(['policy.figures-incomplete figures']);
  });

  it('changes each definition of relief of pain, keeps what their names say, and no other symptom', () => {
    const own = { ...head, figures: { ...proposed('relief'), minimumTherapeutic: 14 * 1440 } };
    const definitions = reliefDefinitionsOf(own);
    expect(definitions.primary).toEqual({ ...reliefDefinition50, ...head, minimumTherapeutic: 14 * 1440 });
    expect(definitions.secondary).toEqual({ ...reliefDefinition30, ...head, minimumTherapeutic: 14 * 1440 });
    expect(symptomDefinitions('pain', definitions)).toBe(definitions);
    expect(symptomDefinitions('sweating', definitions)).toEqual(symptomDefinitions('sweating'));
    expect(symptomDefinitions('perfusion', definitions)).toBeNull();
    const entries = [
      { kind: 'now', at: 48 * 60, value: 2, rescue: false } as const,
      { kind: 'now', at: 9 * 1440, value: 2, rescue: false } as const,
      { kind: 'now', at: 10 * 1440, value: 8, rescue: false } as const,
      { kind: 'now', at: 11 * 1440, value: 8, rescue: false } as const,
    ];
    const response = (definition: typeof reliefDefinition50) => {
      const relief = assessRelief({ baseline: 8, entries, nextAt: null }, definition);
      return [relief.status === 'evaluable' && relief.response, relief.definition.version];
    };
    expect([response(reliefDefinition50), response(definitions.primary)]).toEqual([
      ['responder', '1'],
      ['non-responder', '2'],
    ]);
  });

  it('makes decision rules with the figures, and everything else as Lull has it', () => {
    const figures = proposed('decision');
    expect(decisionPolicyOf({ ...clinicalPolicies.decision.head, figures })).toEqual(decisionPolicy);
    const own = decisionPolicyOf({
      ...head,
      figures: {
        ...figures,
        nonResponses: 1,
        afterStopDays: { ...figures.afterStopDays, 'adverse-event': 1 },
      },
    });
    expect(own.afterStop['adverse-event']).toEqual({ kind: 'other-treatment', dueInDays: 1 });
    expect(own.afterStop['lasting-relief']).toBeNull();
    expect(own.undoSeconds).toBe(decisionPolicy.undoSeconds);
    const once = [{ ordinal: 1, injectedAt: 0, response: 'non-responder', duration: null }] as const;
    expect([nonResponsePrompt(once), nonResponsePrompt(once, own)?.code]).toEqual([
      null,
      'series.non-response-repeated',
    ]);
  });

  it('H15: tells symptoms further by its own minutes', () => {
    const own = escalationPolicyOf({ ...head, figures: told('symptom-emergency', { physician: 5 }) });
    const task = { kind: 'symptom-emergency', dueAt: 0 };
    const at = 5 * 60_000;
    expect(symptomEscalation(task, at, own)?.told).toContain('physician');
    expect(symptomEscalation(task, at)?.told).not.toContain('physician');
  });
});

describe('POL-06: a further version of a clinical rule', () => {
  it.each<[string, ClinicalPolicyKind, unknown, string[]]>([
    ['changes something', 'decision', proposed('decision'), ['policy.nothing-changed figures']],
    [
      'has no window of a fraction of a minute',
      'relief',
      { ...proposed('relief'), flareMaximum: 90.5 },
      ['policy.figure-out-of-range figures/flareMaximum'],
    ],
    [
      'shares nothing above the whole',
      'relief',
      { ...proposed('relief'), minimumKnownFraction: 1.2 },
      ['policy.figure-out-of-range figures/minimumKnownFraction'],
    ],
    [
      'sees sustained relief begin before it must be seen, and after the diagnostic window',
      'relief',
      { ...proposed('relief'), sustainedFrom: 120, sustainedBy: 60, diagnosticWindow: 480 },
      [
        'policy.figures-out-of-order figures/sustainedFrom',
        'policy.figures-out-of-order figures/diagnosticWindow',
      ],
    ],
    [
      'asks after one injection at least',
      'decision',
      { ...proposed('decision'), nonResponses: 0 },
      ['policy.figure-out-of-range figures/nonResponses'],
    ],
    [
      'leaves nobody waiting for a task for months',
      'decision',
      {
        ...proposed('decision'),
        afterStopDays: { ...proposed('decision').afterStopDays, other: 61 },
      },
      ['policy.figure-out-of-range figures/afterStopDays/other'],
    ],
    [
      'tells nobody further away before who is nearer (H15)',
      'escalation',
      told('symptom-same-day', { nurse: 40 }),
      ['policy.figures-out-of-order figures/minutesPastDue/symptom-same-day/physician'],
    ],
    [
      'lets no emergency wait longer than what has the day (H15)',
      'escalation',
      told('symptom-emergency', { physician: 40, administrator: 70 }),
      [
        'policy.figures-out-of-order figures/minutesPastDue/symptom-emergency/physician',
        'policy.figures-out-of-order figures/minutesPastDue/symptom-emergency/administrator',
      ],
    ],
  ])('%s', (_, kind, figures, codes) => {
    expect(refusals(kind, figures)).toEqual(codes);
  });

  it('begins no earlier than today, and says so when it begins today', () => {
    const figures = { ...proposed('decision'), nonResponses: 3 };
    const facts = (effectiveFrom: string) => ({
      before: proposed('decision'),
      effectiveFrom,
      today: '2026-11-23',
    });
    expect(refusals('decision', figures, { ...day, effectiveFrom: '2026-11-22' })).toEqual([
      'policy.begins-in-the-past effectiveFrom',
    ]);
    expect(checkClinicalFigures('decision', figures, facts('2026-11-23'))).toMatchObject({
      advisories: [{ code: 'policy.begins-today' }],
    });
    expect(checkClinicalFigures('decision', figures, facts('2026-11-24'))).toMatchObject({ advisories: [] });
  });

  it('is taken with any figures in their ranges, and any one of them out of it is found', () => {
    const paths = clinicalPolicyKinds.flatMap((kind) =>
      figuresByPath(proposed(kind)).flatMap(([path, value]) =>
        typeof value === 'number' ? [[kind, path] as const] : [],
      ),
    );
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.integer({ min: 1, max: 1e6 }), ([kind, path], beyond) => {
        const range = clinicalPolicies[kind].ranges.find(([pattern]) => pattern.test(path));
        expect(range, `${kind} ${path} has a range`).toBeDefined();
        const most = range?.[2] ?? 0;
        const changed = path
          .split('.')
          .reduceRight<unknown>((inner, key) => ({ [key]: inner }), most + beyond);
        expect(refusals(kind, merged(proposed(kind), changed))).toContain(
          `policy.figure-out-of-range figures/${path.replaceAll('.', '/')}`,
        );
      }),
    );
  });
});

describe('POL-07: which version holds on a day', () => {
  const all = clinicalVersions('decision', [
    { ...head, version: '3', body: { ...proposed('decision'), nonResponses: 3 } },
    { ...head, version: '4', effectiveFrom: '2026-12-10', body: proposed('decision') },
    {
      ...head,
      version: '5',
      effectiveFrom: '2026-12-10',
      body: { ...proposed('decision'), nonResponses: 4 },
    },
  ]);
  const versions = all ?? clinicalVersions('decision', []);
  if (versions === null) throw new Error('There is always one.');
  const [lull] = versions;

  it('is the one that began last, and of two of one day the later written; before all of them the first', () => {
    const on = (date: string) => versionOn(date, versions).version;
    expect(
      ['2020-01-01', '2026-11-30', '2026-12-01', '2026-12-09', '2026-12-10', '2030-01-01'].map(on),
    ).toEqual([lull.version, lull.version, '3', '3', '5', '5']);
  });

  it('tells where each version stands by the clinic’s day', () => {
    expect(versions.map((each) => policyStanding(each, versions, '2026-12-05'))).toEqual([
      'before',
      'in-force',
      'replaced',
      'to-come',
    ]);
    expect(nextVersionOf(versions)).toBe('6');
  });

  it('names the coming sessions by the clocks of their clinic', () => {
    const at = (date: string, zone: string) => ({
      start: Temporal.ZonedDateTime.from(`${date}T23:30[${zone}]`).epochMilliseconds,
      zone,
    });
    const sessions = [
      at('2026-11-30', 'America/New_York'),
      at('2026-12-01', 'America/New_York'),
      at('2026-12-10', 'Europe/Berlin'),
    ];
    expect(comingUnder(sessions, versions, '3')).toEqual([sessions[1]]);
    expect(comingUnder(sessions, versions, '5')).toEqual([sessions[2]]);
    expect(comingUnder(sessions, versions, '4')).toEqual([]);
  });
});

function merged(figures: unknown, change: unknown): unknown {
  if (typeof change !== 'object' || change === null) return change;
  const whole = figures as Readonly<Record<string, unknown>>;
  return {
    ...whole,
    ...Object.fromEntries(Object.entries(change).map(([key, part]) => [key, merged(whole[key], part)])),
  };
}
