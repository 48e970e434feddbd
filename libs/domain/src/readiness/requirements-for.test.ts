import { describe, expect, it } from 'vitest';
import { at } from '../scheduling/booking.builder.js';
import { clockText } from '../time/clock-text.js';
import { hourMs } from '../time/zone.js';
import type { ReadinessFlags, ReadinessVisit } from './readiness-visit.js';
import { flags, requirement, takes, visit } from './readiness.builder.js';
import { requirementsFor } from './requirements-for.js';
import { requirementKinds, type Requirement, type RequirementKind } from './requirement.js';

const kindsOf = (visitChanges: Partial<ReadinessVisit>, flagChanges: Partial<ReadinessFlags> = {}) =>
  requirementsFor(visit(visitChanges), flags(flagChanges)).map(({ kind }) => kind);

const always: readonly RequirementKind[] = [
  'side-agreement',
  'consent-for-side',
  'anticoagulant-known',
  'allergy-reviewed',
  'no-infection',
  'authorisation',
];
const whenSedated: readonly RequirementKind[] = [
  'escort-confirmed',
  'fasting-kept',
  'sedation-consent',
  'sedation-assessment',
  'fasting-told',
];
const withAlso = (...more: readonly RequirementKind[]) =>
  requirementKinds.filter((each) => always.includes(each) || more.includes(each));

interface Story {
  readonly story: string;
  readonly visit?: Partial<ReadinessVisit>;
  readonly flags?: Partial<ReadinessFlags>;
  readonly also: readonly RequirementKind[];
}

const stories: readonly Story[] = [
  { story: 'an unsedated visit of who has nothing', also: [] },
  { story: 'a sedated one', visit: { sedation: 'moderate' }, also: whenSedated },
  { story: 'a lightly sedated one asks for the same', visit: { sedation: 'minimal' }, also: whenSedated },
  {
    story: 'a diagnostic one asks for pain to judge by',
    visit: { purpose: 'diagnostic' },
    also: ['pain-present'],
  },
  { story: 'a DOAC asks for a decision', flags: takes('apixaban'), also: ['anticoagulant-decision'] },
  {
    story: 'warfarin for an INR beside it',
    flags: takes('warfarin'),
    also: ['anticoagulant-decision', 'inr-in-range'],
  },
  { story: 'a drug without a name for a decision too', flags: takes(''), also: ['anticoagulant-decision'] },
  {
    story: 'diabetes alone changes nothing unsedated without steroid',
    flags: { diabetes: 'present' },
    also: [],
  },
  {
    story: 'diabetes with a steroid asks for a plan',
    visit: { withSteroid: true },
    flags: { diabetes: 'present' },
    also: ['glucose-plan'],
  },
  {
    story: 'diabetes with a fast for a plan and a signature',
    visit: { sedation: 'deep' },
    flags: { diabetes: 'present' },
    also: [...whenSedated, 'glucose-plan', 'fasting-signed-off'],
  },
  {
    story: 'a GLP-1 drug with a fast for a signature',
    visit: { sedation: 'deep' },
    flags: { glp1: 'present' },
    also: [...whenSedated, 'fasting-signed-off'],
  },
  {
    story: 'who was never asked about diabetes is asked before the fast',
    visit: { sedation: 'deep' },
    flags: { diabetes: 'not-asked' },
    also: [...whenSedated, 'glucose-plan', 'fasting-signed-off'],
  },
  {
    story: 'a woman of 40 is asked about pregnancy',
    flags: { sexAtBirth: 'female', birthDate: '1986-01-01' },
    also: ['pregnancy-test'],
  },
  {
    story: 'so is who was born neither, or nobody knows how',
    flags: { sexAtBirth: 'unknown', birthDate: '1986-01-01' },
    also: ['pregnancy-test'],
  },
  {
    story: 'a woman of 55 still, on the eve of her birthday',
    flags: { sexAtBirth: 'female', birthDate: '1970-06-09' },
    also: ['pregnancy-test'],
  },
  {
    story: 'a woman of 56 no longer',
    flags: { sexAtBirth: 'female', birthDate: '1970-06-08' },
    also: [],
  },
  {
    story: 'unless the record says that she could be',
    flags: { sexAtBirth: 'female', birthDate: '1965-01-01', pregnancyPossible: 'present' },
    also: ['pregnancy-test'],
  },
  {
    story: 'nor who is recorded as not possibly pregnant',
    flags: { sexAtBirth: 'female', birthDate: '1986-01-01', pregnancyPossible: 'absent' },
    also: [],
  },
  {
    story: 'nor anybody without X-ray',
    visit: { usesXRay: false },
    flags: { sexAtBirth: 'female', birthDate: '1986-01-01', pregnancyPossible: 'present' },
    also: [],
  },
];

describe('READY-06: which requirements a visit has', () => {
  it.each(stories)('$story', ({ visit: visitChanges = {}, flags: flagChanges = {}, also }) => {
    expect(kindsOf(visitChanges, flagChanges)).toEqual(withAlso(...also));
  });
});

const moderate = { sedation: 'moderate' } as const;
const due = ({ dueAt, lastAt }: Requirement) =>
  [dueAt, lastAt].map((each) => clockText(each, 'America/New_York').replace(' 2026', ''));

describe('READY-30 and READY-31: the side', () => {
  const authorised = (side: 'left' | 'right' | 'both') => ({
    authorisations: [{ unitsLeft: 1, validFrom: '2026-01-01', validTo: '2026-12-31', side }],
  });
  it.each<[string, Partial<ReadinessVisit>, object]>([
    ['everywhere the same', {}, { byRecord: 'met', why: {} }],
    [
      'not entered',
      { side: null },
      { byRecord: 'missing', reason: 'side-missing', action: 'enter-the-side' },
    ],
    [
      'the plan names the other',
      { plannedSide: 'right' },
      { byRecord: 'failed', why: { disagreeing: 'plan' } },
    ],
    ['the plan names none', { plannedSide: null }, { byRecord: 'failed', why: { disagreeing: 'plan' } }],
    ['the diagnosis names the other', { icd10: 'G90.521' }, { why: { disagreeing: 'diagnosis' } }],
    ['the patient names the other', { statedSide: 'right' }, { why: { disagreeing: 'patient' } }],
    ['the diagnosis names none', { icd10: 'G54.6' }, { byRecord: 'met' }],
    ['the authorisation names the other', authorised('right'), { why: { disagreeing: 'authorisation' } }],
    ['the authorisation is for both', authorised('both'), { byRecord: 'met' }],
    ['nobody wants an authorisation', { authorisations: [] }, { byRecord: 'met' }],
    [
      'all three at once',
      { ...authorised('right'), plannedSide: 'both', icd10: 'G90.521' },
      { byRecord: 'failed', why: { disagreeing: 'plan, diagnosis, authorisation' } },
    ],
  ])('%s', (_story, changes, expected) => {
    expect(requirement('side-agreement', changes)).toMatchObject(expected);
  });

  it('consent is for this procedure on this side, and without a side for nothing', () => {
    expect(requirement('consent-for-side').restsOn).toEqual({ procedure: 'LSB', side: 'left' });
    expect(requirement('consent-for-side', { side: null })).toMatchObject({
      restsOn: { procedure: 'LSB' },
      byRecord: 'missing',
    });
  });
});

describe('READY-32 to READY-35: the rest of a visit', () => {
  const woman = { sexAtBirth: 'female', birthDate: '1986-01-01' } as const;
  it.each<[string, RequirementKind, Partial<ReadinessVisit>, Partial<ReadinessFlags>, object]>([
    ['pregnancy is asked about', 'pregnancy-test', {}, woman, { action: 'ask-about-pregnancy' }],
    [
      'and tested for on the last day',
      'pregnancy-test',
      {},
      { ...woman, pregnancyPossible: 'present' },
      { action: 'test-for-pregnancy', validFrom: at('2026-06-07T13:00') },
    ],
    ['infection is screened for on the day', 'no-infection', {}, {}, { validFrom: at('2026-06-08T00:00') }],
    [
      'an infection in the record waits for the physician',
      'no-infection',
      {},
      { infection: 'present' },
      { byRecord: 'failed', owner: 'physician' },
    ],
    ['an authorisation covers day and side', 'authorisation', {}, {}, { byRecord: 'met' }],
    [
      'one that has ended does not',
      'authorisation',
      { authorisations: [{ unitsLeft: 1, validFrom: '2026-01-01', validTo: '2026-06-07', side: 'left' }] },
      {},
      { byRecord: 'missing', action: 'obtain-authorisation' },
    ],
    [
      'nor one that is used up',
      'authorisation',
      { authorisations: [{ unitsLeft: 0, validFrom: '2026-01-01', validTo: '2026-12-31', side: 'left' }] },
      {},
      { byRecord: 'missing' },
    ],
    [
      'where none is recorded somebody asks',
      'authorisation',
      { authorisations: [] },
      {},
      { byRecord: null, action: 'ask-about-authorisation' },
    ],
  ])('%s', (_story, kind, visitChanges, flagChanges, expected) => {
    expect(requirement(kind, visitChanges, flagChanges)).toMatchObject(expected);
  });
});

describe('READY-20 to READY-26: with sedation', () => {
  it.each<[string, RequirementKind, Partial<ReadinessFlags>, string[]]>([
    [
      'the times are told a day before the first',
      'fasting-told',
      {},
      ['Sun 7 Jun, 05:00 EDT', 'Mon 8 Jun, 05:00 EDT'],
    ],
    [
      'with a GLP-1 drug a day earlier',
      'fasting-told',
      { glp1: 'present' },
      ['Sat 6 Jun, 13:00 EDT', 'Sun 7 Jun, 13:00 EDT'],
    ],
    [
      'and signed two days before',
      'fasting-signed-off',
      { glp1: 'present' },
      ['Fri 5 Jun, 13:00 EDT', 'Sun 7 Jun, 13:00 EDT'],
    ],
    [
      'the escort is confirmed the day before the arrival',
      'escort-confirmed',
      {},
      ['Sun 7 Jun, 12:30 EDT', 'Mon 8 Jun, 13:00 EDT'],
    ],
    [
      'the last meal is asked for on the day',
      'fasting-kept',
      {},
      ['Mon 8 Jun, 12:50 EDT', 'Mon 8 Jun, 13:00 EDT'],
    ],
  ])('%s', (_story, kind, flagChanges, times) => {
    expect(due(requirement(kind, moderate, flagChanges))).toEqual(times);
  });

  it('a fast is another one when any of its times is another', () => {
    const later = { ...moderate, start: at('2026-06-08T13:00') + hourMs };
    for (const kind of ['fasting-told', 'fasting-kept'] as const)
      expect(requirement(kind, later).restsOn).not.toEqual(requirement(kind, moderate).restsOn);
  });

  it('who has both is signed for by the stricter of the two', () => {
    const both = { diabetes: 'present', glp1: 'present' } as const;
    expect(requirement('fasting-signed-off', moderate, both)).toMatchObject({
      reason: 'glp-1',
      owner: 'physician',
    });
  });

  it('nobody signs a fast before both were asked about', () => {
    const half = { diabetes: 'present', glp1: 'not-asked' } as const;
    expect(requirement('fasting-signed-off', moderate, half)).toMatchObject({
      reason: 'not-asked',
      byRecord: 'missing',
      action: 'ask-about-diabetes-and-glp-1',
    });
  });

  it('consent and assessment are for the depth', () => {
    for (const kind of ['sedation-consent', 'sedation-assessment'] as const)
      expect(requirement(kind, moderate).restsOn).toEqual({ sedation: 'moderate' });
  });
});
