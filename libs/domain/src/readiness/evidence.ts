import { accept, refuse, type Decision } from '../decision.js';
import type { Evidence, EvidenceOutcome, Requirement, RequirementKind } from './requirement.js';

/** What somebody says of a requirement. The particulars are texts as entered; `''` is none. */
export interface GivenEvidence {
  readonly at: number;
  readonly outcome: EvidenceOutcome;
  /** Why it is waived; null otherwise. */
  readonly reason: string | null;
  readonly particulars: Readonly<Record<string, string>>;
}

/**
 * Without which particulars evidence of a kind proves nothing: the escort by name and number (H5), the prescriber by
 * name and decision (H7), the side that the signed form names, entered from the form (H1), who signed how a patient with
 * diabetes fasts (H4), and what was measured where a limit judges it.
 */
export const neededParticulars: Readonly<Partial<Record<RequirementKind, readonly string[]>>> = {
  'escort-confirmed': ['name', 'phone'],
  'anticoagulant-decision': ['prescriber', 'decision'],
  'consent-for-side': ['side', 'formVersion'],
  'sedation-consent': ['formVersion'],
  'allergy-reviewed': ['reviewer'],
  'fasting-signed-off': ['physician'],
  'sedation-assessment': ['asaClass'],
  'inr-in-range': ['inr'],
};

/**
 * READY-40: may this be recorded for a requirement; accepted with the evidence, bound to the facts that it is given
 * for. What the record alone can settle takes none; a hard stop is not waived, and no waiver goes without a reason;
 * what is met carries its particulars; a consent names the side of the visit. Source: clinical.md, hazards H1, H5, H7,
 * H18. Precondition: the requirement is the visit's, derived from the facts as they are now.
 */
export function checkEvidence(requirement: Requirement, given: GivenEvidence): Decision<Evidence> {
  const { kind, stops, restsOn, byRecord } = requirement;
  const { at, outcome, reason, particulars } = given;
  if (outcome === 'waived') {
    if (stops !== null) return no('readiness.hard-stop-not-waived', { kind, step: stops.step });
    if ((reason ?? '').trim() === '') return no('readiness.waiver-without-reason', { kind });
  } else if (byRecord !== null) return no('readiness.settled-by-the-record', { kind });
  if (outcome === 'met') {
    const missing = (neededParticulars[kind] ?? []).filter((each) => (particulars[each] ?? '').trim() === '');
    if (missing.length > 0) return no('readiness.evidence-incomplete', { kind, missing: missing.join(', ') });
    if (kind === 'consent-for-side' && particulars['side'] !== restsOn.side)
      return no('readiness.evidence-for-another-side', { kind });
  }
  return accept({ kind, at, outcome, restsOn });
}

type EvidenceRefusalCode =
  | 'readiness.hard-stop-not-waived'
  | 'readiness.waiver-without-reason'
  | 'readiness.settled-by-the-record'
  | 'readiness.evidence-incomplete'
  | 'readiness.evidence-for-another-side';

function no(code: EvidenceRefusalCode, facts: Readonly<Record<string, string>>): Decision<Evidence> {
  return refuse({ code, facts, overridable: false });
}
