import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addCivilDays, minuteMs, wallTimeAt, weekdayOf } from '../time/zone.js';
import { clinicZone } from './booking.builder.js';
import { checkBooking } from './booking-rules.js';
import { coveredBy, openingOn } from './clinic-hours.js';
import { foundBest } from './find-slots.builder.js';
import { randomClinic } from './random-clinic.builder.js';
import type { SlotFacts } from './slot-facts.js';

interface Asked {
  /** Every slot that the rules of booking accept. */
  readonly slots: Set<string>;
  /** By rule and kind of resource, the starts that it refused somewhere. */
  readonly refused: Map<string, Set<number>>;
}

/** The slow truth: the rules of booking, asked at every start of the grid for every room and physician. */
function askEverywhere(facts: SlotFacts): Asked {
  const slots = new Set<string>();
  const refused = new Map<string, Set<number>>();
  const { calendar, durationMinutes } = facts;
  for (let start = facts.from; start < facts.until; start += facts.gridMinutes * minuteMs) {
    const wall = wallTimeAt(start, clinicZone);
    const [date, time] = [wall.slice(0, 10), wall.slice(11)];
    const nextDate = addCivilDays(date, 1);
    const opening = [...openingOn(calendar, date), ...openingOn(calendar, nextDate)];
    const wished =
      (facts.weekdays.length === 0 || facts.weekdays.includes(weekdayOf(date))) &&
      (facts.halfOfDay === null || (facts.halfOfDay === 'morning') === time < '12:00') &&
      start >= facts.now &&
      coveredBy(opening, { start, end: start + durationMinutes * minuteMs });
    if (!wished) continue;
    for (const room of facts.rooms) {
      for (const physician of facts.physicians) {
        const decision = checkBooking({ ...facts, start, room, physician });
        if (decision.accepted) slots.add(`${start} ${room.id} ${physician.id}`);
        else {
          for (const { code, facts: known } of decision.refusals) {
            const rule = `${code} ${code.startsWith('scheduling.') ? String(known['resourceKind'] ?? null) : 'null'}`;
            refused.set(rule, (refused.get(rule) ?? new Set()).add(start));
          }
        }
      }
    }
  }
  return { slots, refused };
}

describe('SLOT-01, SLOT-03: the slot finder, held against asking the rules of booking at every start', () => {
  it('finds exactly what can be booked, and counts exactly what each rule refuses, in 1,000 random clinics', () => {
    let offers = 0;
    const rules = new Set<string>();
    fc.assert(
      fc.property(randomClinic, (facts) => {
        const { slots, refused } = askEverywhere(facts);
        const answer = foundBest(facts, Infinity);
        const offered = answer.slots.map(
          ({ start, room, physician }) => `${start} ${room.id} ${physician.id}`,
        );
        expect(offered.toSorted()).toEqual([...slots].toSorted());
        expect(
          new Map(answer.excluded.map((each) => [`${each.code} ${each.resourceKind}`, each.starts])),
        ).toEqual(new Map([...refused].map(([rule, starts]) => [rule, starts.size])));
        offers += slots.size;
        for (const rule of refused.keys()) rules.add(rule);
      }),
      { numRuns: 1_000 },
    );
    // The clinics must neither be so full that the property says nothing, nor so empty that no rule is met.
    expect(offers).toBeGreaterThan(1_000);
    expect(rules.size).toBeGreaterThanOrEqual(14);
  }, 180_000);

  it('offers the same first slots whether few or all are asked for', () => {
    fc.assert(
      fc.property(randomClinic, fc.integer({ min: 1, max: 4 }), (facts, count) => {
        expect(foundBest(facts, count).slots).toEqual(foundBest(facts, Infinity).slots.slice(0, count));
      }),
      { numRuns: 200 },
    );
  });
});
