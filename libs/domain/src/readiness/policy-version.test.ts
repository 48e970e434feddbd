import { describe, expect, it } from 'vitest';
import { instantOf } from '../time/zone.js';
import {
  checkReadinessFigures,
  fastsOtherwise,
  figureDifferences,
  figuresOf,
  judgedBy,
  policyBody,
  type JudgedAhead,
  type ReadinessFigures,
} from './policy-version.js';
import { readinessPolicies, readPolicy, type ReadinessPolicy } from './readiness-policy.js';

const [proposed] = readinessPolicies;
const before = figuresOf(proposed);
const facts = { before, effectiveFrom: '2026-12-01', today: '2026-11-23' };
const fasting = (minutes: Partial<ReadinessFigures['fasting']['minutes']>): ReadinessFigures => ({
  ...before,
  fasting: { ...before.fasting, minutes: { ...before.fasting.minutes, ...minutes } },
});
const longer = fasting({ 'clear-liquids': 180 });

describe('POL-01: a further version of the readiness policy', () => {
  it('is taken with what it changes, and is a policy that readiness can judge by', () => {
    expect(checkReadinessFigures(longer, facts)).toMatchObject({ accepted: true, advisories: [] });
    const head = { version: '2', author: 'Dr. Osei', effectiveFrom: '2026-12-01' };
    expect(readPolicy(head, policyBody(longer))?.fasting.minutes).toEqual({
      ...proposed.fasting.minutes,
      clinic: longer.fasting.minutes,
    });
    expect(figuresOf({ ...head, ...policyBody(longer) })).toEqual(longer);
  });

  it.each<[string, ReadinessFigures, Partial<typeof facts>, string[]]>([
    ['changes something', before, {}, ['policy.nothing-changed figures']],
    [
      'judges no day that is over',
      longer,
      { effectiveFrom: '2026-11-22' },
      ['policy.begins-in-the-past effectiveFrom'],
    ],
    [
      'has whole minutes',
      fasting({ 'light-meal': 360.5 }),
      {},
      ['policy.figure-out-of-range figures/fasting/minutes/light-meal'],
    ],
    [
      'has no fast of more than a day',
      fasting({ 'full-meal': 1441 }),
      {},
      ['policy.figure-out-of-range figures/fasting/minutes/full-meal'],
    ],
    [
      'has no negative figure',
      { ...before, lead: { ...before.lead, escort: -1 } },
      {},
      ['policy.figure-out-of-range figures/lead/escort'],
    ],
    [
      'has an INR that is one',
      { ...before, inrMaximum: 12 },
      {},
      ['policy.figure-out-of-range figures/inrMaximum'],
    ],
    [
      'lets nobody drink earlier than eat',
      fasting({ 'clear-liquids': 400 }),
      {},
      ['policy.figures-out-of-order figures/fasting/minutes/clear-liquids'],
    ],
    [
      'has its first age before its last, and its classes in order',
      { ...before, pregnancyTestAges: { least: 60, most: 55 }, asaClass: { withoutApproval: 4, most: 3 } },
      {},
      [
        'policy.figures-out-of-order figures/pregnancyTestAges/least',
        'policy.figures-out-of-order figures/asaClass/withoutApproval',
      ],
    ],
  ])('%s', (_story, figures, changed, faults) => {
    const decision = checkReadinessFigures(figures, { ...facts, ...changed });
    expect(
      decision.accepted ? [] : decision.refusals.map(({ code, facts: { entry } }) => `${code} ${entry}`),
    ).toEqual(faults);
  });

  it('lets consent never grow old', () => {
    const aged = { ...before, valid: { ...before.valid, consent: 43_200 } };
    expect(checkReadinessFigures(before, { ...facts, before: aged }).accepted).toBe(true);
  });

  it('points out a fast that is shorter than the society’s, and one that begins today', () => {
    const decision = checkReadinessFigures(fasting({ 'clear-liquids': 60, 'light-meal': 240 }), {
      ...facts,
      effectiveFrom: facts.today,
    });
    expect(decision.accepted && decision.advisories).toEqual([
      {
        code: 'policy.shorter-than-guideline',
        facts: { intake: 'clear-liquids', minutes: 60, guidelineMinutes: 120 },
      },
      {
        code: 'policy.shorter-than-guideline',
        facts: { intake: 'light-meal', minutes: 240, guidelineMinutes: 360 },
      },
      { code: 'policy.begins-today', facts: {} },
    ]);
  });
});

describe('POL-02: two versions side by side', () => {
  it('differ figure by figure, whatever the order in which they were written', () => {
    const after: ReadinessFigures = {
      ...longer,
      substances: { ...before.substances, withContrast: ['iohexol'] },
      valid: { ...before.valid, consent: 60 },
    };
    expect(figureDifferences(before, after)).toEqual([
      { figure: 'fasting.minutes.clear-liquids', before: 120, after: 180 },
      { figure: 'substances.withContrast', before: 'iohexol, iopamidol', after: 'iohexol' },
      { figure: 'valid.consent', before: null, after: 60 },
    ]);
    const turned = Object.fromEntries(Object.entries(after).toReversed()) as unknown as ReadinessFigures;
    expect(figureDifferences(after, turned)).toEqual([]);
  });
});

describe('what a version applies to', () => {
  const zone = 'America/New_York';
  const session = (
    wall: string,
    sedation: JudgedAhead['sedation'] = 'moderate',
  ): JudgedAhead & { readonly wall: string } => {
    const start = instantOf(wall, zone, 'first');
    if (!start.accepted) throw new Error(wall);
    return { wall, start: start.value, arriveAt: start.value - 1_800_000, zone, sedation, glp1: false };
  };
  const own: ReadinessPolicy = {
    version: '2',
    author: 'Dr. Osei',
    effectiveFrom: '2026-12-01',
    ...policyBody(longer),
  };
  const policies = [proposed, own] as const;
  const sessions = [
    session('2026-11-30T23:30'),
    session('2026-12-01T00:30'),
    session('2026-12-05T09:00', 'none'),
    session('2026-12-06T09:00'),
  ];
  const walls = (found: readonly { readonly wall: string }[]) => found.map(({ wall }) => wall);

  it('POL-03: are the sessions of its days, by the clinic’s clocks', () => {
    expect(walls(judgedBy(sessions, policies, '2'))).toEqual(walls(sessions.slice(1)));
    const later = { ...own, version: '3', effectiveFrom: '2026-12-06' };
    expect(walls(judgedBy(sessions, [...policies, later], '2'))).toEqual(walls(sessions.slice(1, 3)));
    expect(walls(judgedBy(sessions, policies, '1'))).toEqual(walls(sessions.slice(0, 1)));
  });

  it('POL-04: other fasting times are told of the sedated alone', () => {
    expect(walls(fastsOtherwise(sessions, [proposed], policies))).toEqual([
      '2026-12-01T00:30',
      '2026-12-06T09:00',
    ]);
  });
});
