import { accept, refuse, type Decision, type Facts, type Refusal } from '../decision.js';
import type { SessionState } from '../scheduling/session-states.js';
import type { Side } from '../series/side.js';
import type { timeOutRefusalCodes } from './day-codes.js';

/** One needle, one side: a visit for both sides has a time-out before each. */
export type NeedleSide = Exclude<Side, 'both'>;

/**
 * What is read aloud and looked at in the room before the needle. Source: clinical.md, hazards H1, H2, H7, H8 and H10; a
 * checklist took wrong-side injections from 3.95 in 10,000 to none in 35,890 (Henshaw 2019).
 */
export const timeOutChecklist = {
  version: '2',
  author: 'Lull defaults, to be confirmed by the clinic',
  effectiveFrom: '2026-11-23',
  items: [
    'name',
    'birth-date',
    'procedure',
    'site-mark',
    'allergies',
    'consent',
    'anticoagulant',
    'local-anaesthetic',
    'equipment',
  ],
} as const;
export type TimeOutItem = (typeof timeOutChecklist.items)[number];

/** The side as each place has it; null: it has none. */
export interface SidesElsewhere {
  readonly order: Side;
  /** As the patient said it on arrival. */
  readonly arrival: Side | null;
  /** As the signed form is recorded to name it. */
  readonly consent: Side | null;
}

/** One person's word, as it was given. Instants are epoch milliseconds. */
export interface TimeOutConfirmation {
  readonly kind: 'confirmed';
  readonly memberId: string;
  readonly at: number;
  readonly side: NeedleSide;
  readonly levels: readonly string[];
  /** What the sides elsewhere were then. */
  readonly beside: SidesElsewhere;
}

/** Somebody called for a new time-out: whatever was confirmed before no longer stands. */
export interface TimeOutWithdrawal {
  readonly kind: 'withdrawn';
  readonly at: number;
}

export interface TimeOutFacts<Of extends TimeOutConfirmation = TimeOutConfirmation> {
  readonly sessionState: SessionState;
  /** When the patient came into the room; null: is not, and was not, there. */
  readonly roomInAt: number | null;
  readonly sides: SidesElsewhere;
  /** In the order given. */
  readonly given: readonly (Of | TimeOutWithdrawal)[];
}

/** Confirmations that belong together: one waits for the second person, two are a time-out. */
export interface TimeOutRound<Of extends TimeOutConfirmation = TimeOutConfirmation> {
  readonly side: NeedleSide;
  readonly confirmations: readonly Of[];
  readonly state: 'open' | 'completed' | 'void';
}

/** What one person now says. */
export interface TimeOutWord {
  readonly memberId: string;
  readonly side: NeedleSide;
  readonly levels: readonly string[];
  /** The side that the signed form names, read from the form in the room. */
  readonly consentSide: Side;
  readonly items: readonly string[];
}

type Code = (typeof timeOutRefusalCodes)[number];

function refusal(code: Code, facts: Facts = {}): Refusal {
  return { code, facts, overridable: false };
}

function covers(whole: Side, side: NeedleSide): boolean {
  return whole === 'both' || whole === side;
}

/**
 * DAY-22: whether a side elsewhere is another one than when somebody confirmed. One that was not there before counts
 * when it does not cover what was confirmed.
 */
function changed(was: Side | null, now: Side | null, confirmed: NeedleSide): boolean {
  return was === null ? now !== null && !covers(now, confirmed) : now !== was;
}

function isConfirmation<Of extends TimeOutConfirmation>(each: Of | TimeOutWithdrawal): each is Of {
  return each.kind === 'confirmed';
}

function stands({ at, side, beside }: TimeOutConfirmation, { roomInAt, sides }: TimeOutFacts): boolean {
  if (roomInAt === null || at < roomInAt) return false;
  return !(['order', 'arrival', 'consent'] as const).some((place) =>
    changed(beside[place], sides[place], side),
  );
}

/**
 * DAY-21, DAY-22: the confirmations as time-outs, in their order. Two different people make one; one that was given
 * before the patient came into the room, before a withdrawal or before a side changed anywhere is void (H1).
 */
export function timeOutRounds<Of extends TimeOutConfirmation>(facts: TimeOutFacts<Of>): TimeOutRound<Of>[] {
  const { given } = facts;
  const withdrawnLast = given.findLastIndex(({ kind }) => kind === 'withdrawn');
  const rounds: TimeOutRound<Of>[] = [];
  given.forEach((each, index) => {
    if (!isConfirmation(each)) return;
    const valid = index > withdrawnLast && stands(each, facts);
    const last = rounds.at(-1);
    const joins =
      last?.state === (valid ? 'open' : 'void') &&
      last.side === each.side &&
      last.confirmations.length === 1 &&
      last.confirmations[0]?.memberId !== each.memberId;
    const before = joins ? (rounds.pop()?.confirmations ?? []) : [];
    const state = valid ? (joins ? 'completed' : 'open') : 'void';
    rounds.push({ side: each.side, confirmations: [...before, each], state });
  });
  return rounds;
}

/** DAY-23: the sides that a completed time-out stands for. */
export function timeOutSides(facts: TimeOutFacts): NeedleSide[] {
  return timeOutRounds(facts).flatMap(({ side, state }) => (state === 'completed' ? [side] : []));
}

/**
 * DAY-20: does this person's word stand? The patient is in the room; every item was looked at; the side, entered anew,
 * is the order's, the consent's (as the form in the room names it and as it is recorded), the patient's own and the
 * first person's; the second is another person. Every disagreement is named at once, and none can be overridden: the
 * way out is to stop and find out. Source: product rule 5, clinical.md, hazard H1.
 */
export function checkTimeOutConfirmation(
  word: TimeOutWord,
  facts: TimeOutFacts,
): Decision<'first' | 'second'> {
  const refusals: Refusal[] = [];
  const { sessionState, sides } = facts;
  if (sessionState !== 'in-room')
    refusals.push(refusal('outcomes.time-out-not-in-room', { state: sessionState }));
  for (const item of timeOutChecklist.items)
    if (!word.items.includes(item)) refusals.push(refusal('outcomes.time-out-item-open', { item }));
  if (word.levels.length === 0) refusals.push(refusal('outcomes.time-out-level-missing'));

  const rounds = timeOutRounds(facts);
  const open = rounds.find(({ state }) => state === 'open');
  const first = open?.confirmations[0];
  const places = [
    ['order', sides.order],
    ['consent', word.consentSide],
    ['recorded-consent', sides.consent],
    ['arrival', sides.arrival],
    ['first-person', first?.side ?? null],
  ] as const;
  for (const [place, other] of places)
    if (other !== null && !covers(other, word.side))
      refusals.push(refusal('outcomes.time-out-side-disagrees', { with: place, side: word.side, other }));

  if (rounds.some(({ side, state }) => state === 'completed' && side === word.side))
    refusals.push(refusal('outcomes.time-out-completed-already', { side: word.side }));
  if (first?.memberId === word.memberId) refusals.push(refusal('outcomes.time-out-same-member'));
  if (first !== undefined && word.levels.length > 0 && !sameLevels(first.levels, word.levels))
    refusals.push(
      refusal('outcomes.time-out-levels-disagree', {
        levels: word.levels.join(', '),
        other: first.levels.join(', '),
      }),
    );
  if (refusals.length > 0) return { accepted: false, refusals };
  return accept(first === undefined ? 'first' : 'second');
}

/** DAY-24: a new time-out is called for with a reason, while there is one to take back. */
export function checkTimeOutWithdrawal(facts: TimeOutFacts): Decision<true> {
  if (timeOutRounds(facts).some(({ state }) => state !== 'void')) return accept(true);
  return refuse(refusal('outcomes.time-out-nothing-to-withdraw'));
}

/**
 * DAY-23: no completed injection is written down for a side without a completed time-out of that side; nobody overrides
 * it. `sides` null: the patient was not in the room in this product, or the record only corrects one that stands.
 */
export function refusedByTimeOut(side: NeedleSide, sides: readonly NeedleSide[] | null): Refusal | null {
  if (sides === null || sides.includes(side)) return null;
  const [other] = sides;
  return other === undefined
    ? refusal('outcomes.time-out-missing', { side })
    : refusal('outcomes.time-out-side-disagrees', { with: 'time-out', side, other });
}

function sameLevels(a: readonly string[], b: readonly string[]): boolean {
  const [one, other] = [new Set(a), new Set(b)];
  return one.size === other.size && [...one].every((level) => other.has(level));
}
