import { accept, refuse, type Decision } from '../decision.js';

/** For whom a time is held: while somebody is on the phone, or until a patient answers an offer. */
export const heldTimePurposes = ['phone', 'offer'] as const;
export type HeldTimePurpose = (typeof heldTimePurposes)[number];

/** Only the first holds resources; the others are how it ended. The database checks the same list. */
export const heldTimeStates = ['held', 'booked', 'expired', 'given-back'] as const;
export type HeldTimeState = (typeof heldTimeStates)[number];

/** HELD-02: how long a time is held while on the phone, and how long an offer may wait for its answer. */
export const phoneHoldMinutes = 10;
export const offerMinutes = { least: 5, usual: 15, most: 240 } as const;

/**
 * HELD-03: a held time is booked or given back once, and only while it is held: one whose time is over
 * is nobody's, also before anybody has written that it expired. `now` and `expiresAt` are instants of
 * the database's clock.
 */
export function checkStillHeld(
  held: { readonly state: HeldTimeState; readonly expiresAt: number },
  now: number,
): Decision<true> {
  if (held.state === 'held' && now < held.expiresAt) return accept(true);
  return refuse({
    code: 'scheduling.held-time-over',
    facts: { state: held.state === 'held' ? 'expired' : held.state, expiresAt: held.expiresAt },
    overridable: false,
  });
}
