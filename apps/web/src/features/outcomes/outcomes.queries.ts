import type {
  InjectionView,
  RecordedInjectionView,
  RecordInjectionRequest,
  RecordInstrumentScoresRequest,
  RecordPainScoresRequest,
  SeriesReliefView,
  SeriesReviewView,
  SeriesSummaryView,
} from '@lull/contracts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get, post } from '../../api/client.js';

/** Under ['series'], so that a live notice about the series' sessions reads it again. */
export const reliefQuery = (seriesId: string) =>
  queryOptions({
    queryKey: ['series', seriesId, 'relief'],
    queryFn: ({ signal }) => get<SeriesReliefView>(`/series/${seriesId}/relief`, signal),
    placeholderData: keepPreviousData,
  });

/** Trend and prediction. Under ['series'], as the relief that they are made of. */
export const seriesReviewQuery = (seriesId: string) =>
  queryOptions({
    queryKey: ['series', seriesId, 'review'],
    queryFn: ({ signal }) => get<SeriesReviewView>(`/series/${seriesId}/review`, signal),
    placeholderData: keepPreviousData,
  });

/** Under ['series'] as well: whatever changes the figures changes the sheet. */
export const seriesSummaryQuery = (seriesId: string) =>
  queryOptions({
    queryKey: ['series', seriesId, 'summary'],
    queryFn: ({ signal }) => get<SeriesSummaryView>(`/series/${seriesId}/summary`, signal),
  });

/** Every record of one session, also those that were replaced. Under the session's key, so that its notices read it again. */
export const sessionInjectionsQuery = (sessionId: string) =>
  queryOptions({
    queryKey: ['sessions', sessionId, 'injections'],
    queryFn: ({ signal }) => get<InjectionView[]>(`/sessions/${sessionId}/injections`, signal),
  });

export const recordInjection = (sessionId: string, body: RecordInjectionRequest, idempotencyKey: string) =>
  post<RecordedInjectionView>(`/sessions/${sessionId}/injections`, body, { idempotencyKey });

export const amendInjection = (
  injection: { id: string; version: number },
  body: RecordInjectionRequest & { amendReason?: string },
  idempotencyKey: string,
) =>
  post<RecordedInjectionView>(`/injections/${injection.id}/amendments`, body, {
    idempotencyKey,
    version: injection.version,
  });

export const recordPainScores = (seriesId: string, body: RecordPainScoresRequest, idempotencyKey: string) =>
  post<unknown>(`/series/${seriesId}/pain-scores`, body, { idempotencyKey });

export const recordInstrumentScores = (
  seriesId: string,
  body: RecordInstrumentScoresRequest,
  idempotencyKey: string,
) => post<unknown>(`/series/${seriesId}/instrument-scores`, body, { idempotencyKey });
