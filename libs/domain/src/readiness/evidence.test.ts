import { describe, expect, it } from 'vitest';
import { checkEvidence, type GivenEvidence } from './evidence.js';
import { requirement, takes } from './readiness.builder.js';

const moderate = { sedation: 'moderate' } as const;
const escort = requirement('escort-confirmed', moderate);
const consent = requirement('consent-for-side');
const told = requirement('fasting-told', moderate);
const decision = requirement('anticoagulant-decision', {}, takes('apixaban'));
const given = (changes: Partial<GivenEvidence> = {}): GivenEvidence => ({
  at: 7,
  outcome: 'met',
  reason: null,
  particulars: {},
  ...changes,
});

describe('READY-40: what is taken as evidence', () => {
  it.each([
    [
      'an escort by name and number',
      escort,
      given({ particulars: { name: 'Sam Lee', phone: '+15551234567' } }),
    ],
    ['an escort who was asked and has not answered', escort, given({ outcome: 'requested' })],
    ['an escort who cannot come', escort, given({ outcome: 'failed' })],
    [
      'consent for the side of the visit',
      consent,
      given({ particulars: { side: 'left', formVersion: '3' } }),
    ],
    [
      'a decision with who made it',
      decision,
      given({ particulars: { prescriber: 'Dr Osei', decision: 'as in the letter of 2 June' } }),
    ],
    [
      'a waiver of what is soft, with its reason',
      told,
      given({ outcome: 'waived', reason: 'told by her daughter' }),
    ],
  ])('%s', (_story, wanted, evidence) => {
    expect(checkEvidence(wanted, evidence)).toMatchObject({
      accepted: true,
      value: { kind: wanted.kind, at: 7, outcome: evidence.outcome, restsOn: wanted.restsOn },
    });
  });

  it.each([
    [
      'an escort without a number',
      escort,
      given({ particulars: { name: 'Sam Lee', phone: ' ' } }),
      { code: 'readiness.evidence-incomplete', facts: { missing: 'phone' } },
    ],
    [
      'a typed yes',
      escort,
      given(),
      { code: 'readiness.evidence-incomplete', facts: { missing: 'name, phone' } },
    ],
    [
      'a decision that nobody made',
      decision,
      given({ particulars: { decision: 'yes' } }),
      { code: 'readiness.evidence-incomplete', facts: { missing: 'prescriber' } },
    ],
    [
      'consent for the other side',
      consent,
      given({ particulars: { side: 'right', formVersion: '3' } }),
      { code: 'readiness.evidence-for-another-side' },
    ],
    [
      'consent where no side is entered',
      requirement('consent-for-side', { side: null }),
      given({ particulars: { side: 'left', formVersion: '3' } }),
      { code: 'readiness.settled-by-the-record' },
    ],
    [
      'a waiver of a hard stop, whatever the reason',
      escort,
      given({ outcome: 'waived', reason: 'lives next door' }),
      { code: 'readiness.hard-stop-not-waived', facts: { step: 'sedative-given' } },
    ],
    [
      'a waiver without a reason',
      told,
      given({ outcome: 'waived', reason: ' ' }),
      { code: 'readiness.waiver-without-reason' },
    ],
    [
      'a word that would make two sides one',
      requirement('side-agreement', { plannedSide: 'right' }),
      given(),
      { code: 'readiness.settled-by-the-record' },
    ],
  ])('is not %s', (_story, wanted, evidence, refusal) => {
    expect(checkEvidence(wanted, evidence)).toMatchObject({ accepted: false, refusals: [refusal] });
  });
});
