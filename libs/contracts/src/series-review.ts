import type { ReliefCounts, TargetSymptom, TrendWithin } from '@lull/domain';
import type { DiagnosticView, InjectionReliefView, InjectionView, ReliefView } from './outcomes.js';
import type { Purpose, Side } from './values.js';

/** GET /series/:id/summary: one page for a referrer or payer. */
export interface SeriesSummaryView {
  /** SHA-256, in hex, of `content` as JSON: the same records give the same bytes, whenever and by whom they are read. */
  readonly digest: string;
  readonly content: SeriesSummaryContent;
}

/** What was seen and how it was judged, and nothing that depends on when it is read: no date of print, no prediction. */
export interface SeriesSummaryContent {
  readonly patient: { readonly name: string; readonly mrn: string; readonly birthDate: string };
  readonly series: SummarisedSeries;
  readonly targets: readonly TargetSummaryView[];
  /** Every definition behind the figures. */
  readonly definitions: readonly { readonly title: string; readonly text: string }[];
}

export interface SummarisedSeries {
  readonly id: string;
  readonly procedureName: string;
  readonly side: Side;
  readonly purpose: Purpose;
  readonly targetSymptom: TargetSymptom;
  readonly condition: { readonly label: string; readonly icd10: string };
  readonly physicianName: string;
  readonly openedOn: string;
  readonly plannedCount: number;
  readonly state: string;
  readonly endReason: string | null;
}

export interface TargetSummaryView {
  readonly side: 'left' | 'right';
  /** By both definitions, the primary (50 %) first. */
  readonly byThreshold: readonly ThresholdSummaryView[];
  readonly scores: {
    readonly count: number;
    readonly underRescue: number;
    /** Civil dates of the first and the last, in the clinic's zone. */
    readonly from: string | null;
    readonly to: string | null;
  };
  readonly injections: readonly SummarisedInjection[];
}

export interface ThresholdSummaryView {
  readonly threshold: 50 | 30;
  readonly sentence: string;
  readonly counts: ReliefCounts;
}

export interface SummarisedInjection {
  readonly ordinal: number;
  /** The civil date of the needle-out, in its clinic's zone. */
  readonly on: string;
  readonly levels: InjectionView['levels'];
  readonly drugs: InjectionView['drugs'];
  readonly complications: readonly { readonly code: string; readonly grade: number | null }[];
  readonly baseline: InjectionReliefView['baseline'];
  readonly intervalDays: number | null;
  readonly dataQuality: InjectionReliefView['dataQuality'];
  readonly relief50: ReliefView;
  readonly relief30: ReliefView;
  readonly diagnostic: DiagnosticView | null;
}

/** GET /series/:id/review: what the injections of a series show together, and when relief will probably lapse. */
export interface SeriesReviewView {
  readonly seriesId: string;
  readonly targets: readonly TargetReviewView[];
}

export interface TargetReviewView {
  readonly side: 'left' | 'right';
  /** By both definitions, the primary (50 %) first. */
  readonly byThreshold: readonly ThresholdReviewView[];
}

export interface ThresholdReviewView {
  readonly threshold: 50 | 30;
  readonly trend: TrendWithin;
  readonly trendSentence: string;
  /** Null before the first injection, and for a series that is judged by another measure (pre-surgical). */
  readonly forecast: LapseForecastView | null;
}

/** When relief will probably lapse, as ranges; information for the date of a review, never a booking. */
export interface LapseForecastView {
  readonly of: 'last-injection' | 'next-injection';
  readonly ordinal: number;
  /** Epoch ms from which the days count; null where the next injection has no session yet. */
  readonly from: number | null;
  readonly days50: readonly [number, number];
  readonly days80: readonly [number, number];
  /** `prior` is no data of the clinic. */
  readonly basis: 'clinic' | 'prior';
  /** Of the clinic's book, of the same procedure. */
  readonly patients: number;
  readonly injections: number;
  readonly ownInjections: number;
  readonly policyVersion: string;
  readonly sentence: string;
  /** Civil dates, in the clinic's zone; null where that time is not known or over. */
  readonly reviewBetween: { readonly from: string; readonly to: string } | null;
}
