import {
  clinicalPolicies,
  clinicalPolicyKinds,
  differencesBetween,
  figuresByPath,
  figuresOf,
  readinessPolicies,
} from '@lull/domain';
import { describe, expect, it } from 'vitest';
import { figureAt, figureText, withFigure } from './figure-words.js';
import { policyKinds, type PolicyKind } from './policy-kinds.js';

const figures = figuresOf(readinessPolicies[0]);
const fieldsOf = (kind: PolicyKind) => policyKinds[kind].groups.flatMap(({ fields }) => fields);

describe('the figures of the policies', () => {
  it.each([
    ['readiness', figures],
    ...clinicalPolicyKinds.map((kind) => [kind, clinicalPolicies[kind].figures] as const),
  ] as const)(
    'have a field each: none of %s can be changed by nobody, and no field is about none',
    (kind, proposed) => {
      expect(
        fieldsOf(kind)
          .map(({ figure }) => figure)
          .toSorted(),
      ).toEqual(
        figuresByPath(proposed)
          .map(([figure]) => figure)
          .toSorted(),
      );
    },
  );

  it('are changed one at a time', () => {
    const after = withFigure(figures, 'fasting.minutes.clear-liquids', 180);
    expect(differencesBetween(figures, after)).toEqual([
      { figure: 'fasting.minutes.clear-liquids', before: 120, after: 180 },
    ]);
    expect(figureAt(after, 'fasting.minutes.clear-liquids')).toBe(180);
  });

  it.each([
    ['readiness', 'lead.authorisation', 10_080, '7 days'],
    ['readiness', 'fasting.minutes.light-meal', 360, '6 hours'],
    ['readiness', 'fasting.minutes.light-meal', 390, '390 minutes'],
    ['readiness', 'fasting.minutes.clear-liquids', 0, '0 minutes'],
    ['readiness', 'lead.onTheDay', 60, '1 hour'],
    ['readiness', 'valid.consent', null, 'does not grow old'],
    ['readiness', 'fasting.guideline', 'asipp', 'ASIPP'],
    ['readiness', 'pregnancyTestAges.least', 12, '12 years'],
    ['readiness', 'inrMaximum', 1.2, '1.2'],
    ['readiness', 'substances.withContrast', '', 'nothing'],
    ['relief', 'minimumKnownFraction', 0.8, '80 %'],
    ['relief', 'rescuePolicy', 'exclude', 'not at all'],
    ['decision', 'afterStopDays.adverse-event', 1, '1 day'],
    ['decision', 'nonResponses', 2, '2'],
  ] as const)('are read as people say them: of %s %s of %s', (kind, path, value, text) => {
    const field = fieldsOf(kind).find(({ figure }) => figure === path);
    expect(field && figureText(field, value)).toBe(text);
  });
});
