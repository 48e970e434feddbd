import type { VolumeDimension, VolumeMeasure, VolumePageView, VolumeView } from '@lull/contracts';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get, query } from '../../api/client.js';

export interface VolumeQuestion {
  readonly clinicId?: string;
  readonly from: string;
  /** The last day that is counted. */
  readonly to: string;
  readonly measure: VolumeMeasure;
  readonly by: VolumeDimension;
  readonly split?: VolumeDimension;
  /** Beside the period before. */
  readonly compare?: 'before';
}

/** One figure of the table; an absent key is the total over that direction. */
export interface Figure {
  readonly row?: string;
  readonly column?: string;
}

export const volumeQuery = (question: VolumeQuestion) =>
  queryOptions({
    queryKey: ['reports', 'volume', question],
    queryFn: ({ signal }) => get<VolumeView>(`/reports/volume${query({ ...question })}`, signal),
    placeholderData: keepPreviousData,
  });

export const volumeRowsQuery = (question: VolumeQuestion, figure: Figure) =>
  infiniteQueryOptions({
    queryKey: ['reports', 'volume-rows', question, figure],
    queryFn: ({ signal, pageParam }) =>
      get<VolumePageView>(
        `/reports/volume/sessions${query({ ...question, ...figure, after: pageParam, limit: 50 })}`,
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

/** Plain addresses: the browser saves the file itself. */
export const volumeFile = (question: VolumeQuestion): string =>
  `/api/v1/reports/volume.csv${query({ ...question })}`;
export const volumeRowsFile = (question: VolumeQuestion, figure: Figure): string =>
  `/api/v1/reports/volume/sessions.csv${query({ ...question, ...figure })}`;
