import { openingVerdicts, restrictionKinds, type OpeningVerdict, type RestrictionKind } from '@lull/domain';
import { IsIn, MinLength } from 'class-validator';
import { IsId, IsLine, IsNote, IsOmittable } from './field-rules.js';

/** POST /patients/:id/restrictions (Idempotency-Key): from now on the clinical record opens by a reason alone. */
export class RestrictRecordRequest {
  @IsIn(restrictionKinds, { message: 'Choose why the record is restricted.' })
  kind!: RestrictionKind;

  @IsLine(200)
  reason!: string;
}

/** POST /record-restrictions/:id/lifting (If-Match, Idempotency-Key; a proof of who asks). */
export class LiftRestrictionRequest {
  @IsLine(200)
  reason!: string;
}

/** POST /patients/:id/record-openings (Idempotency-Key; a proof of who asks). */
export class OpenRecordRequest {
  /** Somebody reads it afterwards and says whether it was justified. */
  @MinLength(10, { message: 'Say in a sentence why you need to see this record.' })
  @IsLine(300)
  reason!: string;
}

export const openingStates = ['waiting', 'reviewed'] as const;

/** GET /record-openings: what waits for a review, the oldest first; or what was reviewed, the newest first. */
export class RecordOpeningsQuery {
  @IsOmittable()
  @IsIn(openingStates)
  state?: (typeof openingStates)[number];

  /** `next` of the page before. */
  @IsOmittable()
  @IsId()
  cursor?: string;
}

/** POST /record-openings/:id/review (If-Match, Idempotency-Key) */
export class ReviewOpeningRequest {
  @IsIn(openingVerdicts, { message: 'Say whether the opening was justified.' })
  verdict!: OpeningVerdict;

  @IsOmittable()
  @IsNote(1000)
  note?: string;
}

/** How a record is kept from those who have not opened it; part of the patient. */
export interface RecordAccessView {
  /** Null: it is not restricted. */
  readonly restriction: {
    readonly id: string;
    readonly version: number;
    readonly kind: RestrictionKind;
    /** Null for those who may not restrict a record. */
    readonly reason: string | null;
    readonly by: string;
    /** Epoch ms. */
    readonly at: number;
  } | null;
  /** The opening of whoever asks; null: none stands. */
  readonly opening: {
    readonly id: string;
    readonly version: number;
    readonly reason: string;
    /** Epoch ms. */
    readonly until: number;
  } | null;
  /** Restricted and not opened: whoever asks sees what booking needs, and no more. */
  readonly closed: boolean;
}

/** POST /patients/:id/restrictions and the other changes of it: how the record stands now. */
export interface PatientAccessView extends RecordAccessView {
  readonly patientId: string;
}

/** A row of GET /record-openings: who opened whose record why, and what was done in that time. */
export interface RecordOpeningView {
  readonly id: string;
  readonly version: number;
  readonly patientId: string;
  readonly mrn: string;
  readonly kind: RestrictionKind;
  readonly member: { readonly id: string; readonly name: string };
  readonly reason: string;
  /** Epoch ms. */
  readonly openedAt: number;
  /** When it ended, or will end by itself. */
  readonly until: number;
  /** How often the trail names it, reading and writing. */
  readonly reads: number;
  readonly writes: number;
  /** Whether whoever asks may review it: nobody reviews their own. */
  readonly mayReview: boolean;
  readonly review: {
    readonly verdict: OpeningVerdict;
    readonly note: string | null;
    readonly by: string;
    readonly at: number;
  } | null;
}

export interface RecordOpeningsView {
  readonly rows: readonly RecordOpeningView[];
  readonly next: string | null;
  /** How many wait for a review, whichever page is shown. */
  readonly waiting: number;
}
