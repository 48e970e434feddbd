import type { DecideRequest, SeriesDecisionsView } from '@lull/contracts';
import { queryOptions } from '@tanstack/react-query';
import { get, post } from '../../api/client.js';

export const decisionsQuery = (seriesId: string) =>
  queryOptions({
    queryKey: ['decisions', seriesId],
    queryFn: ({ signal }) => get<SeriesDecisionsView>(`/series/${seriesId}/decisions`, signal),
  });

type Seen = Pick<SeriesDecisionsView, 'seriesId' | 'version'>;

/** The fields of the request, as a plain object. */
export type Said = { readonly [Field in keyof DecideRequest]: DecideRequest[Field] };

/** About the series as it was seen: somebody else's decision in between makes it stale. */
export const decide = ({ seriesId, version }: Seen, body: Said, idempotencyKey: string) =>
  post<SeriesDecisionsView>(`/series/${seriesId}/decisions`, body, { version, idempotencyKey });

export const undoDecision = ({ seriesId, version }: Seen, idempotencyKey: string) =>
  post<SeriesDecisionsView>(`/series/${seriesId}/decisions/undo`, {}, { version, idempotencyKey });
