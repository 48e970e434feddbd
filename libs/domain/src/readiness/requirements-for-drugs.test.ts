import { describe, expect, it } from 'vitest';
import { at } from '../scheduling/booking.builder.js';
import { clockText } from '../time/clock-text.js';
import type { ReadinessFlags, ReadinessVisit } from './readiness-visit.js';
import { requirement, takes } from './readiness.builder.js';
import type { Requirement } from './requirement.js';

const due = ({ dueAt, lastAt }: Requirement) =>
  [dueAt, lastAt].map((each) => clockText(each, 'America/New_York').replace(' 2026', ''));

describe('READY-10 to READY-12: anticoagulants', () => {
  it.each<[string, Partial<ReadinessFlags>, string, string | null]>([
    ['asked four days before is known', {}, 'always', 'met'],
    [
      'asked seven days before to the minute is known',
      { anticoagulantAskedAt: at('2026-06-01T13:00') },
      'always',
      'met',
    ],
    [
      'a minute earlier is asked again',
      { anticoagulantAskedAt: at('2026-06-01T12:59') },
      'asked-too-long-ago',
      'missing',
    ],
    [
      'never asked is not known',
      { anticoagulant: 'not-asked', anticoagulantAskedAt: null },
      'not-asked',
      'missing',
    ],
  ])('%s', (_story, flagChanges, reason, byRecord) => {
    expect(requirement('anticoagulant-known', {}, flagChanges)).toMatchObject({ reason, byRecord });
  });

  it.each<[string, string[], string, string[]]>([
    [
      'three days of hold: asked for two days before them',
      ['apixaban'],
      'takes-anticoagulant',
      ['Wed 3 Jun, 13:00 EDT', 'Fri 5 Jun, 13:00 EDT'],
    ],
    [
      'impaired kidneys count: two days before six',
      ['dabigatran'],
      'takes-anticoagulant',
      ['Sun 31 May, 13:00 EDT', 'Thu 4 Jun, 13:00 EDT'],
    ],
    [
      'of several the longest',
      ['aspirin', 'clopidogrel'],
      'takes-anticoagulant',
      ['Sat 30 May, 13:00 EDT', 'Mon 1 Jun, 13:00 EDT'],
    ],
    [
      'an unknown one may be any',
      ['wonderdrug'],
      'takes-unknown-drug',
      ['Wed 27 May, 13:00 EDT', 'Mon 1 Jun, 13:00 EDT'],
    ],
    [
      'without a hold the decision is asked for all the same',
      ['nsaid'],
      'takes-anticoagulant',
      ['Sat 6 Jun, 13:00 EDT', 'Mon 8 Jun, 13:00 EDT'],
    ],
  ])('%s', (_story, drugs, reason, times) => {
    const decision = requirement('anticoagulant-decision', {}, takes(...drugs));
    expect(decision).toMatchObject({ reason, owner: 'physician', action: 'ask-the-prescriber' });
    expect(due(decision)).toEqual(times);
  });

  it('a decision is for a day, and for an hour where the hold is counted in hours or not known', () => {
    const basis = (drug: string) => requirement('anticoagulant-decision', {}, takes(drug)).restsOn;
    expect(basis('apixaban')).toEqual({ drugs: 'apixaban', date: '2026-06-08' });
    for (const drug of ['enoxaparin-prophylactic', 'wonderdrug'])
      expect(basis(drug)).toEqual({ drugs: drug, date: '2026-06-08', start: at('2026-06-08T13:00') });
  });

  it('the names of drugs are among what is compared, never among what is shown', () => {
    expect(JSON.stringify(requirement('anticoagulant-decision', {}, takes('apixaban')).why)).not.toContain(
      'apixaban',
    );
  });
});

describe('READY-13: allergies in three states', () => {
  it.each<[string, Partial<ReadinessVisit>, Partial<ReadinessFlags>, object]>([
    ['none known, contrast too', {}, {}, { reason: 'none-known', byRecord: 'met', stops: null }],
    [
      'nobody asked',
      {},
      { allergies: { state: 'not-asked' } },
      { reason: 'not-asked', byRecord: 'missing', stops: { step: 'in-room' } },
    ],
    [
      'nobody asked about contrast, which is used',
      {},
      { contrastReaction: 'not-asked' },
      { reason: 'not-asked', byRecord: 'missing', stops: { step: 'in-room' } },
    ],
    [
      'nobody asked about contrast, which is not used',
      { usesContrast: false },
      { contrastReaction: 'not-asked' },
      { reason: 'none-known', byRecord: 'met' },
    ],
    [
      'one that the patient will not meet is looked at by a nurse',
      {},
      { allergies: { state: 'listed', substances: ['penicillin'] } },
      { reason: 'allergy-listed', byRecord: null, owner: 'nurse', stops: null },
    ],
    [
      'latex is answered by the physician',
      {},
      { allergies: { state: 'listed', substances: ['Latex'] } },
      { reason: 'allergy-matches', owner: 'physician', stops: { step: 'in-room' }, why: { matches: 1 } },
    ],
    [
      'so is a reaction to contrast',
      {},
      { contrastReaction: 'present' },
      { reason: 'allergy-matches', owner: 'physician', stops: { step: 'in-room' } },
    ],
  ])('%s', (_story, visitChanges, flagChanges, expected) => {
    expect(requirement('allergy-reviewed', visitChanges, flagChanges)).toMatchObject(expected);
  });
});
