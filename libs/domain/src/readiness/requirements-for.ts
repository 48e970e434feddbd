import { civilDateAt } from '../time/zone.js';
import {
  allergyReviewed,
  anticoagulantDecision,
  anticoagulantKnown,
  inrInRange,
} from './drug-requirements.js';
import { fastingCutOffs } from './fasting.js';
import { policyOn, type ReadinessPolicy } from './readiness-policy.js';
import type { ReadinessFlags, ReadinessVisit } from './readiness-visit.js';
import type { RequirementRule } from './requirement-facts.js';
import type { Requirement, RequirementKind } from './requirement.js';
import {
  escortConfirmed,
  fastingKept,
  fastingSignedOff,
  fastingTold,
  glucosePlan,
  sedationAssessment,
  sedationConsent,
} from './sedation-requirements.js';
import {
  authorisation,
  consentForSide,
  noInfection,
  painPresent,
  pregnancyTest,
  sideAgreement,
} from './visit-requirements.js';

/** One rule a kind, in the order of the kinds: a kind without its rule is a compile error. */
const rules: Readonly<Record<RequirementKind, RequirementRule>> = {
  'side-agreement': sideAgreement,
  'consent-for-side': consentForSide,
  'anticoagulant-known': anticoagulantKnown,
  'anticoagulant-decision': anticoagulantDecision,
  'allergy-reviewed': allergyReviewed,
  'pregnancy-test': pregnancyTest,
  'escort-confirmed': escortConfirmed,
  'fasting-kept': fastingKept,
  'sedation-consent': sedationConsent,
  'no-infection': noInfection,
  'inr-in-range': inrInRange,
  'sedation-assessment': sedationAssessment,
  'fasting-signed-off': fastingSignedOff,
  'fasting-told': fastingTold,
  'glucose-plan': glucosePlan,
  'pain-present': painPresent,
  authorisation,
};

const inOrder = Object.values(rules);

/**
 * READY-06: everything that must be true before this visit, at most one requirement of a kind, the gravest first.
 * Depends on the facts alone, neither on the clock nor on evidence: whoever moves the session, or changes its sedation
 * or the patient's flags, asks again (product rules 3 and 4).
 */
export function requirementsFor(
  visit: ReadinessVisit,
  flags: ReadinessFlags,
  policy: ReadinessPolicy = policyOn(civilDateAt(visit.start, visit.zone)),
): Requirement[] {
  const cutOffs = fastingCutOffs(visit, policy.fasting, { glp1: flags.glp1 === 'present' });
  const facts = { visit, flags, policy, cutOffs, date: civilDateAt(visit.start, visit.zone) };
  return inOrder.flatMap((rule) => rule(facts) ?? []);
}
