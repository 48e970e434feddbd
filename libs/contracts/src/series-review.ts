import type { ReliefCounts } from '@lull/domain';
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
