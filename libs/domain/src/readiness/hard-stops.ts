import { accept, type Decision, type Refusal } from '../decision.js';
import { isSettled, standingOf, type StandingRequirement } from './readiness.js';
import type { Evidence, GuardedStep, HardStop, Requirement } from './requirement.js';

/**
 * READY-44: may the patient enter the room, or be given a sedative? Refused with every hard stop that stands, none of
 * which a reason overrides; all else is soft. A sedative stands behind the door of the room too, and is not given to
 * who was not prepared for it. Where only the sedative is refused the way out is the same visit unsedated.
 * Source: issue 4 (hard stops); clinical.md 3.3, hazards H1, H3, H5, H7, H8, H9 and H18.
 */
export function checkGuardedStep(
  step: GuardedStep,
  requirements: readonly Requirement[],
  evidence: readonly Evidence[],
  now: number,
): Decision<GuardedStep> {
  const refusals = requirements.flatMap((requirement): Refusal[] => {
    const { stops } = requirement;
    if (stops === null || (stops.step !== step && step === 'in-room')) return [];
    const standing = standingOf(requirement, evidence, now);
    return isSettled(standing) ? [] : [refusalOf(standing, stops)];
  });
  const prepared = requirements.some(({ stops }) => stops?.step === 'sedative-given');
  if (step === 'sedative-given' && !prepared)
    refusals.push({ code: 'readiness.sedation-not-planned', facts: {}, overridable: false });
  return refusals.length === 0 ? accept(step) : { accepted: false, refusals };
}

function refusalOf({ requirement, standing }: StandingRequirement, { step, code }: HardStop): Refusal {
  const { kind, reason, why, owner, action } = requirement;
  return {
    code,
    facts: { ...why, kind, reason, standing },
    overridable: false,
    remedy:
      step === 'sedative-given'
        ? { code: 'convert-to-unsedated', facts: { kind } }
        : { code: 'settle-requirement', facts: { kind, owner, action } },
  };
}
