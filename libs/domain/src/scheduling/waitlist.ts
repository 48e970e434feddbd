import { accept, refuse, type Decision } from '../decision.js';
import type { CivilDate, Weekday } from '../time/zone.js';

/** Waiting, being asked, and the two ways in which it ends. The database checks the same list. */
export const waitlistStates = ['waiting', 'offered', 'placed', 'withdrawn'] as const;
export type WaitlistState = (typeof waitlistStates)[number];

/** The most pressing first. */
export const waitlistPriorities = ['urgent', 'soon', 'normal'] as const;
export type WaitlistPriority = (typeof waitlistPriorities)[number];

export const halvesOfDay = ['morning', 'afternoon'] as const;
export type HalfOfDay = (typeof halvesOfDay)[number];

/** When a patient could come, as told at the desk. Days and halves are meant by the clinic's clocks. */
export interface WaitlistWishes {
  readonly from: CivilDate;
  /** Null: for as long as the entry stands. */
  readonly until: CivilDate | null;
  /** Empty: any. */
  readonly weekdays: readonly Weekday[];
  /** Null: either. */
  readonly halfOfDay: HalfOfDay | null;
  /** Null: any physician. */
  readonly physicianId: string | null;
  /** Hours that the patient, and whoever takes the patient home, need before the arrival. */
  readonly noticeHours: number;
}

/** WAIT-01: a wish that no day could meet is not written down. */
export function checkWishes({ from, until }: Pick<WaitlistWishes, 'from' | 'until'>): Decision<true> {
  if (until === null || from <= until) return accept(true);
  return refuse({
    code: 'waitlist.window-backward',
    facts: { from, until },
    overridable: false,
    remedy: { code: 'correct-entry', facts: { entry: 'until' } },
  });
}

/** WAIT-02: only who still waits is asked, changed or taken off the list. */
export function checkWaiting(state: WaitlistState): Decision<true> {
  if (state === 'waiting' || state === 'offered') return accept(true);
  return refuse({ code: 'waitlist.entry-over', facts: { state }, overridable: false });
}
