import { minuteMs } from '../time/zone.js';
import { fastingText } from './fasting.js';
import {
  beforeStart,
  dueOnTheDay,
  requirementOf,
  type RequirementFacts,
  type RequirementRule,
} from './requirement-facts.js';
import type { RestsOn } from './requirement.js';

function sedated({ visit }: RequirementFacts): boolean {
  return visit.sedation !== 'none';
}

function fastingBasis({ cutOffs }: RequirementFacts): RestsOn {
  return { fasting: fastingText(cutOffs) };
}

function firstCutOff({ cutOffs, visit }: RequirementFacts): number {
  return Math.min(visit.start, ...cutOffs.map(({ lastAt }) => lastAt));
}

/**
 * READY-20: who fasts with diabetes or a GLP-1 drug fasts by a plan that a physician has signed; nobody is told to fast
 * before both were asked. Source: clinical.md 3.1 and hazard H4.
 */
export const fastingSignedOff: RequirementRule = (facts) => {
  const { diabetes, glp1 } = facts.flags;
  if (!sedated(facts) || (diabetes === 'absent' && glp1 === 'absent')) return null;
  const lastAt = firstCutOff(facts);
  const due = {
    kind: 'fasting-signed-off',
    dueAt: lastAt - facts.policy.lead.fastingSignedOff * minuteMs,
    lastAt,
  } as const;
  if (diabetes === 'not-asked' || glp1 === 'not-asked')
    return requirementOf(facts, {
      ...due,
      reason: 'not-asked',
      owner: 'nurse',
      action: 'ask-about-diabetes-and-glp-1',
      byRecord: 'missing',
    });
  return requirementOf(facts, {
    ...due,
    reason: glp1 === 'present' ? 'glp-1' : 'diabetes',
    owner: 'physician',
    action: 'sign-off-fasting',
    restsOn: fastingBasis(facts),
  });
};

/** READY-21: who is to fast has been told the times before the first of them. Source: clinical.md, S9 and hazard H3. */
export const fastingTold: RequirementRule = (facts) => {
  if (!sedated(facts)) return null;
  const lastAt = firstCutOff(facts);
  return requirementOf(facts, {
    kind: 'fasting-told',
    reason: 'sedated',
    why: { sedation: facts.visit.sedation, firstCutOffAt: lastAt },
    owner: 'scheduler',
    action: 'tell-fasting-times',
    dueAt: lastAt - facts.policy.lead.fastingTold * minuteMs,
    lastAt,
    restsOn: fastingBasis(facts),
  });
};

/** READY-22: no sedative before the patient was asked what was eaten and drunk last, and when. Source: hazard H3. */
export const fastingKept: RequirementRule = (facts) => {
  if (!sedated(facts)) return null;
  return requirementOf(facts, {
    kind: 'fasting-kept',
    reason: 'sedated',
    why: { sedation: facts.visit.sedation },
    owner: 'nurse',
    action: 'ask-last-intake',
    dueAt: dueOnTheDay(facts),
    stops: { step: 'sedative-given', code: 'readiness.fasting-not-kept' },
    restsOn: fastingBasis(facts),
  });
};

/**
 * READY-23: no sedative without a named adult, confirmed for this time, who takes the patient home; not overridable,
 * the session is converted to unsedated or cancelled. Source: clinical.md 3.3, S10 and hazard H5.
 */
export const escortConfirmed: RequirementRule = (facts) => {
  if (!sedated(facts)) return null;
  const { visit, policy } = facts;
  return requirementOf(facts, {
    kind: 'escort-confirmed',
    reason: 'sedated',
    why: { sedation: visit.sedation },
    owner: 'scheduler',
    action: 'confirm-escort',
    dueAt: visit.arriveAt - policy.lead.escort * minuteMs,
    stops: { step: 'sedative-given', code: 'readiness.escort-not-confirmed' },
    restsOn: { start: visit.start },
  });
};

/** READY-24: sedation has its own consent, for its own depth. Source: product rule 3 (D). */
export const sedationConsent: RequirementRule = (facts) => {
  if (!sedated(facts)) return null;
  const { visit, policy } = facts;
  return requirementOf(facts, {
    kind: 'sedation-consent',
    reason: 'sedated',
    why: { sedation: visit.sedation },
    owner: 'physician',
    action: 'obtain-sedation-consent',
    dueAt: dueOnTheDay(facts),
    stops: { step: 'sedative-given', code: 'readiness.sedation-consent-missing' },
    restsOn: { sedation: visit.sedation },
    validFrom: policy.valid.consent === null ? null : beforeStart(facts, policy.valid.consent),
  });
};

/** READY-25: before sedation the ASA class and the airway are assessed, for its depth. Source: clinical.md 3.2. */
export const sedationAssessment: RequirementRule = (facts) => {
  if (!sedated(facts)) return null;
  return requirementOf(facts, {
    kind: 'sedation-assessment',
    reason: 'sedated',
    why: { sedation: facts.visit.sedation },
    owner: 'physician',
    action: 'assess-asa-class-and-airway',
    dueAt: beforeStart(facts, facts.policy.lead.question),
    restsOn: { sedation: facts.visit.sedation },
  });
};

/**
 * READY-26: with diabetes a fast, and a steroid, each need a plan for the glucose; unasked, diabetes is asked about.
 * The plan belongs to the fast: other times, another plan. Source: clinical.md 3.1, 3.6 and hazard H4.
 */
export const glucosePlan: RequirementRule = (facts) => {
  const { visit, flags, policy } = facts;
  const { diabetes } = flags;
  const fasts = sedated(facts);
  if (diabetes === 'absent' || !(fasts || visit.withSteroid)) return null;
  const dueAt = fasts
    ? firstCutOff(facts) - policy.lead.fastingSignedOff * minuteMs
    : beforeStart(facts, policy.lead.question);
  if (diabetes === 'not-asked')
    return requirementOf(facts, {
      kind: 'glucose-plan',
      reason: 'not-asked',
      owner: 'nurse',
      action: 'ask-about-diabetes-and-glp-1',
      dueAt,
      byRecord: 'missing',
    });
  return requirementOf(facts, {
    kind: 'glucose-plan',
    reason: 'diabetes',
    why: { fasts, withSteroid: visit.withSteroid },
    owner: 'nurse',
    action: 'agree-glucose-plan',
    dueAt,
    restsOn: fasts ? fastingBasis(facts) : {},
  });
};
