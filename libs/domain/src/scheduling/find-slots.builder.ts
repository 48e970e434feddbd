import { wallTimeAt } from '../time/zone.js';
import { at, booking, clinicZone } from './booking.builder.js';
import { findSlots, nextFreeTimes } from './find-slots.js';
import type { FoundSlots, SlotFacts } from './slot-facts.js';

/** The first day that is searched. */
export const monday = '2026-06-08';

/** Four weeks from Monday in one room with Dr Halloran, every ten minutes. */
export function search(changes: Partial<SlotFacts> = {}): SlotFacts {
  const { start: _start, room, physician, ...facts } = booking();
  return {
    ...facts,
    rooms: [room],
    physicians: [physician],
    from: at(`${monday}T00:00`),
    until: at('2026-07-06T00:00'),
    gridMinutes: 10,
    weekdays: [],
    halfOfDay: null,
    ranking: { targetIntervalDays: 14, usualPhysicianId: null, diabetic: false },
    ...changes,
  };
}

/** The earliest free times as wall time and room; throws when none may be offered at all. */
export function found(facts: SlotFacts, count: number): string[] {
  const decision = nextFreeTimes(facts, count);
  if (!decision.accepted)
    throw new Error(`refused: ${decision.refusals.map((each) => each.code).join(', ')}`);
  return decision.value.map(({ start, room }) => `${wallTimeAt(start, clinicZone)} ${room.name}`);
}

/** What a search finds; throws when it is refused. */
export function foundBest(facts: SlotFacts, count: number): FoundSlots {
  const decision = findSlots(facts, count);
  if (!decision.accepted)
    throw new Error(`refused: ${decision.refusals.map((each) => each.code).join(', ')}`);
  return decision.value;
}

export function best(facts: SlotFacts, count: number): string[] {
  return foundBest(facts, count).slots.map(
    ({ start, room }) => `${wallTimeAt(start, clinicZone)} ${room.name}`,
  );
}
