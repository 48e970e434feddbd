import type { Interval } from '../time/interval.js';

/** What a session occupies. The patient counts: nobody is in two rooms at once. */
export const resourceKinds = [
  'patient',
  'physician',
  'room',
  'c-arm',
  'sedation-nurse',
  'nurse',
  'recovery-bay',
] as const;
export type ResourceKind = (typeof resourceKinds)[number];

export interface Resource {
  readonly id: string;
  readonly kind: ResourceKind;
  readonly name: string;
  readonly skills?: readonly string[];
}

/** What a stretch of a resource's time is held for. */
export type HoldCause = 'session' | 'phone' | 'offer' | 'closure';

/** A time that is kept for somebody for some minutes: while on the phone, or while an offer waits for its answer. */
export interface HeldMark {
  readonly heldTimeId: string;
  /** The member's name. */
  readonly by: string;
  /** It is anybody's again from then on, by the database's clock. */
  readonly until: number;
}

/** An active hold as the book has it. Holds of one resource never overlap (the database refuses it). */
export interface Hold {
  readonly resourceId: string;
  readonly interval: Interval;
  readonly cause: HoldCause;
  /** The session it belongs to; null for a closure or a held time. */
  readonly sessionId: string | null;
  /** Of a held time only. */
  readonly held?: HeldMark;
}

/** The kinds a booking names one by one; all others are pools from which any free member will do. */
export const namedKinds: readonly ResourceKind[] = ['patient', 'physician', 'room'];
