import {
  evidenceOutcomes,
  requirementKinds,
  sides,
  type EvidenceOutcome,
  type GuardedStep,
  type ReadinessAction,
  type RequirementKind,
  type RequirementOwner,
  type RequirementReason,
  type Standing,
  type Verdict,
  type VoidCause,
} from '@lull/domain';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsUUID,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { IsCivilDate, IsInstant, IsLine, IsNote, IsOmittable } from './field-rules.js';
import type { ProblemFacts } from './problem-codes.js';
import type { ProblemReason } from './problem.js';
import type { ClockTime } from './clock-time.js';
import { sedationLevels, type Sedation, type Side } from './values.js';

/** What a patient may have taken in last. */
export const askedIntakes = ['solid-food', 'full-meal', 'light-meal', 'clear-liquids'] as const;

export class LastIntakeRequest {
  @IsIn(askedIntakes)
  intake!: (typeof askedIntakes)[number];

  /** Null: the patient was asked, and took in nothing of the kind. */
  @ValidateIf((_, value) => value !== null)
  @IsInstant()
  at!: string | null;
}

/** What belongs to a piece of evidence; which of it is needed depends on the kind (READY-40). */
export class ParticularsRequest {
  /** Who takes the patient home, and how to reach them. */
  @IsOmittable()
  @IsLine(100)
  name?: string;

  @IsOmittable()
  @IsLine(40)
  phone?: string;

  /** Who decided about the anticoagulant, and what. */
  @IsOmittable()
  @IsLine(100)
  prescriber?: string;

  @IsOmittable()
  @IsLine(500)
  decision?: string;

  /** The last dose that the decision counts on. Null: asked, and not known. */
  @ValidateIf((_, value) => value !== undefined && value !== null)
  @IsInstant()
  lastDoseAt?: string | null;

  /** When the prescriber has the patient take it again, as the prescriber said; printed for the patient, never computed. */
  @IsOmittable()
  @IsInstant()
  restartAt?: string;

  /** The patient said it back in her own words (hazard H23). */
  @IsOmittable()
  @IsBoolean()
  saidBack?: boolean;

  /** The side that the signed form names, read from the form. */
  @IsOmittable()
  @IsIn(sides)
  side?: Side;

  @IsOmittable()
  @IsLine(40)
  formVersion?: string;

  @IsOmittable()
  @IsLine(100)
  reviewer?: string;

  /** Who signed. */
  @IsOmittable()
  @IsLine(100)
  physician?: string;

  @IsOmittable()
  @IsNumber({ maxDecimalPlaces: 2 })
  @Min(0.5)
  @Max(20)
  inr?: number;

  @IsOmittable()
  @IsInt()
  @Min(1)
  @Max(6)
  asaClass?: number;

  @IsOmittable()
  @IsBoolean()
  airwayAssessed?: boolean;

  @IsOmittable()
  @IsBoolean()
  approvedByPhysician?: boolean;

  @IsOmittable()
  @IsInt()
  @Min(0)
  @Max(10)
  score?: number;

  /** Null: asked, and no analgesic was taken. */
  @ValidateIf((_, value) => value !== undefined && value !== null)
  @IsInstant()
  analgesicAt?: string | null;

  @IsOmittable()
  @IsArray()
  @ArrayMaxSize(4)
  @ValidateNested({ each: true })
  @Type(() => LastIntakeRequest)
  lastIntakes?: LastIntakeRequest[];

  @IsOmittable()
  @IsNote(1000)
  note?: string;
}

/** POST /sessions/:id/evidence (Idempotency-Key): what was done about one requirement. */
export class RecordEvidenceRequest {
  @IsIn(requirementKinds)
  kind!: RequirementKind;

  @IsIn(evidenceOutcomes)
  outcome!: EvidenceOutcome;

  /** Why it is waived. */
  @IsOmittable()
  @IsNote(1000)
  reason?: string;

  @IsOmittable()
  @IsObject()
  @ValidateNested()
  @Type(() => ParticularsRequest)
  particulars?: ParticularsRequest;
}

/**
 * POST /readiness/evidence (Idempotency-Key): the same word about many sessions, without particulars: those are of one
 * patient alone. Each session is answered for itself.
 */
export class RecordManyEvidenceRequest {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  sessionIds!: string[];

  @IsIn(requirementKinds)
  kind!: RequirementKind;

  @IsIn(evidenceOutcomes)
  outcome!: EvidenceOutcome;

  @IsOmittable()
  @IsNote(1000)
  reason?: string;
}

/** POST /sessions/:id/readiness/previews: what another time or another sedation would ask for anew. */
export class PreviewReadinessRequest {
  @IsOmittable()
  @IsInstant()
  startsAt?: string;

  @IsOmittable()
  @IsIn(sedationLevels)
  sedation?: Sedation;
}

/** GET /readiness/waivers?from=2026-11-01&to=2026-11-30, both included; by the calendar of the practice. */
export class WaiversQuery {
  @IsCivilDate()
  from!: string;

  @IsCivilDate()
  to!: string;
}

/** One record of what was done, as it stands in the history of a requirement. */
export interface EvidenceView {
  readonly id: string;
  readonly outcome: EvidenceOutcome;
  readonly at: ClockTime;
  /** The member's name; null: the patient, or the system. */
  readonly by: string | null;
  readonly source: 'staff' | 'patient' | 'system';
  readonly reason: string | null;
  /** Empty for those who may not see it. */
  readonly particulars: ParticularsView;
  /** It was given for the facts as they are now, and is not too old. */
  readonly counts: boolean;
  /** It was given when the patient was in the room already, and changes nothing of how the session stood. */
  readonly afterEntry: boolean;
}

export type ParticularsView = {
  readonly [Name in keyof ParticularsRequest]: ParticularsRequest[Name];
};

export interface RequirementView {
  readonly kind: RequirementKind;
  readonly reason: RequirementReason;
  readonly why: ProblemFacts;
  readonly standing: Standing;
  /** What changed since the evidence was given; empty unless it is void. */
  readonly voidedBy: readonly VoidCause[];
  readonly owner: RequirementOwner;
  readonly action: ReadinessAction;
  readonly actionText: string;
  readonly due: ClockTime;
  /** After this it no longer serves the visit as it is planned. */
  readonly last: ClockTime;
  /** The step that is refused without it; null: a reason may waive it. */
  readonly stops: GuardedStep | null;
  /** Only a change of the record settles it. */
  readonly byRecord: boolean;
  /** The particulars without which it is not met. */
  readonly needs: readonly string[];
  /** Whether whoever asks may record evidence of it. */
  readonly mayRecord: boolean;
  /** The latest first. */
  readonly evidence: readonly EvidenceView[];
}

export interface NextActionView {
  readonly kind: RequirementKind;
  readonly action: ReadinessAction;
  readonly text: string;
  readonly owner: RequirementOwner;
  readonly due: ClockTime;
}

/** How many requirements stand how. */
export type StandingCounts = { readonly [Each in Standing]: number };

export interface ReadinessSummaryView {
  readonly sessionId: string;
  readonly verdict: Verdict;
  /** Null: nothing is left to do. */
  readonly next: NextActionView | null;
  readonly counts: StandingCounts;
  /** When the patient entered the room: since then it stands as it was judged then. Null: it is judged anew each time. */
  readonly stoodAt: ClockTime | null;
}

/** GET /sessions/:id/readiness */
export interface SessionReadinessView extends ReadinessSummaryView {
  /** Of the session, as it was judged. */
  readonly version: number;
  readonly requirements: readonly RequirementView[];
  /** While the patient is in the room for a sedated visit: what keeps the sedative back, as the facts are now. */
  readonly beforeSedative: readonly RequirementView[];
  readonly policy: { readonly version: string; readonly author: string; readonly effectiveFrom: string };
}

/** GET /clinics/:clinicId/days/:date/readiness: a summary for each session that still stands. */
export interface DayReadinessView {
  readonly clinicId: string;
  readonly date: string;
  readonly sessions: readonly ReadinessSummaryView[];
}

/** What became of the word about one of many sessions. */
export interface ManyEvidenceAnswerView {
  readonly sessionId: string;
  readonly recorded: boolean;
  readonly refusals: readonly ProblemReason[];
}

export interface ManyEvidenceView {
  readonly answers: readonly ManyEvidenceAnswerView[];
}

/** A requirement in a preview: which, why, by when. */
export interface ChangedRequirementView {
  readonly kind: RequirementKind;
  readonly reason: RequirementReason;
  readonly owner: RequirementOwner;
  readonly due: ClockTime;
  /** What it was given for and has changed; empty unless it is reopened. */
  readonly voidedBy: readonly VoidCause[];
}

export interface ReadinessPreviewView {
  readonly added: readonly ChangedRequirementView[];
  readonly withdrawn: readonly ChangedRequirementView[];
  readonly reopened: readonly ChangedRequirementView[];
  readonly rescheduled: readonly ChangedRequirementView[];
  readonly before: Verdict;
  readonly after: Verdict;
}

/** POST /sessions/:id/sedative-checks: may a sedative be given now? Every reason against it at once. */
export interface SedativeCheckView {
  readonly accepted: boolean;
  readonly refusals: readonly ProblemReason[];
}

/** How often a kind of requirement was waived by whom, beside how often it was settled at all. */
export interface WaiverCountView {
  readonly kind: RequirementKind;
  readonly by: string;
  readonly waived: number;
  /** Waived or met, by anybody, in the same time. */
  readonly settled: number;
}
