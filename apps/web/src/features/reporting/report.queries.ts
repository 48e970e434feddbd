import type { ReportCode, ReportPageView, ReportView } from '@lull/contracts';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get, query } from '../../api/client.js';

export interface ReportQuestion {
  readonly clinicId?: string;
  readonly from: string;
  /** The last day that is counted. */
  readonly to: string;
  readonly by?: string;
}

/** One figure of a table; without a row its total. */
export interface ReportFigureAsked {
  readonly table: string;
  readonly figure: string;
  readonly row?: string;
}

export const reportQuery = (code: ReportCode, question: ReportQuestion) =>
  queryOptions({
    queryKey: ['reports', code, question],
    queryFn: ({ signal }) => get<ReportView>(`/reports/of/${code}${query({ ...question })}`, signal),
    placeholderData: keepPreviousData,
  });

export const reportRowsQuery = (code: ReportCode, question: ReportQuestion, figure: ReportFigureAsked) =>
  infiniteQueryOptions({
    queryKey: ['reports', 'rows', code, question, figure],
    queryFn: ({ signal, pageParam }) =>
      get<ReportPageView>(
        `/reports/of/${code}/rows${query({ ...question, ...figure, after: pageParam, limit: 50 })}`,
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

/** Plain addresses: the browser saves the file itself. */
export const reportFile = (code: ReportCode, question: ReportQuestion): string =>
  `/api/v1/reports/of/${code}/table.csv${query({ ...question })}`;
export const reportRowsFile = (
  code: ReportCode,
  question: ReportQuestion,
  figure: ReportFigureAsked,
): string => `/api/v1/reports/of/${code}/rows.csv${query({ ...question, ...figure })}`;
