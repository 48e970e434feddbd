import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at } from '../scheduling/booking.builder.js';
import { sedationLevels } from '../sedation/sedation-level.js';
import { sides } from '../series/side.js';
import { anticoagulants } from '../patients/anticoagulants.js';
import { minuteMs } from '../time/zone.js';
import { checkGuardedStep } from './hard-stops.js';
import { isSettled, readinessOf, verdicts } from './readiness.js';
import type { ReadinessFlags, ReadinessVisit } from './readiness-visit.js';
import { evidenceFor, flags, visit } from './readiness.builder.js';
import { requirementsAfter } from './requirement-changes.js';
import { requirementsFor } from './requirements-for.js';
import {
  evidenceOutcomes,
  readinessActions,
  requirementKinds,
  requirementReasons,
  type Evidence,
  type Requirement,
} from './requirement.js';

const booked = at('2026-05-01T10:00');
const anyAnswer = fc.constantFrom('not-asked', 'absent', 'present');
const anyNow = fc.integer({ min: booked, max: at('2026-06-30T10:00') });

const anyVisit: fc.Arbitrary<ReadinessVisit> = fc
  .record({
    minutes: fc.integer({ min: 0, max: 40 * 24 * 60 }),
    sedation: fc.constantFrom(...sedationLevels),
    side: fc.constantFrom(...sides, null),
    plannedSide: fc.constantFrom(...sides, null),
    icd10: fc.constantFrom('G90.521', 'G90.522', 'G90.523', 'G54.6'),
    purpose: fc.constantFrom('diagnostic', 'therapeutic', 'pre-surgical'),
    usesXRay: fc.boolean(),
    usesContrast: fc.boolean(),
    withSteroid: fc.boolean(),
    authorisationSide: fc.constantFrom(...sides, null),
  })
  .map(({ minutes, authorisationSide, ...rest }) => {
    const start = booked + minutes * minuteMs;
    return visit({
      ...rest,
      start,
      arriveAt: start - 30 * minuteMs,
      authorisations:
        authorisationSide === null
          ? []
          : [{ unitsLeft: 1, validFrom: '2026-01-01', validTo: '2026-05-31', side: authorisationSide }],
    });
  });

const drugNames = [...anticoagulants.map(({ name }) => name), 'wonderdrug', ''];
const anyFlags: fc.Arbitrary<ReadinessFlags> = fc
  .record({
    sexAtBirth: fc.constantFrom('female', 'male', 'other', 'unknown'),
    birthYear: fc.integer({ min: 1930, max: 2020 }),
    allergies: fc.constantFrom(
      { state: 'not-asked' } as const,
      { state: 'none-known' } as const,
      { state: 'listed', substances: ['penicillin'] } as const,
      { state: 'listed', substances: ['latex', 'penicillin'] } as const,
    ),
    contrastReaction: anyAnswer,
    anticoagulant: anyAnswer,
    drugs: fc.subarray(drugNames, { minLength: 1, maxLength: 3 }),
    askedAt: anyNow,
    diabetes: anyAnswer,
    glp1: anyAnswer,
    pregnancyPossible: anyAnswer,
    infection: anyAnswer,
  })
  .map(({ birthYear, drugs, askedAt, ...rest }) =>
    flags({
      ...rest,
      birthDate: `${birthYear}-06-15`,
      anticoagulantAskedAt: rest.anticoagulant === 'not-asked' ? null : askedAt,
      anticoagulantDrugs: rest.anticoagulant === 'present' ? drugs : [],
    }),
  );

const anyRequirements = fc.tuple(anyVisit, anyFlags).map(([v, f]) => requirementsFor(v, f));

/** Some evidence for some of the requirements, of any outcome and any time. */
function anyEvidenceFor(requirements: readonly Requirement[]): fc.Arbitrary<Evidence[]> {
  return fc
    .array(
      fc.record({
        index: fc.nat(),
        outcome: fc.constantFrom(...evidenceOutcomes),
        givenAt: anyNow,
      }),
      { maxLength: 12 },
    )
    .map((all) =>
      all.flatMap(({ index, outcome, givenAt }) => {
        const requirement = requirements[index % requirements.length];
        return requirement === undefined ? [] : [evidenceFor(requirement, outcome, givenAt)];
      }),
    );
}

const requirementsWithEvidence = anyRequirements.chain((requirements) =>
  anyEvidenceFor(requirements).map((evidence) => ({ requirements, evidence })),
);
const kinds = (requirements: readonly Requirement[]) => requirements.map(({ kind }) => kind);
const sorted = (texts: readonly string[]) => texts.toSorted();

describe('of any visit and any patient', () => {
  it('each kind stands at most once, in the order of the kinds, due no later than it serves', () => {
    fc.assert(
      fc.property(anyRequirements, (requirements) => {
        expect(kinds(requirements)).toEqual(
          requirementKinds.filter((each) => kinds(requirements).includes(each)),
        );
        for (const { kind, dueAt, lastAt } of requirements)
          if (kind !== 'side-agreement') expect(dueAt).toBeLessThanOrEqual(lastAt);
      }),
    );
  });

  it('recomputing changes nothing: the same facts keep every requirement as it is', () => {
    fc.assert(
      fc.property(anyVisit, anyFlags, anyNow, (v, f, now) => {
        const once = requirementsFor(v, f);
        const twice = requirementsFor(v, f);
        expect(twice).toEqual(once);
        const { added, withdrawn, reopened, rescheduled, kept } = requirementsAfter(once, twice, [], now);
        expect([added, withdrawn, reopened, rescheduled]).toEqual([[], [], [], []]);
        expect(kept).toEqual(twice);
      }),
    );
  });

  it('no requirement is lost: each before is withdrawn or stands after, each after stands in one list', () => {
    fc.assert(
      fc.property(
        requirementsWithEvidence,
        anyRequirements,
        anyNow,
        ({ requirements, evidence }, after, now) => {
          const changed = requirementsAfter(requirements, after, evidence, now);
          const reopened = changed.reopened.map((each) => each.requirement);
          const standing = [...changed.added, ...reopened, ...changed.rescheduled, ...changed.kept];
          expect(sorted(kinds(standing))).toEqual(sorted(kinds(after)));
          const common = kinds(standing).filter((each) => !kinds(changed.added).includes(each));
          expect(sorted([...common, ...kinds(changed.withdrawn)])).toEqual(sorted(kinds(requirements)));
        },
      ),
    );
  });

  it('moving there and back restores: what a move reopens, the way back settles again', () => {
    fc.assert(
      fc.property(
        requirementsWithEvidence,
        anyRequirements,
        anyNow,
        ({ requirements, evidence }, there, now) => {
          const settled = (ofThese: readonly Requirement[]) =>
            readinessOf(ofThese, evidence, now)
              .requirements.filter(isSettled)
              .map((each) => each.requirement.kind);
          const reopened = requirementsAfter(requirements, there, evidence, now).reopened;
          const back = requirementsAfter(there, requirements, evidence, now);
          for (const { requirement } of reopened) {
            expect(settled(requirements)).toContain(requirement.kind);
            expect(back.reopened.map((each) => each.requirement.kind)).not.toContain(requirement.kind);
          }
        },
      ),
    );
  });

  it('nothing that was settled for one visit is settled for another without being so', () => {
    fc.assert(
      fc.property(
        requirementsWithEvidence,
        anyRequirements,
        anyNow,
        ({ requirements, evidence }, after, now) => {
          const { reopened, rescheduled, kept } = requirementsAfter(requirements, after, evidence, now);
          const unsettled = readinessOf(after, evidence, now)
            .requirements.filter((each) => !isSettled(each))
            .map((each) => each.requirement.kind);
          for (const { requirement } of reopened) expect(unsettled).toContain(requirement.kind);
          const wasSettled = readinessOf(requirements, evidence, now)
            .requirements.filter(isSettled)
            .map((each) => each.requirement.kind);
          for (const { kind } of [...rescheduled, ...kept])
            if (wasSettled.includes(kind)) expect(unsettled).not.toContain(kind);
        },
      ),
    );
  });

  it('a side is never filled in: without one nobody consents, and the room stays shut whatever is on file', () => {
    fc.assert(
      fc.property(anyVisit, anyFlags, anyNow, (v, f, now) => {
        const requirements = requirementsFor({ ...v, side: null }, f);
        expect(requirements.every(({ restsOn }) => restsOn.side === undefined)).toBe(true);
        const evidence = requirements.map((each) => evidenceFor(each));
        const decision = checkGuardedStep('in-room', requirements, evidence, now);
        expect(decision.accepted ? [] : decision.refusals.map(({ code }) => code)).toEqual(
          expect.arrayContaining(['readiness.side-disagrees', 'readiness.consent-missing']),
        );
      }),
    );
  });

  it('whoever is go past the start may enter the room, and be sedated where it is planned', () => {
    fc.assert(
      fc.property(requirementsWithEvidence, ({ requirements, evidence }) => {
        const after = Math.max(...requirements.map(({ lastAt }) => lastAt)) + 1;
        if (readinessOf(requirements, evidence, after).verdict === 'no-go') return;
        expect(checkGuardedStep('in-room', requirements, evidence, after).accepted).toBe(true);
        if (kinds(requirements).includes('escort-confirmed'))
          expect(checkGuardedStep('sedative-given', requirements, evidence, after).accepted).toBe(true);
      }),
    );
  });

  it('waiting makes nobody readier', () => {
    fc.assert(
      fc.property(requirementsWithEvidence, anyNow, fc.nat(), ({ requirements, evidence }, now, later) => {
        const verdictAt = (instant: number) =>
          verdicts.indexOf(readinessOf(requirements, evidence, instant).verdict);
        expect(verdictAt(now + later)).toBeGreaterThanOrEqual(verdictAt(now));
      }),
    );
  });

  it('something lacks if and only if something is to be done', () => {
    fc.assert(
      fc.property(requirementsWithEvidence, anyNow, ({ requirements, evidence }, now) => {
        const { next, requirements: standing } = readinessOf(requirements, evidence, now);
        expect(next === null).toBe(standing.every(isSettled));
      }),
    );
  });

  it('converted to unsedated no sedative stop is left, and nothing else is reopened', () => {
    fc.assert(
      fc.property(anyVisit, anyFlags, anyNow, (v, f, now) => {
        const before = requirementsFor(v, f);
        const unsedated = requirementsFor({ ...v, sedation: 'none' }, f);
        expect(unsedated.filter(({ stops }) => stops?.step === 'sedative-given')).toEqual([]);
        const evidence = before.map((each) => evidenceFor(each, 'met', v.start - minuteMs));
        const reopened = requirementsAfter(before, unsedated, evidence, now).reopened.map(
          (each) => each.requirement.kind,
        );
        expect(reopened.filter((each) => each !== 'glucose-plan')).toEqual([]);
      }),
    );
  });
});

describe('what is said of a drug', () => {
  it('is no word that would have a patient do without it, in any kind, reason or action', () => {
    const orders = /stop|hold|skip|omit|pause|discontinue|withhold|without|interrupt|bridge|restart/;
    for (const word of [...requirementKinds, ...requirementReasons, ...readinessActions])
      expect(word).not.toMatch(orders);
  });

  it('names no drug where booking can read it', () => {
    fc.assert(
      fc.property(anyRequirements, (requirements) => {
        const shown = JSON.stringify(
          requirements.map(({ why, reason, action }) => ({ why, reason, action })),
        );
        for (const name of drugNames.filter((each) => each !== '')) expect(shown).not.toContain(name);
      }),
    );
  });
});
