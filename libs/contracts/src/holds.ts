import { minuteMs } from '@lull/domain';
import type { ResourceKindName } from './values.js';

/** Epoch ms, the end not included. */
export interface TimeRange {
  readonly start: number;
  readonly end: number;
}

export interface HoldView extends TimeRange {
  readonly resourceId: string;
  readonly kind: ResourceKindName;
  readonly stage: string;
}

/**
 * A hold in the answer of a day, which has thousands of them: the place of its resource in `heldResources`, or null
 * for the patient of the session; its stage; and from and until when, in minutes from the session's start.
 */
export type HoldRow = readonly [resource: number | null, stage: string, from: number, until: number];

export type HeldResource = Pick<HoldView, 'resourceId' | 'kind'>;

interface WithHoldRows {
  readonly patientId: string;
  readonly start: number;
  readonly holds: readonly HoldRow[];
}

/** The sessions of a day with their holds written out. Throws a `RangeError` for a resource that is not named. */
export function sessionsOf<Session extends WithHoldRows>({
  heldResources,
  sessions,
}: {
  readonly heldResources: readonly HeldResource[];
  readonly sessions: readonly Session[];
}): (Omit<Session, 'holds'> & { readonly holds: readonly HoldView[] })[] {
  return sessions.map((session) => ({
    ...session,
    holds: session.holds.map(([place, stage, from, until]) => {
      const held =
        place === null ? { resourceId: session.patientId, kind: 'patient' as const } : heldResources[place];
      if (held === undefined) throw new RangeError(`The day holds no resource ${place}.`);
      return {
        ...held,
        stage,
        start: session.start + from * minuteMs,
        end: session.start + until * minuteMs,
      };
    }),
  }));
}
