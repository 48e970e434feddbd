import type {
  DisplacementSettledView,
  DisplacementView,
  SettleDisplacementRequest,
  StandingDisplacementView,
} from '@lull/contracts';
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { get, post, query } from '../../api/client.js';
import { readAnew } from '../../api/read-anew.js';

/** What fails and when, as the address has it. Times are the clinic's clocks on the first and the last day. */
export interface FailurePlace {
  /** Null: the whole clinic. */
  readonly resourceId: string | null;
  readonly from: string;
  readonly to: string;
  readonly fromTime?: string;
  readonly toTime?: string;
}

function askedOf({ resourceId, ...when }: FailurePlace) {
  return { ...when, ...(resourceId !== null && { resourceId }) };
}

export const displacementQuery = (clinicId: string, place: FailurePlace) =>
  queryOptions({
    queryKey: ['displacements', clinicId, place],
    queryFn: ({ signal }) =>
      get<DisplacementView>(`/clinics/${clinicId}/displacement${query(askedOf(place))}`, signal),
  });

export type Settlement = Pick<SettleDisplacementRequest, 'reason' | 'moves' | 'waitlist' | 'back'>;

export const settleDisplacement = (
  clinicId: string,
  place: FailurePlace,
  settlement: Settlement,
  idempotencyKey: string,
) =>
  post<DisplacementSettledView>(
    `/clinics/${clinicId}/displacement-settlements`,
    { ...askedOf(place), ...settlement },
    { idempotencyKey },
  );

export const reopenDisplacement = (
  { id, version }: Pick<StandingDisplacementView, 'id' | 'version'>,
  idempotencyKey: string,
) => post<{ readonly id: string }>(`/displacements/${id}/reopenings`, {}, { version, idempotencyKey });

/** What a settled displacement changes on other screens. */
export function useDisplacementChanged(): () => Promise<void> {
  const queryClient = useQueryClient();
  return async () => {
    void readAnew(queryClient, 'session');
    await queryClient.invalidateQueries({ queryKey: ['displacements'] });
  };
}
