import { describe, expect, it } from 'vitest';
import { at } from '../scheduling/booking.builder.js';
import { checkGuardedStep } from './hard-stops.js';
import type { ReadinessFlags, ReadinessVisit } from './readiness-visit.js';
import { allMet, evidenceFor, flags, takes, visit } from './readiness.builder.js';
import { requirementsFor } from './requirements-for.js';
import type { GuardedStep, RequirementKind } from './requirement.js';

const moderate = { sedation: 'moderate' } as const;
const now = at('2026-06-08T12:58');

function asked(
  step: GuardedStep,
  visitChanges: Partial<ReadinessVisit>,
  flagChanges: Partial<ReadinessFlags>,
  without: readonly RequirementKind[] = [],
) {
  const requirements = requirementsFor(visit(visitChanges), flags(flagChanges));
  const evidence = allMet(requirements).filter(({ kind }) => !without.includes(kind));
  return checkGuardedStep(step, requirements, evidence, now);
}

interface Story {
  readonly story: string;
  readonly visit?: Partial<ReadinessVisit>;
  readonly flags?: Partial<ReadinessFlags>;
  readonly without?: readonly RequirementKind[];
  readonly room: readonly string[];
  readonly sedative: readonly string[];
}

const unplanned = 'readiness.sedation-not-planned';
const stories: readonly Story[] = [
  { story: 'all is done for a sedated visit', visit: moderate, room: [], sedative: [] },
  { story: 'no sedative for who was not prepared for one', room: [], sedative: [unplanned] },
  {
    story: 'the sides disagree',
    visit: { ...moderate, plannedSide: 'right' },
    room: ['readiness.side-disagrees'],
    sedative: ['readiness.side-disagrees'],
  },
  {
    story: 'no consent',
    without: ['consent-for-side'],
    room: ['readiness.consent-missing'],
    sedative: ['readiness.consent-missing', unplanned],
  },
  {
    story: 'nobody asked about anticoagulants',
    visit: moderate,
    flags: { anticoagulant: 'not-asked', anticoagulantAskedAt: null },
    room: ['readiness.anticoagulant-unknown'],
    sedative: ['readiness.anticoagulant-unknown'],
  },
  {
    story: 'the prescriber has not decided',
    visit: moderate,
    flags: takes('apixaban'),
    without: ['anticoagulant-decision'],
    room: ['readiness.anticoagulant-undecided'],
    sedative: ['readiness.anticoagulant-undecided'],
  },
  {
    story: 'an allergy that matches is not answered',
    visit: moderate,
    flags: { allergies: { state: 'listed', substances: ['latex'] } },
    without: ['allergy-reviewed'],
    room: ['readiness.allergy-unanswered'],
    sedative: ['readiness.allergy-unanswered'],
  },
  {
    story: 'a possible pregnancy is untested',
    visit: moderate,
    flags: { pregnancyPossible: 'present' },
    without: ['pregnancy-test'],
    room: ['readiness.pregnancy-untested'],
    sedative: ['readiness.pregnancy-untested'],
  },
  {
    story: 'no escort, not fasted, no consent to sedation: the room stays open for the unsedated visit',
    visit: moderate,
    without: ['escort-confirmed', 'fasting-kept', 'sedation-consent'],
    room: [],
    sedative: [
      'readiness.escort-not-confirmed',
      'readiness.fasting-not-kept',
      'readiness.sedation-consent-missing',
    ],
  },
  {
    story: 'all else is soft',
    visit: { ...moderate, purpose: 'diagnostic', authorisations: [] },
    flags: { diabetes: 'present', allergies: { state: 'listed', substances: ['penicillin'] } },
    without: [
      'no-infection',
      'pain-present',
      'authorisation',
      'glucose-plan',
      'fasting-told',
      'fasting-signed-off',
      'sedation-assessment',
      'allergy-reviewed',
    ],
    room: [],
    sedative: [],
  },
];

describe('READY-44: the hard stops', () => {
  it.each(stories)('$story', (story) => {
    for (const [step, codes] of [
      ['in-room', story.room],
      ['sedative-given', story.sedative],
    ] as const) {
      const decision = asked(step, story.visit ?? {}, story.flags ?? {}, story.without);
      expect(decision.accepted ? [] : decision.refusals.map(({ code }) => code)).toEqual(codes);
    }
  });

  it('none can be overridden, and each says the way out', () => {
    const decision = asked('sedative-given', { ...moderate, side: null }, {}, ['escort-confirmed']);
    expect(decision).toMatchObject({
      accepted: false,
      refusals: [
        { overridable: false, remedy: { code: 'settle-requirement', facts: { action: 'enter-the-side' } } },
        { overridable: false, remedy: { code: 'settle-requirement', facts: { action: 'obtain-consent' } } },
        { overridable: false, remedy: { code: 'convert-to-unsedated' } },
      ],
    });
  });

  it('a waiver on file opens no door', () => {
    const requirements = requirementsFor(visit(), flags());
    const evidence = requirements.map((each) => evidenceFor(each, 'waived'));
    const decision = checkGuardedStep('in-room', requirements, evidence, now);
    expect(decision).toMatchObject({ accepted: false, refusals: [{ code: 'readiness.consent-missing' }] });
  });
});
