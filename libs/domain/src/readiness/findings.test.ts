import { describe, expect, it } from 'vitest';
import { at } from '../scheduling/booking.builder.js';
import { checkInr, checkPainToJudge, checkSedationAssessment, judgeFinding, type Found } from './findings.js';
import { readinessPolicies } from './readiness-policy.js';
import type { Decision } from '../decision.js';
import type { RequirementKind } from './requirement.js';

const [policy] = readinessPolicies;
const codeOf = (decision: Decision<true>) => (decision.accepted ? 'met' : decision.refusals[0]?.code);

describe('READY-45: the INR gate', () => {
  it.each([
    [1.1, 'met'],
    [1.2, 'met'],
    [1.3, 'readiness.inr-too-high'],
  ])('%d: %s', (inr, expected) => {
    expect(codeOf(checkInr(inr, policy))).toBe(expected);
  });
});

describe('READY-46: who may be sedated here', () => {
  it.each([
    ['class II with an airway looked at', 2, true, false, 'met'],
    ['class II without', 2, false, false, 'readiness.airway-not-assessed'],
    ['class III without the physician’s approval', 3, true, false, 'readiness.asa-class-needs-approval'],
    ['class III with it', 3, true, true, 'met'],
    ['class IV, whoever approves', 4, true, true, 'readiness.asa-class-too-high'],
  ])('%s', (_story, asaClass, airwayAssessed, approvedByPhysician, expected) => {
    expect(codeOf(checkSedationAssessment({ asaClass, airwayAssessed, approvedByPhysician }, policy))).toBe(
      expected,
    );
  });
});

describe('READY-47: pain to judge a diagnostic injection by', () => {
  const now = at('2026-06-08T12:45');
  it.each([
    ['a score of 2 and no analgesic', 2, null, 'met'],
    ['a score of 1', 1, null, 'readiness.pain-too-low-to-judge'],
    ['an analgesic of six hours before', 6, at('2026-06-08T06:45'), 'met'],
    ['one of a minute later', 6, at('2026-06-08T06:46'), 'readiness.analgesic-too-recent'],
  ])('%s', (_story, score, analgesicAt, expected) => {
    expect(codeOf(checkPainToJudge({ score, at: now, analgesicAt }, policy))).toBe(expected);
  });
});

describe('READY-48: what was found counts, not the word that it is met', () => {
  const start = at('2026-06-08T13:00');
  const visit = {
    at: at('2026-06-08T12:00'),
    start,
    cutOffs: [{ intake: 'light-meal', lastAt: at('2026-06-08T07:00') }],
  } as const;
  it.each<[string, RequirementKind, Found, string | undefined]>([
    ['an INR within the gate', 'inr-in-range', { inr: 1.1 }, 'met'],
    ['an INR outside of it', 'inr-in-range', { inr: 1.4 }, 'readiness.inr-too-high'],
    ['an INR that nobody measured', 'inr-in-range', {}, 'readiness.inr-too-high'],
    ['an ASA class that is too high', 'sedation-assessment', { asaClass: 5 }, 'readiness.asa-class-too-high'],
    ['a fast that nobody asked about', 'fasting-kept', {}, 'readiness.last-intake-not-asked'],
    ['a fast that was kept', 'fasting-kept', { lastIntakes: { 'light-meal': null } }, 'met'],
    [
      'a fast that was broken',
      'fasting-kept',
      { lastIntakes: { 'light-meal': at('2026-06-08T08:00') } },
      'readiness.not-fasted',
    ],
    ['too little pain', 'pain-present', { score: 1 }, 'readiness.pain-too-low-to-judge'],
    [
      'an analgesic of an hour ago',
      'pain-present',
      { score: 7, analgesicAt: at('2026-06-08T11:00') },
      'readiness.analgesic-too-recent',
    ],
    ['consent, which has no limit', 'consent-for-side', {}, 'met'],
  ])('%s', (_story, kind, found, expected) => {
    expect(codeOf(judgeFinding(kind, found, visit, policy))).toBe(expected);
  });
});
