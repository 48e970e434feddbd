import type { Facts } from '../decision.js';
import type { RefusalCode } from '../refusal-codes.js';

/** What must be true before a session, the gravest first: the order settles which of two equals is shown. */
export const requirementKinds = [
  'side-agreement',
  'consent-for-side',
  'anticoagulant-known',
  'anticoagulant-decision',
  'allergy-reviewed',
  'pregnancy-test',
  'escort-confirmed',
  'fasting-kept',
  'sedation-consent',
  'no-infection',
  'inr-in-range',
  'sedation-assessment',
  'fasting-signed-off',
  'fasting-told',
  'glucose-plan',
  'pain-present',
  'authorisation',
] as const;
export type RequirementKind = (typeof requirementKinds)[number];

/** Why a visit has a requirement; a closed list, each has a text. */
export const requirementReasons = [
  'always',
  'not-asked',
  'asked-too-long-ago',
  'side-missing',
  'side-disagrees',
  'takes-anticoagulant',
  'takes-unknown-drug',
  'needs-normal-inr',
  'none-known',
  'allergy-listed',
  'allergy-matches',
  'pregnancy-possible',
  'infection-recorded',
  'diagnostic',
  'sedated',
  'diabetes',
  'glp-1',
  'authorisation-recorded',
  'no-authorisation-recorded',
] as const;
export type RequirementReason = (typeof requirementReasons)[number];

/** The next thing that somebody of the clinic does. None of them is said to a patient, none touches a drug. */
export const readinessActions = [
  'enter-the-side',
  'settle-the-side',
  'obtain-consent',
  'ask-about-anticoagulants',
  'ask-the-prescriber',
  'measure-inr',
  'ask-about-allergies',
  'review-allergies',
  'answer-allergy',
  'ask-about-pregnancy',
  'test-for-pregnancy',
  'screen-for-infection',
  'rate-pain-and-ask-about-analgesics',
  'ask-about-authorisation',
  'obtain-authorisation',
  'ask-about-diabetes-and-glp-1',
  'sign-off-fasting',
  'tell-fasting-times',
  'ask-last-intake',
  'confirm-escort',
  'obtain-sedation-consent',
  'assess-asa-class-and-airway',
  'agree-glucose-plan',
  'let-the-physician-decide',
  'convert-to-unsedated',
] as const;
export type ReadinessAction = (typeof readinessActions)[number];

/** Who sees to it; the roles of product.md section 3. */
export type RequirementOwner = 'scheduler' | 'nurse' | 'physician';

/** The steps of a visit that a hard stop refuses (clinical.md, hazard H18: few). */
export const guardedSteps = ['in-room', 'sedative-given'] as const;
export type GuardedStep = (typeof guardedSteps)[number];

/** The step that is refused without it, and under which code. No reason overrides it. */
export interface HardStop {
  readonly step: GuardedStep;
  readonly code: Extract<RefusalCode, `readiness.${string}`>;
}

/** What evidence is given for: when one of these changes, it is given for something else. */
export const restingFacts = [
  'procedure',
  'side',
  'sedation',
  'date',
  'start',
  'fasting',
  'drugs',
  'planned',
  'allergies',
  'contrast',
] as const;
export type RestingFact = (typeof restingFacts)[number];
export type RestsOn = Readonly<Partial<Record<RestingFact, string | number | boolean>>>;

/**
 * One thing that must be true before a session. Plain values: what becomes a row, and what the screen shows.
 * `why` may be shown to whoever books; `restsOn` may hold a patient's data and is for comparing alone.
 */
export interface Requirement {
  readonly kind: RequirementKind;
  readonly reason: RequirementReason;
  readonly why: Facts;
  readonly owner: RequirementOwner;
  readonly action: ReadinessAction;
  /** By when it should be done. */
  readonly dueAt: number;
  /** After this it no longer serves the visit as it is planned. */
  readonly lastAt: number;
  /** Null: soft, a reason may waive it. */
  readonly stops: HardStop | null;
  /** What evidence is given for; evidence for other facts is void. */
  readonly restsOn: RestsOn;
  /** Evidence from before this is too old; null: it does not grow old. */
  readonly validFrom: number | null;
  /** What the record itself says; `missing`: only a change of the record settles it. Null: evidence does. */
  readonly byRecord: 'met' | 'missing' | 'failed' | null;
}

/** What came of a requirement, as somebody recorded it. */
export const evidenceOutcomes = ['requested', 'met', 'failed', 'waived'] as const;
export type EvidenceOutcome = (typeof evidenceOutcomes)[number];

/** A record of what was done about a requirement. Never changed: the latest of a kind speaks. */
export interface Evidence {
  readonly kind: RequirementKind;
  readonly at: number;
  readonly outcome: EvidenceOutcome;
  /** The requirement's `restsOn` at the time. */
  readonly restsOn: RestsOn;
}
