import { clinicalCancelReasons } from '@lull/domain';

/** Stands in for a reason that tells of a person's health. */
export const clinicalCause = 'clinical-reason';

const isClinicalCause = (cause: string): boolean => clinicalCancelReasons.some((each) => each === cause);

/** Why a session was cancelled, for who sees no clinical detail of a person. */
export function causeWithoutDetail(cause: string | null): string | null {
  return cause !== null && isClinicalCause(cause) ? clinicalCause : cause;
}
