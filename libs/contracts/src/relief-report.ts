import {
  reliefDimensions,
  reliefFigureNames,
  type BaselineSource,
  type ReliefDimension,
  type ReliefFigureName,
  type ReliefPattern,
  type Response,
} from '@lull/domain';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { IsCivilDate, IsId, IsLine, IsOmittable } from './field-rules.js';
import { sedationLevels, type Sedation } from './values.js';

export type { ReliefDimension, ReliefFigureName } from '@lull/domain';

/** Of pain by half and by 30 %; of sweating by two steps of the HDSS and by one. Each counts its own series alone. */
export const reliefThresholds = ['relief50', 'relief30', 'hdss2', 'hdss1'] as const;
export type ReliefThreshold = (typeof reliefThresholds)[number];

/** GET /reports/relief and GET /reports/relief.csv: days are those of each clinic's own calendar. */
export class ReliefReportQuery {
  @IsCivilDate() from!: string;
  /** The last day that is counted. */
  @IsCivilDate() to!: string;
  /** Absent: substantial relief, the primary definition. */
  @IsOmittable() @IsIn(reliefThresholds) definition?: ReliefThreshold;
  /** Of the definition; absent: the one that is in force. */
  @IsOmittable() @IsLine(20) version?: string;
  @IsOmittable() @IsId() clinicId?: string;
  @IsOmittable() @IsId() procedureTypeId?: string;
  @IsOmittable() @IsId() physicianId?: string;
  @IsOmittable() @IsLine(200) condition?: string;
  @IsOmittable() @IsIn(['left', 'right']) side?: 'left' | 'right';
  @IsOmittable() @IsIn(sedationLevels) sedation?: Sedation;
  @IsOmittable() @IsIn(['with', 'without']) steroid?: 'with' | 'without';
  @IsOmittable() @Type(() => Number) @IsInt() @Min(1) @Max(99) ordinal?: number;
  /** The groups that stand beside each other. */
  @IsOmittable() @IsIn(reliefDimensions) compare?: ReliefDimension;
  /** The interval between two injections whose expected coverage is said in words. */
  @IsOmittable() @Type(() => Number) @IsInt() @Min(1) @Max(365) intervalDays?: number;
}

/** GET /reports/relief/injections.csv: all rows behind one figure. */
export class ReliefRowsQuery extends ReliefReportQuery {
  /** Key of the group; absent: all of them. */
  @IsOmittable() @IsLine(200) group?: string;
  @IsIn(reliefFigureNames) figure!: ReliefFigureName;
  /**
   * Of `quality` the grade, of `baseline-source` the source, of `complication` the code, with a grade `code/2`; of
   * `at-risk`, `lapsed-before` and `censored-before` the day after the injection.
   */
  @IsOmittable() @IsLine(60) of?: string;
}

/** GET /reports/relief/injections: the same, a page at a time. */
export class ReliefPageQuery extends ReliefRowsQuery {
  /** `next` of the page before. */
  @IsOmittable() @IsString() @MaxLength(100) after?: string;
  @IsOmittable() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
}

export interface ReliefReportView {
  readonly from: string;
  readonly to: string;
  /** The instant of the figures. */
  readonly asOf: number;
  readonly definition: {
    readonly name: ReliefThreshold;
    readonly version: string;
    readonly effectiveFrom: string;
    /** What was counted, in a sentence that stands beside the figures. */
    readonly sentence: string;
  };
  readonly compare: ReliefDimension | null;
  readonly intervalDays: number;
  /** Rates, curves and medians of fewer are not shown. */
  readonly leastShown: number;
  /** Patients whose figures are being made anew. */
  readonly pending: number;
  /** What can be asked for. */
  readonly choices: ReliefChoicesView;
  /** Judged by other questions, and not in any figure below. */
  readonly excluded: { readonly diagnostic: number; readonly preSurgical: number };
  /** The day up to which curves are drawn: later, fewer than one in a hundred of every group were still at risk. */
  readonly drawnUntil: number;
  /** One with the key `all` when nothing is compared. */
  readonly groups: readonly ReliefGroupView[];
  /** Groups that were left out because a page shows so many; the largest are shown. */
  readonly groupsLeftOut: number;
}

export interface ReliefChoiceView {
  readonly key: string;
  readonly label: string;
}

export interface ReliefChoicesView {
  readonly clinic: readonly ReliefChoiceView[];
  readonly 'procedure-type': readonly ReliefChoiceView[];
  readonly physician: readonly ReliefChoiceView[];
  readonly condition: readonly ReliefChoiceView[];
  /** Of the definition. */
  readonly versions: readonly string[];
  readonly highestOrdinal: number;
}

export interface ReliefGroupView {
  readonly key: string;
  readonly label: string;
  readonly injections: number;
  readonly patients: number;
  readonly evaluable: number;
  readonly indeterminate: number;
  readonly missingBaseline: number;
  readonly lowBaseline: number;
  readonly noData: number;
  readonly response: ReliefResponseView;
  readonly lapsed: number;
  readonly ongoing: number;
  /** Of those ongoing: the next injection came while relief still stood. Probably not by chance. */
  readonly persistedAtNext: number;
  /** Null while fewer than `leastShown` injections are evaluable. */
  readonly duration: ReliefDurationView | null;
  readonly complications: readonly ReliefComplicationView[];
  readonly adherence: {
    readonly answeredDays: number;
    readonly askedDays: number;
    readonly share: number | null;
  };
  readonly baselineSources: readonly { readonly source: BaselineSource; readonly count: number }[];
  readonly quality: readonly { readonly grade: 'A' | 'B' | 'C'; readonly count: number }[];
}

export interface ReliefResponseView {
  readonly responders: number;
  readonly nonResponders: number;
  readonly uncertain: number;
  readonly notEvaluable: number;
  /** Responders of responders and non-responders; null of fewer than `leastShown`. */
  readonly rate: ReliefRateView | null;
}

/** Shares from 0 to 1 with their 95 % interval. */
export interface ReliefRateView {
  readonly share: number;
  readonly lower: number;
  readonly upper: number;
}

/** In days; null is not reached. */
export interface ReliefQuantileView {
  readonly days: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

/** [day, share still relieved, lower, upper of its 95 % interval]: holds from that day until the next step. */
export type ReliefStep = readonly [number, number, number | null, number | null];

export interface ReliefDurationView {
  readonly lastDay: number;
  readonly steps: readonly ReliefStep[];
  /** More steps than a drawing can show: every one that is there is exact, those between are left out. */
  readonly thinned: boolean;
  /** Whether there are enough injections and lapses for an interval to say anything; else no bound is given. */
  readonly interval: boolean;
  /** [day, share]: where relief was last seen and not followed further. */
  readonly censorTicks: readonly (readonly [number, number])[];
  readonly median: ReliefQuantileView;
  readonly quartiles: readonly [ReliefQuantileView, ReliefQuantileView];
  /** The median if relief that stood at the next injection had ended there; a bound, without an interval. */
  readonly pessimisticMedian: ReliefQuantileView;
  readonly underAxis: readonly {
    readonly day: number;
    readonly atRisk: number;
    /** Up to this day. */
    readonly censored: number;
    readonly lapsed: number;
  }[];
  readonly sparse: ReliefSparseView;
  /** Of the intervals in the table. */
  readonly expectedCoverage: readonly ReliefCoverageView[];
  /** Of the drawing: every interval up to the longest usual one. */
  readonly coverageCurve: readonly ReliefCoverageStep[];
}

/** [interval in days, share of the days relieved, lower, upper of its 95 % interval, beyond the last look]. */
export type ReliefCoverageStep = readonly [number, number, number, number, boolean];

/** How exactly the days are known on which relief ended. */
export interface ReliefSparseView {
  /** Share of the lapses that are known no better than to three days. */
  readonly wideShare: number;
  /** So many are that the estimate goes by intervals (Turnbull). */
  readonly isSparse: boolean;
  /** By intervals instead of their middles (Turnbull); null while enough lapses are known well, and when no estimate was found. */
  readonly median: { readonly from: number; readonly to: number | null } | null;
  /** [from, to, share before, share after]: between the two days nobody can tell. */
  readonly steps: readonly (readonly [number, number | null, number, number])[];
}

/**
 * GET /reports/relief/bounds: what the drawing of patients says of each group whose diaries are sparse. It takes seconds,
 * so it is asked for on its own.
 */
export interface ReliefBoundsView {
  readonly definition: { readonly name: ReliefThreshold; readonly version: string };
  readonly groups: readonly ReliefBoundView[];
}

export interface ReliefBoundView {
  readonly key: string;
  readonly patients: number;
  readonly draws: number;
  /** The 95 % interval of the day by which half had ended; `to` null: not reached in more than one draw of forty. */
  readonly median: { readonly from: number; readonly to: number | null };
  /** [day, lower, upper]: between these the share still relieved lies in 95 % of the draws. */
  readonly band: readonly (readonly [number, number, number])[];
}

export interface ReliefCoverageView extends ReliefRateView {
  readonly intervalDays: number;
  /** Nobody was followed that long: the last value was carried on. */
  readonly beyondLast: boolean;
}

export interface ReliefComplicationView {
  readonly code: string;
  readonly tier: string;
  readonly grade: number | null;
  readonly injections: number;
  /** Of all injections of the group; null of fewer than `leastShown`. */
  readonly rate: ReliefRateView | null;
}

export interface ReliefPageView {
  readonly injections: readonly ReliefRowView[];
  /** Null on the last page. */
  readonly next: string | null;
  /** Fewer than `leastShown` are behind the figure: they are not shown to a role that sees figures alone. */
  readonly withheld: boolean;
}

/** One injection behind a figure. Who it was is null for a role that sees figures alone. */
export interface ReliefRowView {
  readonly injectionId: string | null;
  readonly patientId: string | null;
  readonly mrn: string | null;
  readonly patientName: string | null;
  readonly seriesId: string | null;
  /** Null with the patient: a moment can tell who it was. */
  readonly at: number | null;
  readonly day: string;
  readonly timeZone: string;
  readonly physicianName: string;
  readonly procedureCode: string;
  readonly condition: string;
  readonly side: 'left' | 'right';
  readonly sedation: Sedation;
  readonly steroid: boolean;
  readonly purpose: string;
  readonly ordinal: number;
  readonly status: string;
  readonly reason: string | null;
  readonly baseline: number | null;
  readonly baselineSource: BaselineSource;
  readonly pattern: ReliefPattern | null;
  /** Relief ended in (lower, upper] days; upper null: last seen at lower. Both null without a result. */
  readonly lowerDays: number | null;
  readonly upperDays: number | null;
  readonly response: Response;
  readonly coveragePoint: number | null;
  readonly quality: 'A' | 'B' | 'C' | null;
  readonly definition: string;
  readonly version: string;
}
