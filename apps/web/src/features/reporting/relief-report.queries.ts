import type {
  ReliefBoundsView,
  ReliefDimension,
  ReliefFigureName,
  ReliefPageView,
  ReliefReportView,
  ReliefThreshold,
  Sedation,
} from '@lull/contracts';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get, query } from '../../api/client.js';

export interface ReliefQuestion {
  readonly from: string;
  /** The last day that is counted. */
  readonly to: string;
  readonly definition?: ReliefThreshold;
  readonly version?: string;
  readonly clinicId?: string;
  readonly procedureTypeId?: string;
  readonly physicianId?: string;
  readonly condition?: string;
  readonly side?: 'left' | 'right';
  readonly sedation?: Sedation;
  readonly steroid?: 'with' | 'without';
  readonly ordinal?: number;
  readonly compare?: ReliefDimension;
  readonly intervalDays?: number;
}

/** One figure of the report; without a group it is that of all groups. */
export interface ReliefFigureAsked {
  readonly figure: ReliefFigureName;
  readonly group?: string;
  readonly of?: string;
}

export const reliefReportQuery = (question: ReliefQuestion) =>
  queryOptions({
    queryKey: ['reports', 'relief', question],
    queryFn: ({ signal }) => get<ReliefReportView>(`/reports/relief${query({ ...question })}`, signal),
    placeholderData: keepPreviousData,
  });

/** Takes seconds where diaries are sparse, so it comes after the report (STAT-12). */
export const reliefBoundsQuery = (question: ReliefQuestion, wanted: boolean) => {
  const { intervalDays: _interval, ...asked } = question;
  return queryOptions({
    queryKey: ['reports', 'relief-bounds', asked],
    queryFn: ({ signal }) => get<ReliefBoundsView>(`/reports/relief/bounds${query({ ...asked })}`, signal),
    enabled: wanted,
  });
};

export const reliefRowsQuery = (question: ReliefQuestion, figure: ReliefFigureAsked) =>
  infiniteQueryOptions({
    queryKey: ['reports', 'relief-rows', question, figure],
    queryFn: ({ signal, pageParam }) =>
      get<ReliefPageView>(
        `/reports/relief/injections${query({ ...question, ...figure, after: pageParam, limit: 50 })}`,
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

/** Plain addresses: the browser saves the file itself. */
export const reliefReportFile = (question: ReliefQuestion): string =>
  `/api/v1/reports/relief.csv${query({ ...question })}`;
export const reliefCurveFile = (question: ReliefQuestion): string =>
  `/api/v1/reports/relief/curve.csv${query({ ...question })}`;
export const reliefCoverageFile = (question: ReliefQuestion): string =>
  `/api/v1/reports/relief/coverage.csv${query({ ...question })}`;
export const reliefRowsFile = (question: ReliefQuestion, figure: ReliefFigureAsked): string =>
  `/api/v1/reports/relief/injections.csv${query({ ...question, ...figure })}`;
