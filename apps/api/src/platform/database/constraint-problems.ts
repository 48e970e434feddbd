import type { ProblemCode } from '@lull/contracts';
import { QueryFailedError } from 'typeorm';
import type { Refusal } from '../errors.js';

/** Constraints whose breach a caller can bring about, by name, and what to say. Others are our own fault. */
const problemOfConstraint: Readonly<Record<string, ProblemCode>> = {
  patient_mrn_once: 'patients.mrn-taken',
  patient_record_closed: 'merge.record-closed',
  patient_merge_once: 'merge.joined-already',
  member_invitation_one_open: 'members.invited-already',
  administrator_request_one_open_of_member: 'members.asked-already',
  procedure_type_code_once: 'profile.code-taken',
  clinic_name_once: 'settings.clinic-name-taken',
  resource_profile_once: 'profile.exists-already',
  resource_name_once: 'profile.resource-name-taken',
  readiness_policy_version_once: 'conflict',
  waitlist_entry_once_per_series: 'waitlist.waits-already',
  held_time_one_offer_per_freed_time: 'waitlist.offer-stands',
  held_time_one_offer_per_entry: 'waitlist.offer-stands',
  authorisation_units_balance: 'ledger.authorisation-used-up',
};

/** `exclusion_violation`: of all constraints only `hold_never_overlaps` is one. */
export const doubleHold = '23P01';

interface DriverError {
  readonly code?: unknown;
  readonly constraint?: unknown;
}

/** The refusal that a broken constraint means, or undefined when no caller could have caused it. */
export function codeOfConstraint(error: unknown): Refusal | undefined {
  if (!(error instanceof QueryFailedError)) return undefined;
  const driver: unknown = error.driverError;
  if (typeof driver !== 'object' || driver === null) return undefined;
  const { code, constraint } = driver as DriverError;
  if (typeof constraint === 'string') {
    const known = problemOfConstraint[constraint];
    if (known !== undefined) return { code: known };
  }
  // 57014: the statement took longer than its limit. Nothing was done; the same call may succeed later.
  if (code === '57014') return { code: 'busy', facts: { retryAfterSeconds: 1 } };
  return undefined;
}
