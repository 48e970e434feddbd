import { accept, type Decision } from '../decision.js';
import { intersect, normalise, subtract, type Interval } from '../time/interval.js';
import { judgeBooking } from './booking-rules.js';
import { seriesStateRefusals } from './series-rules.js';
import { explainExclusions } from './slot-exclusions.js';
import type { FoundSlots, Slot, SlotFacts, SlotReason } from './slot-facts.js';
import { rankingGround, rankOfDay, rankOfPlace } from './slot-ranking.js';
import { gridPoints, searchOf, takenStarts, type SearchDay, type SlotSearch } from './slot-search.js';
import {
  placesOf,
  ruledOutByBlockTime,
  ruledOutFor,
  ruledOutForAll,
  ruledOutIn,
  type Place,
  type RuledOut,
} from './starts-by-rule.js';

interface Candidate {
  readonly start: number;
  readonly place: Place;
  readonly cost: number;
  readonly reasons: readonly SlotReason[];
}

/**
 * SLOT-01, BOOK-19: the best `count` slots at which the session could be booked without any override, with
 * the reasons of their rank and an account of what the rules took away. Of each day first its best, so that
 * a patient who cannot come on Tuesdays has an answer; then the second best of each day, and so on. Refused
 * when no time would do, because the series takes no session at all.
 */
export function findSlots(facts: SlotFacts, count: number): Decision<FoundSlots> {
  const refusals = seriesStateRefusals({ facts });
  if (refusals.length > 0) return { accepted: false, refusals };
  const search = searchOf(facts);
  if (search === null) return accept({ slots: [], excluded: [] });
  const shared = ruledOutForAll(search);
  const places = openPlaces(search, shared);
  const slots = bestOfEachDay(search, places, count);
  return accept({ slots, excluded: explainExclusions(search, shared, places) });
}

/**
 * BOOK-18: the next `count` slots, the earliest first, rooms in their given order at the same time. What is
 * offered against a refusal: somebody has named a time and wants to stay near it.
 */
export function nextFreeTimes(facts: SlotFacts, count: number): Decision<readonly Slot[]> {
  return earliest(facts, count, Infinity);
}

/** As `nextFreeTimes`, of each day the earliest only: three times of one morning are one answer. */
export function nextFreeDays(facts: SlotFacts, count: number): Decision<readonly Slot[]> {
  return earliest(facts, count, 1);
}

function earliest(facts: SlotFacts, count: number, mostOfADay: number): Decision<readonly Slot[]> {
  const refusals = seriesStateRefusals({ facts });
  if (refusals.length > 0) return { accepted: false, refusals };
  const search = searchOf(facts);
  if (search === null || count < 1) return accept([]);
  const places = openPlaces(search, ruledOutForAll(search));
  const found: Slot[] = [];
  for (const day of search.days) {
    const candidates = candidatesOn(day, facts, places, () => () => ({ cost: 0, reasons: [] }));
    candidates.sort((a, b) => a.start - b.start || a.place.order - b.place.order);
    let ofDay = 0;
    for (const candidate of candidates) {
      if (ofDay === mostOfADay) break;
      const slot = judged(search, candidate);
      if (slot === null) continue;
      found.push(slot);
      ofDay += 1;
      if (found.length === count) return accept(found);
    }
  }
  return accept(found);
}

function openPlaces(search: SlotSearch, shared: readonly RuledOut[]): Place[] {
  const { facts } = search;
  const open = without(search.asked, shared);
  const physicians = new Map(facts.physicians.map((each) => [each.id, ruledOutFor(search, each)]));
  const rooms = new Map(facts.rooms.map((each) => [each.id, ruledOutIn(search, each)]));
  return placesOf(search).map(({ room, physician }, order) => {
    const byRoom = rooms.get(room.id) ?? [];
    const byBlockTime = ruledOutByBlockTime(search, room, physician);
    const ruledOut = [...(physicians.get(physician.id) ?? []), ...byRoom, ...byBlockTime];
    return {
      room,
      physician,
      order,
      ruledOut,
      free: without(open, ruledOut),
      runs: without(subtract(search.openStarts, takenStarts(search, room)), byBlockTime),
    };
  });
}

function without(starts: readonly Interval[], ruledOut: readonly RuledOut[]): readonly Interval[] {
  return subtract(starts, normalise(ruledOut.flatMap((each) => each.starts)));
}

/** Days are looked at in the order of their worth, so that a search ends when no other day can be better. */
function bestOfEachDay(search: SlotSearch, places: readonly Place[], count: number): Slot[] {
  const ground = rankingGround(search.facts);
  const { roomTime, visit } = search;
  const inRoom = roomTime ?? visit;
  const roomMs = inRoom.end - inRoom.start;
  const days = search.days
    .filter(({ asked }) => asked.length > 0)
    .map((day) => ({ day, rank: rankOfDay(ground, day.date) }))
    .sort((a, b) => a.rank.cost - b.rank.cost || a.day.start - b.day.start);

  type Ranked = { readonly slot: Slot; readonly cost: number };
  const round: Ranked[] = [];
  const opened: Iterator<Ranked>[] = [];
  for (const { day, rank } of days) {
    const dearest = round.length < count ? undefined : round.toSorted(byCost)[count - 1];
    if (dearest !== undefined && dearest.cost <= rank.cost) break;
    const first = intersect(search.openStarts, [day])[0]?.start ?? day.start;
    const candidates = candidatesOn(day, search.facts, places, ({ physician, runs }) => {
      const today = intersect(runs, [day]);
      return (start) => {
        const run = today.find((each) => start < each.end) ?? { start, end: start + 1 };
        const own = rankOfPlace(ground, { start, physician, run, firstOfDay: first, roomMs });
        return { cost: rank.cost + own.cost, reasons: [...rank.reasons, ...own.reasons] };
      };
    });
    const slots = slotsInOrder(search, candidates);
    const best = slots.next();
    if (best.done === true) continue;
    round.push(best.value);
    opened.push(slots);
  }

  const found: Slot[] = [];
  for (let next = round; next.length > 0 && found.length < count;) {
    found.push(...next.toSorted(byCost).map(({ slot }) => slot));
    next = [];
    if (found.length >= count) break;
    for (const slots of opened) {
      const another = slots.next();
      if (another.done !== true) next.push(another.value);
    }
  }
  return found.slice(0, count);
}

function byCost(a: { slot: Slot; cost: number }, b: { slot: Slot; cost: number }): number {
  return a.cost - b.cost || a.slot.start - b.slot.start;
}

/** A day's slots, the best first; a time that was offered in one room comes again in another when no new time is left. */
function* slotsInOrder(
  search: SlotSearch,
  candidates: Candidate[],
): Generator<{ slot: Slot; cost: number }, void> {
  candidates.sort((a, b) => a.cost - b.cost || a.start - b.start || a.place.order - b.place.order);
  const offered = new Set<number>();
  const again: Candidate[] = [];
  for (const candidate of candidates) {
    if (offered.has(candidate.start)) {
      again.push(candidate);
      continue;
    }
    const slot = judged(search, candidate);
    if (slot === null) continue;
    offered.add(candidate.start);
    yield { slot, cost: candidate.cost };
  }
  for (const candidate of again) {
    const slot = judged(search, candidate);
    if (slot !== null) yield { slot, cost: candidate.cost };
  }
}

function candidatesOn(
  day: SearchDay,
  { gridMinutes }: SlotFacts,
  places: readonly Place[],
  rankIn: (place: Place) => (start: number) => Pick<Candidate, 'cost' | 'reasons'>,
): Candidate[] {
  return places.flatMap((place) => {
    const rank = rankIn(place);
    const starts = gridPoints(intersect(place.free, [day]), day.start, gridMinutes);
    return starts.map((start) => ({ start, place, ...rank(start) }));
  });
}

/** What the algebra leaves may still lack a second nurse for one need; the rules of booking have the last word. */
function judged(search: SlotSearch, candidate: Candidate): Slot | null {
  const { facts, busy } = search;
  const { start, place, reasons } = candidate;
  const { room, physician } = place;
  const decision = judgeBooking({ ...facts, start, room, physician, overrides: [] }, busy);
  if (!decision.accepted) return null;
  return { start, room, physician, planned: decision.value, advisories: decision.advisories, reasons };
}
