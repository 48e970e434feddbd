import { accept, refuse, type Decision } from '../decision.js';

/** The states of a session (product.md, "States"). The database checks the same list. */
export const sessionStates = [
  'tentative',
  'booked',
  'confirmed',
  'arrived',
  'preparing',
  'in-room',
  'recovering',
  'discharged',
  'cancelled',
  'no-show',
] as const;
export type SessionState = (typeof sessionStates)[number];

/**
 * Which state may follow which. A move voids the patient's confirmation (product rule 4), hence
 * confirmed to booked. An unsedated patient may go to the room straight from the waiting room.
 * Nothing is cancelled once the patient is in the room: what was not injected there is recorded
 * with the injection, and the patient still has to be discharged.
 */
export const sessionTransitions: Readonly<Record<SessionState, readonly SessionState[]>> = {
  tentative: ['booked', 'cancelled'],
  booked: ['tentative', 'confirmed', 'arrived', 'cancelled', 'no-show'],
  confirmed: ['tentative', 'booked', 'arrived', 'cancelled', 'no-show'],
  arrived: ['preparing', 'in-room', 'cancelled'],
  preparing: ['in-room', 'cancelled'],
  'in-room': ['recovering'],
  recovering: ['discharged'],
  discharged: [],
  cancelled: [],
  'no-show': [],
};

/** A session holds its resources from tentative until it is discharged (product.md, "States"). */
export const holdingSessionStates = [
  'tentative',
  'booked',
  'confirmed',
  'arrived',
  'preparing',
  'in-room',
  'recovering',
] as const satisfies readonly SessionState[];

export function holdsResources(state: SessionState): boolean {
  return holdingSessionStates.some((each) => each === state);
}

/** BOOK-20: the step from one state of a session to another, or its refusal with what is possible instead. */
export function checkSessionStep(from: SessionState, to: SessionState): Decision<SessionState> {
  const possible = sessionTransitions[from];
  if (possible.includes(to)) return accept(to);
  return refuse({
    code: 'scheduling.session-step-not-allowed',
    facts: { from, to, possible: possible.join(', ') },
    overridable: false,
  });
}
