import { wallTimeAt } from '../time/zone.js';
import { at, booking, clinicZone } from './booking.builder.js';
import { nextFreeTimes, type FreeTimeFacts } from './free-times.js';

/** The first day that is searched. */
export const monday = '2026-06-08';

/** Four weeks from Monday in one room, every ten minutes. */
export function search(changes: Partial<FreeTimeFacts> = {}): FreeTimeFacts {
  const { start: _start, room, ...facts } = booking();
  return {
    ...facts,
    rooms: [room],
    from: at(`${monday}T00:00`),
    until: at('2026-07-06T00:00'),
    gridMinutes: 10,
    ...changes,
  };
}

/** The free times as wall time and room; throws when none may be offered at all. */
export function found(facts: FreeTimeFacts, count: number, offers = nextFreeTimes): string[] {
  const decision = offers(facts, count);
  if (!decision.accepted)
    throw new Error(`refused: ${decision.refusals.map((each) => each.code).join(', ')}`);
  return decision.value.map(({ start, room }) => `${wallTimeAt(start, clinicZone)} ${room.name}`);
}
