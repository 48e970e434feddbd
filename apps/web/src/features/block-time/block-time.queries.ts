import type {
  BlockTimeChangedView,
  BlockTimeOccurrenceView,
  BlockTimePatternView,
  BlockTimePreviewView,
  ChangeBlockTimeRequest,
  CreateBlockTimeRequest,
  KeepBlockTimeRequest,
  ReleaseBlockTimeRequest,
  ReleasePreviewView,
} from '@lull/contracts';
import { queryOptions } from '@tanstack/react-query';
import { ask, get, post, query } from '../../api/client.js';

export const patternsQuery = (clinicId: string) =>
  queryOptions({
    queryKey: ['block-times', clinicId, 'patterns'],
    queryFn: ({ signal }) => get<readonly BlockTimePatternView[]>(`/clinics/${clinicId}/block-times`, signal),
  });

export const occurrencesQuery = (clinicId: string, from: string, to: string) =>
  queryOptions({
    queryKey: ['block-times', clinicId, 'occurrences', from, to],
    queryFn: ({ signal }) =>
      get<readonly BlockTimeOccurrenceView[]>(
        `/clinics/${clinicId}/block-times/occurrences${query({ from, to })}`,
        signal,
      ),
  });

/** What was read of block time: what a change of it is asked of. */
export interface ReadBlockTime {
  readonly id: string;
  readonly version: number;
}

export const previewNew = (clinicId: string, request: CreateBlockTimeRequest) =>
  ask<BlockTimePreviewView>(`/clinics/${clinicId}/block-times/previews`, request);

export const createBlockTime = (clinicId: string, request: CreateBlockTimeRequest, idempotencyKey: string) =>
  post<BlockTimePatternView>(`/clinics/${clinicId}/block-times`, request, { idempotencyKey });

export const previewChange = ({ id, version }: ReadBlockTime, request: ChangeBlockTimeRequest) =>
  post<BlockTimePreviewView>(`/block-times/${id}/change-previews`, request, { version });

export const changeBlockTime = (
  { id, version }: ReadBlockTime,
  request: ChangeBlockTimeRequest,
  idempotencyKey: string,
) => post<BlockTimeChangedView>(`/block-times/${id}/changes`, request, { version, idempotencyKey });

export const releasePreviewQuery = ({ id, version }: ReadBlockTime, date: string) =>
  queryOptions({
    queryKey: ['block-times', 'release-preview', id, version, date],
    queryFn: ({ signal }) => ask<ReleasePreviewView>(`/block-times/${id}/release-previews`, { date }, signal),
  });

export const releaseBlockTime = (
  { id, version }: ReadBlockTime,
  request: ReleaseBlockTimeRequest,
  idempotencyKey: string,
) => post<BlockTimePatternView>(`/block-times/${id}/releases`, request, { version, idempotencyKey });

export const keepBlockTime = (
  { id, version }: ReadBlockTime,
  what: 'keeps' | 'reclaims',
  request: KeepBlockTimeRequest,
  idempotencyKey: string,
) => post<BlockTimePatternView>(`/block-times/${id}/${what}`, request, { version, idempotencyKey });
