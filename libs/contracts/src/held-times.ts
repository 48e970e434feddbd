import type { HeldTimePurpose, HeldTimeState } from '@lull/domain';
import type { HoldView, TimeRange } from './holds.js';
import { BookSessionRequest, OverridesRequest } from './scheduling.js';
import type { Sedation, Side } from './values.js';

/** POST /held-times (Idempotency-Key): holds every resource of a session for ten minutes, judged as a booking. */
export class HoldTimeRequest extends BookSessionRequest {}

/**
 * POST /held-times/:id/book (If-Match, Idempotency-Key): the held time becomes a session. It keeps no reasons: what
 * was set aside for holding is set aside again for booking.
 */
export class BookHeldTimeRequest extends OverridesRequest {}

/** A time that is held for a patient: on the phone, or while an offer waits for its answer. Instants are epoch ms. */
export interface HeldTimeView extends TimeRange {
  readonly id: string;
  readonly version: number;
  readonly purpose: HeldTimePurpose;
  readonly state: HeldTimeState;
  readonly expiresAt: number;
  readonly heldBy: { readonly memberId: string; readonly name: string };
  readonly clinicId: string;
  readonly roomId: string;
  readonly physicianId: string;
  readonly seriesId: string;
  readonly patientId: string;
  readonly patientName: string;
  readonly birthDate: string;
  readonly procedureCode: string;
  readonly side: Side;
  readonly sedation: Sedation;
  readonly holds: readonly HoldView[];
  /** Of an offer: whose turn it is. */
  readonly entryId: string | null;
  readonly freedTimeId: string | null;
  /** What it became. */
  readonly sessionId: string | null;
}
