import { accept, refuse, type Decision, type Refusal } from '../decision.js';
import { daysToKeep } from '../series/interval-rules.js';
import {
  addCivilDays,
  civilDateAt,
  civilDaysBetween,
  instantOf,
  wallTimeAt,
  type CivilDate,
} from '../time/zone.js';
import type { SeriesSession } from './booking-facts.js';
import { checkSessionStep, type SessionState } from './session-states.js';

/** What the move of one session means for those of its series that come after it (product rule 6). */
export const moveScopes = ['only-this', 'shift-rest', 'plan-anew'] as const;
export type MoveScope = (typeof moveScopes)[number];

export interface SeriesMoveFacts {
  readonly now: number;
  /** The zone whose wall times are kept: that of the moved session's clinic. */
  readonly zone: string;
  readonly sessions: readonly SeriesSession[];
  readonly movedId: string;
  readonly newStart: number;
  readonly scope: MoveScope;
  readonly minimumIntervalDays: number;
  readonly targetIntervalDays: number;
  readonly continuousTechnique: boolean;
}

/** One session of a series that goes from one start to another. Epoch milliseconds. */
export interface SessionShift {
  readonly sessionId: string;
  readonly from: number;
  readonly to: number;
}

/** A session may move until the patient has come. */
export function isMovableState(state: SessionState): boolean {
  return state === 'booked' || checkSessionStep(state, 'booked').accepted;
}

/** MOVE-01: what has begun or is over stays where it was, whatever the scope of a move (product rule 6). */
export function moveRefusals(
  { state, start }: Pick<SeriesSession, 'state' | 'start'>,
  now: number,
): Refusal[] {
  if (!isMovableState(state)) {
    const step = checkSessionStep(state, 'booked');
    return step.accepted ? [] : [...step.refusals];
  }
  if (start >= now) return [];
  return [{ code: 'scheduling.in-the-past', facts: { start, now }, overridable: false }];
}

/** The sessions after the one that is moved which may move with it, in order of time. */
export function laterSessions({
  now,
  sessions,
  movedId,
}: Pick<SeriesMoveFacts, 'now' | 'sessions' | 'movedId'>): SeriesSession[] {
  const moved = sessions.find(({ id }) => id === movedId);
  if (moved === undefined) return [];
  return sessions
    .filter(
      (each) => each.id !== movedId && each.start >= moved.start && moveRefusals(each, now).length === 0,
    )
    .sort((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1));
}

/**
 * MOVE-02 to MOVE-04: where a series' sessions go when one of them moves. *Only this*: the others stay.
 * *Shift the rest*: each later one by as many calendar days, at its own wall time, and further where the
 * minimum interval to the one before asks for it; a move within its day shifts nobody. *Plan anew*: each
 * later one on the target interval after the one before, at its own wall time: a wish, for which a free
 * time is then sought. Refused when the session is past or has begun, or when a wall time to be kept does
 * not exist, or comes twice, on its new day. By their old starts, the moved session first; one that stays where
 * it is, is not among them. What stands against the result is the booking rules' to judge (MOVE-05).
 */
export function planSeriesMove(facts: SeriesMoveFacts): Decision<readonly SessionShift[]> {
  const { now, zone, sessions, movedId, newStart, scope } = facts;
  const moved = sessions.find(({ id }) => id === movedId);
  if (moved === undefined) return accept([]);
  const refusals = moveRefusals(moved, now);
  if (refusals.length > 0) return { accepted: false, refusals };

  const days = civilDaysBetween(civilDateAt(moved.start, zone), civilDateAt(newStart, zone));
  const changes: SessionShift[] = [{ sessionId: movedId, from: moved.start, to: newStart }];
  if (scope === 'plan-anew' || (scope === 'shift-rest' && days !== 0)) {
    let before = newStart;
    for (const each of laterSessions(facts)) {
      const to =
        scope === 'plan-anew'
          ? targetStartAfter(before, each.start, facts.targetIntervalDays, zone)
          : sameClockTimeOn(shiftedDate(facts, each, before, days), each.start, zone);
      if (!to.accepted) return refuse(...withSession(to.refusals, each.id));
      if (to.value !== each.start) changes.push({ sessionId: each.id, from: each.start, to: to.value });
      before = to.value;
    }
  }
  return accept(changes);
}

/** MOVE-04: the wished start of a session that is planned anew: on the target interval, at its own wall time. */
export function targetStartAfter(
  before: number,
  start: number,
  targetIntervalDays: number,
  zone: string,
): Decision<number> {
  return sameClockTimeOn(addCivilDays(civilDateAt(before, zone), targetIntervalDays), start, zone);
}

function shiftedDate(facts: SeriesMoveFacts, each: SeriesSession, before: number, days: number): CivilDate {
  const { zone } = facts;
  const shifted = addCivilDays(civilDateAt(each.start, zone), days);
  const earliest = addCivilDays(civilDateAt(before, zone), daysToKeep(facts));
  return shifted < earliest ? earliest : shifted;
}

function sameClockTimeOn(date: CivilDate, start: number, zone: string): Decision<number> {
  return instantOf(`${date}T${wallTimeAt(start, zone).slice(11)}`, zone);
}

function withSession(refusals: readonly Refusal[], sessionId: string): [Refusal, ...Refusal[]] {
  const [first, ...rest] = refusals.map((each) => ({ ...each, facts: { ...each.facts, sessionId } }));
  if (first === undefined) throw new Error('A refusal without a reason.');
  return [first, ...rest];
}

/** The series as it stands once all has moved; who is not named stays as it is. */
export function afterShifts<Session extends SeriesSession>(
  sessions: readonly Session[],
  changes: readonly SessionShift[],
): Session[] {
  const goesTo = new Map(changes.map(({ sessionId, to }) => [sessionId, to]));
  return sessions.map((each) => {
    const start = goesTo.get(each.id);
    return start === undefined ? each : { ...each, start };
  });
}

/**
 * MOVE-06: an order in which the moves can be made one after the other without one standing in the way of
 * the next: those that go later, the last first; then those that go earlier, the first first. As long as a
 * move keeps the order of the sessions, no intermediate interval is shorter than both the old and the new.
 */
export function orderOfShifts<Shift extends Pick<SessionShift, 'from' | 'to'>>(
  changes: readonly Shift[],
): Shift[] {
  const later = changes.filter(({ from, to }) => to > from).sort((a, b) => b.from - a.from);
  const others = changes.filter(({ from, to }) => to <= from).sort((a, b) => a.from - b.from);
  return [...later, ...others];
}
