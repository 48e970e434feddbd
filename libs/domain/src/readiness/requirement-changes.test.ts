import { describe, expect, it } from 'vitest';
import { at } from '../scheduling/booking.builder.js';
import type { ReadinessFlags, ReadinessVisit } from './readiness-visit.js';
import { allMet, flags, takes, visit } from './readiness.builder.js';
import { requirementsAfter } from './requirement-changes.js';
import { requirementsFor } from './requirements-for.js';

interface Change {
  readonly story: string;
  readonly before?: Partial<ReadinessVisit>;
  readonly flagsBefore?: Partial<ReadinessFlags>;
  readonly after?: Partial<ReadinessVisit>;
  readonly flagsAfter?: Partial<ReadinessFlags>;
  readonly added?: readonly string[];
  readonly withdrawn?: readonly string[];
  readonly reopened?: Readonly<Record<string, readonly string[]>>;
}

const moderate = { sedation: 'moderate' } as const;
const at8 = { start: at('2026-06-08T08:00') };
const nextDay = { start: at('2026-06-09T13:00') };
const sedatedKinds = [
  'escort-confirmed',
  'fasting-kept',
  'sedation-consent',
  'sedation-assessment',
  'fasting-told',
];

const changes: readonly Change[] = [
  { story: 'nothing changes nothing' },
  {
    story: 'a sedated visit moves from 13:00 to 08:00',
    before: moderate,
    after: { ...moderate, ...at8 },
    reopened: { 'escort-confirmed': ['start'], 'fasting-kept': ['fasting'], 'fasting-told': ['fasting'] },
  },
  {
    story: 'an unsedated visit moves from 13:00 to 08:00 and keeps what was done',
    after: at8,
  },
  { story: 'an unsedated visit is sedated', after: moderate, added: sedatedKinds },
  {
    story: 'a sedated visit is converted to unsedated: the rest stays done',
    before: moderate,
    withdrawn: sedatedKinds,
  },
  {
    story: 'deeper sedation has its own consent and assessment',
    before: moderate,
    after: { sedation: 'deep' },
    reopened: { 'sedation-consent': ['sedation'], 'sedation-assessment': ['sedation'] },
  },
  {
    story: 'the other side: consent is void, and the sides disagree until all are changed',
    after: { side: 'right' },
    reopened: { 'side-agreement': [], 'consent-for-side': ['side'], authorisation: [] },
  },
  {
    story: 'a decision of the prescriber is for its day',
    flagsBefore: takes('apixaban'),
    flagsAfter: takes('apixaban'),
    after: nextDay,
    reopened: { 'anticoagulant-decision': ['date'], 'no-infection': ['age'] },
  },
  {
    story: 'another drug is another decision',
    flagsBefore: takes('apixaban'),
    flagsAfter: takes('apixaban', 'clopidogrel'),
    reopened: { 'anticoagulant-decision': ['drugs'] },
  },
  {
    story: 'a drug that nobody knew of',
    flagsAfter: takes('warfarin'),
    added: ['anticoagulant-decision', 'inr-in-range'],
  },
  {
    story: 'an answer about anticoagulants is too old for a later day',
    after: { start: at('2026-06-12T13:00') },
    reopened: { 'anticoagulant-known': [], 'no-infection': ['age'] },
  },
  {
    story: 'an allergy is found that matches',
    flagsAfter: { allergies: { state: 'listed', substances: ['bupivacaine'] } },
    reopened: { 'allergy-reviewed': [] },
  },
  {
    story: 'a reviewed allergy, and another drug is planned',
    flagsBefore: { allergies: { state: 'listed', substances: ['penicillin'] } },
    flagsAfter: { allergies: { state: 'listed', substances: ['penicillin'] } },
    after: { substances: ['ropivacaine'] },
    reopened: { 'allergy-reviewed': ['planned'] },
  },
  {
    story: 'a GLP-1 drug is found: another fast, to be signed',
    before: moderate,
    after: moderate,
    flagsAfter: { glp1: 'present' },
    added: ['fasting-signed-off'],
    reopened: { 'fasting-kept': ['fasting'], 'fasting-told': ['fasting'] },
  },
];

describe('READY-43: what a change adds, withdraws and reopens', () => {
  it.each(changes)('$story', (change) => {
    const before = requirementsFor(visit(change.before), flags(change.flagsBefore));
    const after = requirementsFor(visit(change.after), flags(change.flagsAfter));
    const changed = requirementsAfter(before, after, allMet(before), at('2026-05-20T09:00'));
    expect(changed.added.map(({ kind }) => kind)).toEqual(change.added ?? []);
    expect(changed.withdrawn.map(({ kind }) => kind)).toEqual(change.withdrawn ?? []);
    expect(
      Object.fromEntries(changed.reopened.map(({ requirement, voidedBy }) => [requirement.kind, voidedBy])),
    ).toEqual(change.reopened ?? {});
  });

  it('what was not done is no further open than before, only due at another time', () => {
    const before = requirementsFor(visit(moderate), flags());
    const after = requirementsFor(visit({ ...moderate, ...at8 }), flags());
    const { reopened, rescheduled } = requirementsAfter(before, after, [], at('2026-05-20T09:00'));
    expect(reopened).toEqual([]);
    expect(rescheduled.map(({ kind }) => kind)).toContain('escort-confirmed');
  });
});
