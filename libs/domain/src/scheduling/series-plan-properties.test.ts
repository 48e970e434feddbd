import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { overlaps } from '../time/interval.js';
import {
  addCivilDays,
  civilDateAt,
  civilDay,
  civilDaysBetween,
  hourMs,
  instantOf,
  wallTimeAt,
  weekdayOf,
  type Weekday,
} from '../time/zone.js';
import {
  adeyemi,
  at,
  blockTime,
  calendar,
  fluoro1,
  fluoro2,
  halloran,
  patient,
  pool,
  series,
} from './booking.builder.js';
import { checkBooking } from './booking-rules.js';
import type { Hold } from './resource.js';
import { plan, planning, type WholeBook } from './series-plan.builder.js';
import type { PlanFacts } from './series-plan-facts.js';

afterEach(() => vi.unstubAllEnvs());

const everyDay = [1, 2, 3, 4, 5, 6, 7] as const;
const resources = [patient, halloran, adeyemi, fluoro1, fluoro2, ...pool];
const begin = at('2026-06-08T00:00');

/** Small clinics with closures and a book full of long holds, and series of every rhythm. */
const randomPlan = fc
  .record({
    holds: fc.array(
      fc.record({
        who: fc.nat(resources.length - 1),
        fromHour: fc.nat(24 * 60),
        hours: fc.integer({ min: 1, max: 200 }),
      }),
      { maxLength: 25 },
    ),
    closures: fc.array(fc.record({ fromHour: fc.nat(24 * 60), hours: fc.integer({ min: 1, max: 150 }) }), {
      maxLength: 3,
    }),
    minimum: fc.integer({ min: 1, max: 10 }),
    toTarget: fc.nat(8),
    toMaximum: fc.nat(8),
    count: fc.integer({ min: 1, max: 5 }),
    lastDaysAgo: fc.option(fc.nat(30)),
    weekdays: fc.uniqueArray(fc.constantFrom(...everyDay), { maxLength: 3 }),
    from: fc.constantFrom(null, '09:00', '13:00'),
    others: fc.boolean(),
    leftOut: fc.option(fc.nat(4)),
  })
  .map((wishes): { readonly facts: PlanFacts; readonly book: WholeBook } => {
    const stretch = (fromHour: number, hours: number) => ({
      start: begin + fromHour * hourMs,
      end: begin + (fromHour + hours) * hourMs,
    });
    const { minimum, toTarget, toMaximum, lastDaysAgo, leftOut } = wishes;
    const last =
      lastDaysAgo === null
        ? []
        : [
            {
              id: 'last',
              start: begin - lastDaysAgo * 24 * hourMs + 9 * hourMs,
              state: 'discharged' as const,
            },
          ];
    return {
      facts: planning({
        now: begin - hourMs,
        firstDate: null,
        count: wishes.count,
        targetIntervalDays: minimum + toTarget,
        series: series({
          minimumIntervalDays: minimum,
          maximumIntervalDays: minimum + toTarget + toMaximum,
          sessions: last.filter(({ start }) => start < begin),
        }),
        calendar: calendar({
          blockTimes: everyDay.map((weekday) => blockTime({ id: `${weekday}`, weekday })),
        }),
        physicians: wishes.others ? [halloran, adeyemi] : [halloran],
        otherPhysicians: wishes.others ? [] : [adeyemi],
        wishes: { weekdays: wishes.weekdays, from: wishes.from, to: null },
        choices: leftOut === null ? [] : [...Array<null>(leftOut).fill(null), { kind: 'leave-out' }],
      }),
      book: {
        holds: wishes.holds.map(({ who, fromHour, hours }): Hold => {
          const held = resources[who] ?? patient;
          return {
            resourceId: held.id,
            interval: stretch(fromHour, hours),
            cause: 'session',
            sessionId: 'other',
          };
        }),
        closures: wishes.closures.map(({ fromHour, hours }, index) => ({
          id: `closure ${index}`,
          reason: 'Closed',
          interval: stretch(fromHour, hours),
        })),
      },
    };
  });

describe('PLAN-03: no plan, whatever the clinic,', () => {
  it('breaks an interval, a limit, a closure or another rule, or holds anything twice', () => {
    let placed = 0;
    let unplaced = 0;
    fc.assert(
      fc.property(randomPlan, ({ facts, book }) => {
        const { zone } = facts.calendar;
        const { occurrences } = plan(facts, book);
        expect(occurrences).toHaveLength(facts.count);
        const holds: Hold[] = [...book.holds];
        const sessions = [...facts.series.sessions];
        let previous = sessions[0] === undefined ? null : civilDateAt(sessions[0].start, zone);
        let gaps = 1;
        let late = false;
        for (const { time, dueBy, overdue, alternatives } of occurrences) {
          for (const each of [...alternatives, ...(time === null ? [] : [time])]) {
            const { start, room, physician } = each;
            const whole = {
              ...facts,
              calendar: { ...facts.calendar, closures: book.closures },
              sessionId: null,
            };
            const asked = { ...whole, holds, series: { ...facts.series, sessions }, start, room, physician };
            expect(checkBooking(asked)).toMatchObject({ accepted: true, value: each.planned });
          }
          // A maximum that had passed before cannot be kept by what comes after an unplaced one either.
          late ||= overdue;
          if (time === null) {
            unplaced += 1;
            gaps += 1;
            continue;
          }
          placed += 1;
          if (previous !== null && !late) {
            const days = civilDaysBetween(previous, time.date);
            expect(days).toBeGreaterThanOrEqual(facts.series.minimumIntervalDays);
            expect(days).toBeLessThanOrEqual(gaps * facts.series.maximumIntervalDays);
            expect(dueBy !== null && time.date <= dueBy).toBe(true);
          }
          for (const { resourceId, interval } of time.planned.holds) {
            expect(
              holds.some((each) => each.resourceId === resourceId && overlaps(each.interval, interval)),
            ).toBe(false);
            holds.push({ resourceId, interval, cause: 'session', sessionId: time.date });
          }
          sessions.push({ id: time.date, start: time.start, state: time.planned.state });
          previous = time.date;
          gaps = 1;
          late = false;
        }
      }),
      { numRuns: 150 },
    );
    // The clinics must neither be empty nor so full that the property says nothing.
    expect(placed).toBeGreaterThan(150);
    expect(unplaced).toBeGreaterThan(50);
  }, 120_000);
});

const zones = ['America/New_York', 'Europe/Berlin', 'Pacific/Auckland'] as const;
const servers = ['Pacific/Apia', 'America/Los_Angeles'] as const;

/** A clinic that never closes, in a zone, with a first session at a wall time. */
function yearFrom(zone: string, date: string, time: string, targetIntervalDays: number): PlanFacts {
  const first = instantOf(`${date}T${time}`, zone, 'first');
  if (!first.accepted) throw new Error(`${date}T${time} does not exist in ${zone}`);
  const open = (weekday: Weekday) => ({ weekday, from: '00:00', to: '24:00' });
  return planning({
    now: first.value,
    firstDate: null,
    calendar: { zone, openingHours: everyDay.map(open), blockTimes: [] },
    series: series({
      sessions: [{ id: 'first', start: first.value, state: 'discharged' }],
      maximumIntervalDays: targetIntervalDays + 3,
    }),
    count: 12,
    targetIntervalDays,
  });
}

describe.each(servers)('TIME-01: with the server in %s, twelve sessions over a year', (server) => {
  const stories = zones.flatMap((zone) =>
    ['08:30', '23:40', '00:10'].flatMap((time) => [28, 35].map((days) => ({ zone, time, days }))),
  );
  it.each(stories)(
    'keep $time in $zone across both clock changes, every $days days',
    ({ zone, time, days }) => {
      vi.stubEnv('TZ', server);
      expect(new Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(server);
      const { occurrences } = plan(yearFrom(zone, '2026-02-03', time, days));
      const walls = occurrences.map((each) =>
        each.time === null ? null : wallTimeAt(each.time.start, zone),
      );
      const expected = Array.from(
        { length: 12 },
        (_, index) => `${addCivilDays('2026-02-03', days * (index + 1))}T${time}`,
      );
      expect(walls).toEqual(expected);
      const weekdays = occurrences.map(
        (each) => each.time !== null && weekdayOf(civilDateAt(each.time.start, zone)),
      );
      expect(new Set(weekdays)).toEqual(new Set([2]));
      const offsets = occurrences.map((each) => {
        const start = each.time?.start ?? 0;
        return (start - civilDay(each.time?.date ?? '2026-02-03', 'UTC').start) % (24 * hourMs);
      });
      // The same clock on the wall is two different hours of the universe: the story crosses a clock change.
      expect(new Set(offsets).size).toBeGreaterThan(1);
    },
  );
});
