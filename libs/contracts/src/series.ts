import { seriesEndReasons, targetSymptoms, type SeriesEndReason, type TargetSymptom } from '@lull/domain';
import { IsBoolean, IsIn, IsInt, Matches, Max, Min } from 'class-validator';
import { IsId, IsLine, IsNote, IsOmittable } from './field-rules.js';
import type { AdvisoryView } from './problem.js';
import {
  purposes,
  sedationLevels,
  sides,
  type Purpose,
  type Sedation,
  type SeriesStateName,
  type SessionStateName,
  type Side,
} from './values.js';

/** POST /series (Idempotency-Key). A scheduler's proposal waits for a physician; a physician's is active. */
export class CreateSeriesRequest {
  @IsId()
  patientId!: string;

  @IsId()
  procedureTypeId!: string;

  @IsId()
  physicianId!: string;

  /** Never defaulted: absent is refused. */
  @IsIn(sides, { message: 'Choose the side. It is never filled in for you.' })
  side!: Side;

  @IsIn(purposes)
  purpose!: Purpose;

  /** What it is to relieve; absent: what the diagnosis suggests (SER-30). */
  @IsOmittable()
  @IsIn(targetSymptoms)
  targetSymptom?: TargetSymptom;

  @IsLine()
  conditionLabel!: string;

  @Matches(/^[A-TV-Z][0-9][0-9A-Z](\.[0-9A-Z]{1,4})?$/, {
    message: 'Write an ICD-10-CM code such as G90.522.',
  })
  icd10!: string;

  @IsInt()
  @Min(2, { message: 'A series has at least two planned injections.' })
  @Max(60)
  plannedCount!: number;

  @IsInt()
  @Min(1)
  @Max(365)
  minimumIntervalDays!: number;

  @IsInt()
  @Min(1)
  @Max(365)
  targetIntervalDays!: number;

  @IsInt()
  @Min(1)
  @Max(365)
  maximumIntervalDays!: number;

  @IsIn(sedationLevels)
  sedation!: Sedation;

  @IsOmittable()
  @IsBoolean()
  gated?: boolean;
}

/** PATCH /series/:id (If-Match): the plan; side and patient never change (another side is another series). */
export class UpdateSeriesRequest {
  /** Every figure of the series is judged anew by it. */
  @IsOmittable() @IsIn(targetSymptoms) targetSymptom?: TargetSymptom;
  @IsOmittable() @IsId() physicianId?: string;
  @IsOmittable()
  @IsInt()
  @Min(2, { message: 'A series has at least two planned injections.' })
  @Max(60)
  plannedCount?: number;
  @IsOmittable() @IsInt() @Min(1) @Max(365) minimumIntervalDays?: number;
  @IsOmittable() @IsInt() @Min(1) @Max(365) targetIntervalDays?: number;
  @IsOmittable() @IsInt() @Min(1) @Max(365) maximumIntervalDays?: number;
  @IsOmittable() @IsIn(sedationLevels) sedation?: Sedation;
  @IsOmittable() @IsBoolean() gated?: boolean;
}

/** POST /series/:id/steps (If-Match, Idempotency-Key) */
export class StepSeriesRequest {
  @IsIn(['active', 'paused', 'completed', 'stopped'])
  to!: Exclude<SeriesStateName, 'proposed'>;

  /** Wanted for a stop; `plan-completed` by itself for a completion. */
  @IsOmittable()
  @IsIn(seriesEndReasons, { message: 'Choose the reason for which the series ends.' })
  endReason?: SeriesEndReason;

  @IsOmittable()
  @IsNote(1000)
  note?: string;
}

/** GET /patients/:id/series and GET /series/:id */
export interface SeriesView {
  readonly id: string;
  readonly version: number;
  readonly patientId: string;
  readonly patientName: string;
  readonly procedureTypeId: string;
  readonly procedureCode: string;
  readonly procedureName: string;
  readonly side: Side;
  readonly purpose: Purpose;
  readonly targetSymptom: TargetSymptom;
  readonly condition: { readonly label: string; readonly icd10: string };
  readonly physicianId: string;
  readonly physicianName: string;
  readonly plannedCount: number;
  /** Completed injections so far. */
  readonly completedCount: number;
  readonly minimumIntervalDays: number;
  readonly targetIntervalDays: number;
  readonly maximumIntervalDays: number;
  readonly sedation: Sedation;
  readonly gated: boolean;
  readonly state: SeriesStateName;
  readonly endReason: string | null;
  readonly openedOn: string;
  readonly sessions: readonly SeriesSessionView[];
}

/** POST /series, PATCH /series/:id: the plan as it stands now, with what deserves a look. */
export interface PlannedSeriesView extends SeriesView {
  readonly advisories: readonly AdvisoryView[];
}

export interface SeriesSessionView {
  readonly id: string;
  readonly version: number;
  readonly start: number;
  readonly durationMinutes: number;
  readonly state: SessionStateName;
  readonly cancelReason: string | null;
  readonly clinicId: string;
  readonly roomName: string;
  readonly physicianName: string;
  readonly sedation: Sedation;
  /** Ordinal among completed sessions; null for one that is not completed. */
  readonly ordinal: number | null;
}
