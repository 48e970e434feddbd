import { minuteMs } from '@lull/domain';
import type { DaySessionView, DayView, HoldView } from './scheduling.js';

/**
 * A hold in the answer of a day, which has thousands of them: the place of its resource in `heldResources`, or null
 * for the patient of the session; its stage; and from and until when, in minutes from the session's start.
 */
export type HoldRow = readonly [resource: number | null, stage: string, from: number, until: number];

export interface DaySessionRow extends Omit<DaySessionView, 'holds'> {
  readonly holds: readonly HoldRow[];
}

/** GET /clinics/:clinicId/days/:date: a `DayView` at a third of its length. */
export interface CompactDayView extends Omit<DayView, 'sessions'> {
  readonly heldResources: readonly Pick<HoldView, 'resourceId' | 'kind'>[];
  readonly sessions: readonly DaySessionRow[];
}

/** The sessions of a day with their holds written out. */
export function sessionsOf({
  heldResources,
  sessions,
}: Pick<CompactDayView, 'heldResources' | 'sessions'>): DaySessionView[] {
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

/** The day as the board draws it. */
export function expandedDay({ heldResources, ...day }: CompactDayView): DayView {
  return { ...day, sessions: sessionsOf({ heldResources, sessions: day.sessions }) };
}
