import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsInt, Min } from 'class-validator';
import { mergeConflicts, type MergeConflict } from '@lull/domain';
import { IsId, IsLine, IsOmittable } from './field-rules.js';
import type { PatientView } from './patients.js';
import type { ProblemCode, ProblemFacts } from './problem-codes.js';

/** GET /patient-duplicates: one group of likely duplicates after the other. */
export class DuplicatesQuery {
  /** `next` of the page before. */
  @IsOmittable() @IsId() cursor?: string;
}

/** GET /patient-merges/preview */
export class MergePreviewQuery {
  /** The record that would be kept. */
  @IsId() keptId!: string;
  /** The record that would be joined into it. */
  @IsId() joinedId!: string;
}

/** POST /patient-merges (Idempotency-Key): joins two records of one person. */
export class JoinPatientsRequest {
  @IsId() keptId!: string;
  @IsId() joinedId!: string;

  /** The versions that were compared. */
  @IsInt() @Min(1) keptVersion!: number;
  @IsInt() @Min(1) joinedVersion!: number;

  /** How it is known that this is one person. */
  @IsLine(200) reason!: string;

  /** What the records say differently and the member has looked at. */
  @IsOmittable()
  @IsArray()
  @ArrayMaxSize(mergeConflicts.length)
  @ArrayUnique()
  @IsIn(mergeConflicts, { each: true })
  settled?: MergeConflict[];
}

/** POST /patient-merges/:id/reversal (If-Match, Idempotency-Key): parts them again, row by row. */
export class ReverseMergeRequest {
  @IsLine(200) reason!: string;
}

/** A record among likely duplicates. */
export interface DuplicatePatientView {
  readonly id: string;
  readonly mrn: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly birthDate: string;
  readonly phone: string | null;
  readonly openSeries: number;
  readonly sessions: number;
  /** Epoch ms. */
  readonly createdAt: number;
}

/** GET /patient-duplicates: records with the same name and birth date, the oldest record of a group first. */
export interface DuplicatesView {
  readonly groups: readonly { readonly records: readonly DuplicatePatientView[] }[];
  readonly next: string | null;
}

/** GET /patient-merges/preview: what each record has, what would be done, and what stands against it. */
export interface MergePreviewView {
  readonly kept: PatientView;
  readonly joined: PatientView;
  /** Rows of each table, where one of the two has any; of those that are joined every one would be moved. */
  readonly rows: readonly { readonly table: string; readonly kept: number; readonly joined: number }[];
  /** The links of the joined record that would end. */
  readonly linksThatEnd: number;
  readonly conflicts: readonly { readonly conflict: MergeConflict; readonly maySettle: boolean }[];
  /** Kinds of flags in which the records contradict each other; the finding stays. */
  readonly contradictedKinds: readonly string[];
  /** What stands against it, conflicts left out. */
  readonly reasons: readonly { readonly code: ProblemCode; readonly facts: ProblemFacts }[];
}

/** One joining of two records. */
export interface PatientMergeView {
  readonly id: string;
  readonly version: number;
  readonly keptId: string;
  readonly keptMrn: string;
  readonly joinedId: string;
  readonly joinedMrn: string;
  readonly reason: string;
  readonly settled: readonly MergeConflict[];
  /** Rows that were moved. */
  readonly rows: number;
  readonly mergedBy: string;
  /** Epoch ms. */
  readonly mergedAt: number;
  readonly reversedBy: string | null;
  readonly reversedAt: number | null;
  readonly reversalReason: string | null;
}
