import { accept, refuse, type Decision, type Refusal } from '../decision.js';
import { civilDateAt, civilDay } from '../time/zone.js';

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

/** When a session is, and when it is asked for a step. Instants are epoch milliseconds. */
export interface SessionTime {
  readonly start: number;
  /** The clinic's zone. */
  readonly zone: string;
  readonly now: number;
}

/** What happens to a patient who is there. */
const onTheDay: readonly SessionState[] = ['arrived', 'preparing', 'in-room', 'recovering', 'discharged'];

/**
 * BOOK-23: the first instant at which a session may come into a state; null: at any time. Nobody arrives
 * before the civil day of the session in the clinic's zone, and nobody has stayed away before it begins.
 */
export function stepOpensAt(to: SessionState, { start, zone }: Omit<SessionTime, 'now'>): number | null {
  if (to === 'no-show') return start;
  return onTheDay.includes(to) ? civilDay(civilDateAt(start, zone), zone).start : null;
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

/** BOOK-23: whether the time of a step has come, or from when on it has. */
export function checkStepTime(to: SessionState, time: SessionTime): Decision<SessionState> {
  const opensAt = stepOpensAt(to, time);
  if (opensAt === null || time.now >= opensAt) return accept(to);
  return refuse({
    code: 'scheduling.session-step-too-early',
    facts: { to, opensAt, start: time.start, now: time.now },
    overridable: false,
  });
}

/** The stamps by which a session remembers the way that it came. */
export interface SessionWay {
  readonly confirmedAt: number | null;
  readonly preparingAt: number | null;
}

/** The state before the latest step that a person took; null: there is none, or it is not taken back. */
export function stateBefore(state: SessionState, way: SessionWay): SessionState | null {
  switch (state) {
    case 'confirmed':
      return 'booked';
    case 'arrived':
    case 'no-show':
      return way.confirmedAt === null ? 'booked' : 'confirmed';
    case 'preparing':
      return 'arrived';
    case 'in-room':
      return way.preparingAt === null ? 'arrived' : 'preparing';
    case 'recovering':
      return 'in-room';
    case 'discharged':
      return 'recovering';
    // A cancelled session's time was offered to others at once, and its patient was told: it is booked anew.
    case 'cancelled':
    case 'tentative':
    case 'booked':
      return null;
  }
}

export interface StepBackFacts {
  readonly state: SessionState;
  readonly way: SessionWay;
  /** An injection in force was recorded after the latest step. */
  readonly injectionRecordedSince: boolean;
  /** What others hold now of that which this session gave back, and would need again. */
  readonly taken: readonly {
    readonly resourceId: string;
    readonly resourceKind: string;
    readonly resourceName: string;
    readonly stage: string;
    readonly busyFrom: number;
    readonly busyUntil: number;
  }[];
}

/**
 * BOOK-24: one step back, for the wrong patient on the wrong line: the latest step is taken back while
 * nothing depends on it. What was recorded since stands upon it; and a session that gave its resources
 * back returns only to all of them (product rule 1).
 */
export function checkStepBack({
  state,
  way,
  injectionRecordedSince,
  taken,
}: StepBackFacts): Decision<SessionState> {
  const before = stateBefore(state, way);
  if (before === null)
    return refuse({ code: 'scheduling.no-step-to-take-back', facts: { state }, overridable: false });
  const refusals = [
    ...(injectionRecordedSince
      ? [{ code: 'scheduling.injection-recorded-since', facts: { state }, overridable: false } as const]
      : []),
    ...(holdsResources(state)
      ? []
      : taken.map((facts): Refusal => ({
          code: facts.resourceKind === 'patient' ? 'scheduling.patient-busy' : 'scheduling.resource-busy',
          facts,
          overridable: false,
        }))),
  ];
  const [first, ...others] = refusals;
  return first === undefined ? accept(before) : refuse(first, ...others);
}
