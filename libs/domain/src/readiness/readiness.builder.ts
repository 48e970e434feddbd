import { at, clinicZone } from '../scheduling/booking.builder.js';
import type { ReadinessFlags, ReadinessVisit } from './readiness-visit.js';
import { requirementsFor } from './requirements-for.js';
import type { Evidence, EvidenceOutcome, Requirement, RequirementKind } from './requirement.js';

/** A left-sided, unsedated, therapeutic LSB in New York, Monday 8 June 2026 at 13:00, booked on 1 May. */
export function visit(changes: Partial<ReadinessVisit> = {}): ReadinessVisit {
  const start = changes.start ?? at('2026-06-08T13:00');
  return {
    bookedAt: at('2026-05-01T10:00'),
    arriveAt: start - 30 * 60_000,
    start,
    zone: clinicZone,
    procedureType: 'LSB',
    purpose: 'therapeutic',
    sedation: 'none',
    side: 'left',
    plannedSide: 'left',
    statedSide: null,
    icd10: 'G90.522',
    usesXRay: true,
    usesContrast: true,
    withSteroid: false,
    substances: ['bupivacaine', 'lidocaine', 'chlorhexidine', 'latex'],
    authorisations: [{ unitsLeft: 2, validFrom: '2026-01-01', validTo: '2026-12-31', side: 'left' }],
    ...changes,
  };
}

/** A man of 60 who was asked everything four days before, and has nothing of it. */
export function flags(changes: Partial<ReadinessFlags> = {}): ReadinessFlags {
  return {
    birthDate: '1966-02-03',
    sexAtBirth: 'male',
    allergies: { state: 'none-known' },
    contrastReaction: 'absent',
    anticoagulant: 'absent',
    anticoagulantAskedAt: at('2026-06-04T09:00'),
    anticoagulantDrugs: [],
    diabetes: 'absent',
    glp1: 'absent',
    pregnancyPossible: 'not-asked',
    infection: 'absent',
    ...changes,
  };
}

export const takes = (...drugs: string[]): Partial<ReadinessFlags> => ({
  anticoagulant: 'present',
  anticoagulantDrugs: drugs,
});

/** The requirement of a kind that a visit has. */
export function requirement(
  kind: RequirementKind,
  visitChanges: Partial<ReadinessVisit> = {},
  flagChanges: Partial<ReadinessFlags> = {},
): Requirement {
  const found = requirementsFor(visit(visitChanges), flags(flagChanges)).find((each) => each.kind === kind);
  if (found === undefined)
    throw new Error(`the story asks for a requirement that the visit has not: ${kind}`);
  return found;
}

/** Evidence given for a requirement as it is, by default when it was due. */
export function evidenceFor(
  { kind, dueAt, restsOn }: Requirement,
  outcome: EvidenceOutcome = 'met',
  givenAt = dueAt,
): Evidence {
  return { kind, at: givenAt, outcome, restsOn };
}

/** Each requirement that evidence can settle, settled when it was due. */
export function allMet(requirements: readonly Requirement[]): Evidence[] {
  return requirements.filter(({ byRecord }) => byRecord === null).map((each) => evidenceFor(each));
}
