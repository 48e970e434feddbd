import { accept, refuse, type Decision } from '../decision.js';
import { minuteMs } from '../time/zone.js';
import { checkFastingKept, type FastingCutOff, type LastIntakes } from './fasting.js';
import type { ReadinessPolicy } from './readiness-policy.js';
import type { RequirementKind } from './requirement.js';

/*
 * What a finding means for its requirement: met when it is accepted, failed when it is refused. What was found is a
 * patient's and stands in the record; the facts of a refusal name the limit alone.
 */

/** READY-45: an INR lies within the gate; the gate itself is within. Source: clinical.md 3.5. */
export function checkInr(inr: number, { inrMaximum }: ReadinessPolicy): Decision<true> {
  if (inr <= inrMaximum) return accept(true);
  return refuse({
    code: 'readiness.inr-too-high',
    facts: { maximum: inrMaximum },
    overridable: false,
  });
}

/**
 * READY-46: who may be sedated here: with the airway assessed, up to the class that needs no approval, or with the
 * physician's approval up to the next; above it an anaesthesia team is needed. Source: clinical.md 3.2 (D).
 */
export function checkSedationAssessment(
  found: {
    readonly asaClass: number;
    readonly airwayAssessed: boolean;
    readonly approvedByPhysician: boolean;
  },
  { asaClass: { withoutApproval, most } }: ReadinessPolicy,
): Decision<true> {
  const { asaClass, airwayAssessed, approvedByPhysician } = found;
  if (asaClass > most)
    return refuse({ code: 'readiness.asa-class-too-high', facts: { most }, overridable: false });
  if (!airwayAssessed)
    return refuse({ code: 'readiness.airway-not-assessed', facts: {}, overridable: false });
  if (asaClass > withoutApproval && !approvedByPhysician)
    return refuse({
      code: 'readiness.asa-class-needs-approval',
      facts: { withoutApproval },
      overridable: false,
    });
  return accept(true);
}

/**
 * READY-47: there is enough pain to judge a diagnostic injection by, and no analgesic was taken so lately that it hides
 * it. A finding for the physician: nobody is told to do without. Source: clinical.md 1.3 (least baseline), 1.4 (window).
 */
export function checkPainToJudge(
  found: {
    readonly score: number;
    readonly at: number;
    /** When an analgesic for this pain was taken last; null: the patient was asked, and none. */
    readonly analgesicAt: number | null;
  },
  { painToJudge: { leastScore, analgesicFreeMinutes } }: ReadinessPolicy,
): Decision<true> {
  const { score, at, analgesicAt } = found;
  const freeFrom = analgesicAt === null ? -Infinity : analgesicAt + analgesicFreeMinutes * minuteMs;
  if (at < freeFrom)
    return refuse({
      code: 'readiness.analgesic-too-recent',
      facts: { analgesicFreeMinutes },
      overridable: false,
    });
  if (score >= leastScore) return accept(true);
  return refuse({ code: 'readiness.pain-too-low-to-judge', facts: { leastScore }, overridable: false });
}

/** What was found, as far as a limit judges it. Instants are epoch milliseconds. */
export interface Found {
  readonly inr?: number;
  readonly asaClass?: number;
  readonly airwayAssessed?: boolean;
  readonly approvedByPhysician?: boolean;
  readonly score?: number;
  /** Null: asked, and none was taken. */
  readonly analgesicAt?: number | null;
  readonly lastIntakes?: LastIntakes;
}

/**
 * READY-48: what was found is judged by its limit, whoever says that it is met; a kind without a limit takes the
 * recorder's word. Precondition: the particulars that the kind needs are there (READY-40).
 */
export function judgeFinding(
  kind: RequirementKind,
  found: Found,
  visit: { readonly at: number; readonly start: number; readonly cutOffs: readonly FastingCutOff[] },
  policy: ReadinessPolicy,
): Decision<true> {
  if (kind === 'inr-in-range') return checkInr(found.inr ?? Infinity, policy);
  if (kind === 'sedation-assessment')
    return checkSedationAssessment(
      {
        asaClass: found.asaClass ?? Infinity,
        airwayAssessed: found.airwayAssessed ?? false,
        approvedByPhysician: found.approvedByPhysician ?? false,
      },
      policy,
    );
  if (kind === 'fasting-kept') return checkFastingKept(visit.cutOffs, found.lastIntakes ?? {}, visit.start);
  if (kind === 'pain-present' && found.score !== undefined)
    return checkPainToJudge(
      { score: found.score, at: visit.at, analgesicAt: found.analgesicAt ?? null },
      policy,
    );
  return accept(true);
}
