import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addCivilDays, civilDaysBetween, wallTimeAt } from '../time/zone.js';
import { at, clinicZone } from './booking.builder.js';
import type { SeriesSession } from './booking-facts.js';
import { afterShifts, moveScopes, planSeriesMove, type MoveScope } from './series-move.js';

/** The plain list: a day counted from the first of January 2026, a minute of that day, and a state. */
interface Listed {
  readonly id: number;
  readonly day: number;
  readonly minute: number;
  readonly state: 'booked' | 'discharged' | 'cancelled';
}

interface Edit {
  readonly kind: 'move' | 'cancel' | 'complete' | 'book' | 'wait';
  readonly which: number;
  readonly days: number;
  readonly minute: number;
  readonly scope: MoveScope;
}

const [minimum, target] = [5, 14];
const zero = '2026-01-01';

const edits: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom('move', 'move', 'move', 'cancel', 'complete', 'book', 'book', 'wait'),
  which: fc.nat(),
  days: fc.integer({ min: -20, max: 20 }),
  minute: fc.integer({ min: 8 * 12, max: 16 * 12 }).map((steps) => steps * 5),
  scope: fc.constantFrom(...moveScopes),
});

function instantAt(day: number, minute: number): number {
  const clock = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  return at(`${addCivilDays(zero, day)}T${clock}`);
}

const inOrder = (a: Listed, b: Listed): number => a.day - b.day || a.minute - b.minute || a.id - b.id;

/** What an edit does to the list, by counting on fingers: no instants, no zones. */
function editList(list: readonly Listed[], edit: Edit, today: number): readonly Listed[] {
  const replaced = (changed: Listed): Listed[] =>
    list.map((each) => (each.id === changed.id ? changed : each));
  const chosen = list[edit.which % Math.max(1, list.length)];
  if (edit.kind === 'book') {
    const last = Math.max(today, ...list.filter(({ state }) => state !== 'cancelled').map(({ day }) => day));
    return [...list, { id: list.length, day: last + target, minute: edit.minute, state: 'booked' }];
  }
  if (edit.kind === 'wait' || chosen?.state !== 'booked') return list;
  if (edit.kind === 'cancel') return replaced({ ...chosen, state: 'cancelled' });
  if (edit.kind === 'complete') return replaced({ ...chosen, state: 'discharged' });
  if (chosen.day < today) return list;
  const goal = { ...chosen, day: Math.max(today, chosen.day + edit.days), minute: edit.minute };
  const moved = new Map([[goal.id, goal]]);
  let before = goal.day;
  const stays = edit.scope === 'only-this' || (edit.scope === 'shift-rest' && goal.day === chosen.day);
  const rest = list.filter(
    (each) =>
      each.id !== chosen.id && each.state === 'booked' && each.day >= today && atOrAfter(each, chosen),
  );
  for (const each of stays ? [] : [...rest].sort(inOrder)) {
    const day =
      edit.scope === 'plan-anew'
        ? before + target
        : Math.max(each.day + goal.day - chosen.day, before + minimum);
    moved.set(each.id, { ...each, day });
    before = day;
  }
  return list.map((each) => moved.get(each.id) ?? each);
}

const atOrAfter = (a: Listed, b: Listed): boolean =>
  a.day > b.day || (a.day === b.day && a.minute >= b.minute);

/** The same edit by the rules that the product uses. */
function editSeries(sessions: readonly SeriesSession[], edit: Edit, list: readonly Listed[], today: number) {
  const chosen = sessions[edit.which % Math.max(1, sessions.length)];
  if (edit.kind === 'book') {
    const added = list[sessions.length];
    if (added === undefined) throw new Error('The list books first.');
    return [
      ...sessions,
      {
        id: String(added.id).padStart(4, '0'),
        start: instantAt(added.day, added.minute),
        state: 'booked' as const,
      },
    ];
  }
  if (edit.kind === 'wait' || chosen?.state !== 'booked') return sessions;
  if (edit.kind !== 'move') {
    const state = edit.kind === 'cancel' ? ('cancelled' as const) : ('discharged' as const);
    return sessions.map((each) => (each.id === chosen.id ? { ...each, state } : each));
  }
  const day = civilDaysBetween(zero, wallTimeAt(chosen.start, clinicZone).slice(0, 10));
  const decision = planSeriesMove({
    now: instantAt(today, 0),
    zone: clinicZone,
    sessions,
    movedId: chosen.id,
    newStart: instantAt(Math.max(today, day + edit.days), edit.minute),
    scope: edit.scope,
    minimumIntervalDays: minimum,
    targetIntervalDays: target,
    continuousTechnique: false,
  });
  return decision.accepted ? afterShifts(sessions, decision.value) : sessions;
}

const written = (list: readonly Listed[]) =>
  list.map(({ id, day, minute, state }) => ({
    id: String(id).padStart(4, '0'),
    start: instantAt(day, minute),
    state,
  }));

describe('a series under 500 edits', () => {
  it('equals a plain list after each, over both clock changes, and what was completed never changes', () => {
    fc.assert(
      fc.property(fc.array(edits, { minLength: 500, maxLength: 500 }), (sequence) => {
        let list: readonly Listed[] = [];
        let sessions: readonly SeriesSession[] = [];
        let today = 10;
        const completed = new Map<string, SeriesSession>();
        for (const [index, edit] of sequence.entries()) {
          // As many open sessions as a long course has: a series of hundreds is none.
          const kind = edit.kind === 'book' && openOf(list, today) > 10 ? 'cancel' : edit.kind;
          const one = { ...edit, kind };
          if (kind === 'wait') today += Math.abs(edit.days) % 4;
          list = editList(list, one, today);
          sessions = editSeries(sessions, one, list, today);
          if (index % 10 === 9) expect(sessions).toEqual(written(list));
          for (const each of sessions) {
            const before = completed.get(each.id);
            if (before !== undefined) expect(each).toBe(before);
            else if (each.state === 'discharged') completed.set(each.id, each);
          }
        }
        expect(sessions).toEqual(written(list));
      }),
      { numRuns: 6 },
    );
  }, 60_000);
});

function openOf(list: readonly Listed[], today: number): number {
  return list.filter(({ state, day }) => state === 'booked' && day >= today).length;
}
