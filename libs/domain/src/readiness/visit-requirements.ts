import { ageOn } from '../patients/age.js';
import { authorises } from '../scheduling/back-fill.js';
import { sideAgrees } from '../series/laterality.js';
import { civilDay } from '../time/zone.js';
import {
  beforeStart,
  dueOnTheDay,
  requirementOf,
  type RequirementFacts,
  type RequirementRule,
} from './requirement-facts.js';
import type { SidedAuthorisation } from './readiness-visit.js';

/** The side as a fact to rest on; nothing where nobody entered one, because there is no usual side. */
function sideBasis({ visit }: RequirementFacts): { readonly side?: string } {
  return visit.side === null ? {} : { side: visit.side };
}

function isForSide({ visit }: RequirementFacts, { side }: SidedAuthorisation): boolean {
  return visit.side !== null && (side === 'both' || side === visit.side);
}

/**
 * READY-30: nobody enters the room while the side is not entered, or while plan, diagnosis, authorisation or the
 * patient on arrival name another. Only the record settles it: no evidence makes two sides one. Source: product rule 5, hazard H1.
 */
export const sideAgreement: RequirementRule = (facts) => {
  const { visit } = facts;
  const { side } = visit;
  const rule = {
    kind: 'side-agreement',
    owner: 'physician',
    dueAt: visit.bookedAt,
    stops: { step: 'in-room', code: 'readiness.side-disagrees' },
  } as const;
  if (side === null)
    return requirementOf(facts, {
      ...rule,
      reason: 'side-missing',
      action: 'enter-the-side',
      byRecord: 'missing',
    });
  const authorised = visit.authorisations.filter((each) => authorises(each, facts.date));
  const others = [
    ...(visit.plannedSide === side ? [] : ['plan']),
    ...(visit.statedSide === null || visit.statedSide === side ? [] : ['patient']),
    ...(sideAgrees(visit.icd10, side) ? [] : ['diagnosis']),
    ...(authorised.length === 0 || authorised.some((each) => isForSide(facts, each))
      ? []
      : ['authorisation']),
  ];
  const agrees = others.length === 0;
  return requirementOf(facts, {
    ...rule,
    reason: agrees ? 'always' : 'side-disagrees',
    why: agrees ? {} : { disagreeing: others.join(', ') },
    action: 'settle-the-side',
    byRecord: agrees ? 'met' : 'failed',
  });
};

/**
 * READY-31: nobody enters the room without consent for this procedure on this side; consent for another side is void,
 * and for no side nobody consents. Source: product rule 5, hazard H1.
 */
export const consentForSide: RequirementRule = (facts) => {
  const { visit, policy } = facts;
  return requirementOf(facts, {
    kind: 'consent-for-side',
    reason: 'always',
    owner: 'physician',
    action: 'obtain-consent',
    dueAt: dueOnTheDay(facts),
    stops: { step: 'in-room', code: 'readiness.consent-missing' },
    restsOn: { procedure: visit.procedureType, ...sideBasis(facts) },
    validFrom: policy.valid.consent === null ? null : beforeStart(facts, policy.valid.consent),
    byRecord: visit.side === null ? 'missing' : null,
  });
};

/**
 * READY-32: with X-ray, who could be pregnant enters the room only with a negative test of the last day, or a waiver
 * signed by the patient. Possible by the record, whatever else is known; unasked, by age in the policy's band unless born
 * male. Source: clinical.md 3.6 and hazard H9.
 */
export const pregnancyTest: RequirementRule = (facts) => {
  const { visit, flags, policy } = facts;
  const { least, most } = policy.pregnancyTestAges;
  const age = ageOn(flags.birthDate, facts.date);
  const inBand = flags.sexAtBirth !== 'male' && least <= age && age <= most;
  const possible = flags.pregnancyPossible === 'present';
  if (!visit.usesXRay || !(possible || (flags.pregnancyPossible === 'not-asked' && inBand))) return null;
  return requirementOf(facts, {
    kind: 'pregnancy-test',
    reason: possible ? 'pregnancy-possible' : 'not-asked',
    owner: 'nurse',
    action: possible ? 'test-for-pregnancy' : 'ask-about-pregnancy',
    dueAt: possible ? dueOnTheDay(facts) : beforeStart(facts, policy.lead.question),
    stops: { step: 'in-room', code: 'readiness.pregnancy-untested' },
    validFrom: beforeStart(facts, policy.valid.pregnancyTest),
  });
};

/**
 * READY-33: each patient is screened for infection and fever on the day; an infection in the record waits for the
 * physician's word. Source: clinical.md 3.6.
 */
export const noInfection: RequirementRule = (facts) => {
  const recorded = facts.flags.infection === 'present';
  return requirementOf(facts, {
    kind: 'no-infection',
    reason: recorded ? 'infection-recorded' : 'always',
    owner: recorded ? 'physician' : 'nurse',
    action: recorded ? 'let-the-physician-decide' : 'screen-for-infection',
    dueAt: dueOnTheDay(facts),
    validFrom: civilDay(facts.date, facts.visit.zone).start,
    byRecord: recorded ? 'failed' : null,
  });
};

/**
 * READY-34: a diagnostic injection can be judged: there is pain on the day, and no analgesic hides it. Asked, never
 * ordered. Source: clinical.md 1.3, 1.4 and 1.7.
 */
export const painPresent: RequirementRule = (facts) => {
  const { visit, policy } = facts;
  if (visit.purpose !== 'diagnostic') return null;
  return requirementOf(facts, {
    kind: 'pain-present',
    reason: 'diagnostic',
    why: { leastScore: policy.painToJudge.leastScore },
    owner: 'nurse',
    action: 'rate-pain-and-ask-about-analgesics',
    dueAt: dueOnTheDay(facts),
    validFrom: civilDay(facts.date, visit.zone).start,
  });
};

/**
 * READY-35: a payer's authorisation with a unit left covers the day and the side; where none is recorded somebody asks
 * whether one is wanted, which is neither assumed nor refused. Source: product.md section 1, clinical.md 3.10.
 */
export const authorisation: RequirementRule = (facts) => {
  const { visit, policy } = facts;
  const { date } = facts;
  const rule = {
    kind: 'authorisation',
    owner: 'scheduler',
    dueAt: beforeStart(facts, policy.lead.authorisation),
  } as const;
  if (visit.authorisations.length === 0)
    return requirementOf(facts, {
      ...rule,
      reason: 'no-authorisation-recorded',
      action: 'ask-about-authorisation',
      restsOn: { procedure: visit.procedureType, ...sideBasis(facts) },
    });
  const covered = visit.authorisations.some((each) => authorises(each, date) && isForSide(facts, each));
  return requirementOf(facts, {
    ...rule,
    reason: 'authorisation-recorded',
    why: { date },
    action: 'obtain-authorisation',
    byRecord: covered ? 'met' : 'missing',
  });
};
