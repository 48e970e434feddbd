import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overlaps } from '../time/interval.js';
import { civilDaysBetween, minuteMs, wallTimeAt, weekdayOf } from '../time/zone.js';
import { checkBooking } from './booking-rules.js';
import {
  booking,
  clinicZone,
  fluoro1,
  fluoro2,
  halloran,
  pool,
  profileFor,
  resource,
} from './booking.builder.js';
import { found } from './find-slots.builder.js';
import { nextFreeTimes } from './find-slots.js';
import { withoutLimits } from './limit-rules.js';
import { randomClinic } from './random-clinic.builder.js';
import type { SlotFacts } from './slot-facts.js';

/** With Dr Halloran, and without the wishes and limits that the model below does not know. */
const plainClinic = randomClinic.map((facts): SlotFacts => ({
  ...facts,
  physicians: facts.physicians.filter(({ id }) => id === halloran.id),
  weekdays: [],
  halfOfDay: null,
  limits: withoutLimits,
  series: { ...facts.series, authorisations: [] },
}));

// Asking a zone is slow, and the random clinics share three days.
const wallTimes = new Map<number, string>();
function wall(instant: number): { readonly date: string; readonly time: string } {
  const text = wallTimes.get(instant) ?? wallTimeAt(instant, clinicZone);
  wallTimes.set(instant, text);
  return { date: text.slice(0, 10), time: text.slice(11) };
}

/**
 * The slow truth, minute by minute and by wall clocks, sharing no code with the rules or the search:
 * every minute of every stage is looked at on its own.
 */
function bruteForce(facts: SlotFacts): string[] {
  const { calendar: week, series: plan } = facts;
  const minuteByMinute = (rule: (minute: number) => boolean): ((minute: number) => boolean) => {
    const known = new Map<number, boolean>();
    return (minute) => {
      const answer = known.get(minute) ?? rule(minute);
      known.set(minute, answer);
      return answer;
    };
  };
  const inside = (minute: number, { start, end }: { start: number; end: number }) =>
    start <= minute && minute < end;
  const taken = new Map(
    [...facts.pool, ...facts.rooms, facts.patient, halloran].map(({ id }) => [
      id,
      minuteByMinute((minute) =>
        facts.holds.some((each) => each.resourceId === id && inside(minute, each.interval)),
      ),
    ]),
  );
  const open = minuteByMinute((minute) => {
    const { date, time } = wall(minute);
    return week.openingHours.some(
      (each) => each.weekday === weekdayOf(date) && each.from <= time && time < each.to,
    );
  });
  const closed = minuteByMinute((minute) => week.closures.some((each) => inside(minute, each.interval)));
  /** The block time of a room that holds at a minute, as its week has it. */
  const holding = (roomId: string, minute: number) => {
    const { date, time } = wall(minute);
    return week.blockTimes
      .filter((each) => each.weekday === weekdayOf(date))
      .map((each) => ({ ...each, ...each.exceptions.find((exception) => exception.date === date)?.instead }))
      .filter((each) => each.roomId === roomId && each.from <= time && time < each.to)
      .map((each) => ({ ...each, date }));
  };
  const sessionsOn = ({ roomId, from, to }: { roomId: string; from: string; to: string }, day: string) =>
    new Set(
      facts.holds
        .filter((each) => each.resourceId === roomId)
        .filter(({ interval }) => {
          for (let minute = interval.start; minute < interval.end; minute += minuteMs) {
            const { date, time } = wall(minute);
            if (date === day && from <= time && time < to) return true;
          }
          return false;
        })
        .map((each) => each.sessionId),
    ).size;
  const known = new Map<string, number>();
  const takesMore = (each: ReturnType<typeof holding>[number]): boolean => {
    if (each.mostSessions === null) return true;
    const name = `${each.id} ${each.date}`;
    const sessions = known.get(name) ?? sessionsOn(each, each.date);
    known.set(name, sessions);
    return sessions < each.mostSessions;
  };
  const entitles = (each: ReturnType<typeof holding>[number]): boolean =>
    (each.physicianId === halloran.id || each.releasedOn.includes(each.date)) &&
    (each.procedureTypes.length === 0 || each.procedureTypes.includes(facts.profile.procedureType)) &&
    takesMore(each);
  const entitled = minuteByMinute((minute) => holding(fluoro1.id, minute).some(entitles));
  const inNobodysWay = minuteByMinute((minute) => holding(fluoro2.id, minute).every(entitles));

  const answers: string[] = [];
  for (let start = facts.from; start < facts.until; start += facts.gridMinutes * minuteMs) {
    if (start < facts.now) continue;
    // Eight hours of fasting, by the proposed policy.
    if (facts.profile.sedation !== 'none' && start - facts.now < 8 * 60 * minuteMs) continue;
    const spaced = plan.sessions.every((other) => {
      const days = Math.abs(civilDaysBetween(wall(other.start).date, wall(start).date));
      return days >= plan.minimumIntervalDays && (days >= 3 || plan.continuousTechnique);
    });
    if (!spaced) continue;
    const end = start + facts.durationMinutes * minuteMs;
    const edge = (each: { anchor: string; minutes: number }) =>
      (each.anchor === 'start' ? start : end) + each.minutes * minuteMs;
    const stages = facts.profile.stages.map((stage) => {
      const from = edge(stage.from);
      const minutes = Array.from(
        { length: (edge(stage.to) - from) / minuteMs },
        (_, index) => from + index * minuteMs,
      );
      return { needs: stage.needs.map((need) => need.resourceKind), minutes };
    });
    if (!stages.every((stage) => stage.minutes.every((minute) => open(minute) && !closed(minute)))) continue;
    for (const room of facts.rooms) {
      const isOurs = stages.every(
        (stage) =>
          !stage.needs.includes('room') || stage.minutes.every(room === fluoro1 ? entitled : inNobodysWay),
      );
      const everythingFree = stages.every((stage) =>
        stage.needs.every((kind) => {
          const named = [facts.patient, halloran, room].filter((each) => each.kind === kind);
          const members = named.length > 0 ? named : facts.pool.filter((each) => each.kind === kind);
          return members.some((each) => !stage.minutes.some((minute) => taken.get(each.id)?.(minute)));
        }),
      );
      const everybodyAble = facts.profile.stages.every(({ needs }) =>
        needs.every(({ resourceKind, skill }) =>
          [room, ...facts.physicians]
            .filter((each) => each.kind === resourceKind)
            .every((each) => skill === undefined || each.skills?.includes(skill) === true),
        ),
      );
      if (isOurs && everythingFree && everybodyAble)
        answers.push(`${wallTimeAt(start, clinicZone)} ${room.name}`);
    }
  }
  return answers;
}

describe('BOOK-18: the search by interval algebra, held against looking at every minute', () => {
  it('finds the same times, all of them, in the same order', () => {
    let offers = 0;
    fc.assert(
      fc.property(plainClinic, (facts) => {
        const expected = bruteForce(facts);
        offers += expected.length;
        expect(found(facts, 10_000)).toEqual(expected);
      }),
      { numRuns: 250 },
    );
    // The clinics must not be so full that the property says nothing.
    expect(offers).toBeGreaterThan(250);
  }, 60_000);

  it('offers only what can be booked', () => {
    fc.assert(
      fc.property(plainClinic, (facts) => {
        const decision = nextFreeTimes(facts, 3);
        if (!decision.accepted) throw new Error('an active series without limit is never refused');
        for (const { start, room, physician, planned } of decision.value) {
          expect(checkBooking({ ...facts, start, room, physician })).toMatchObject({
            accepted: true,
            value: planned,
          });
          for (const held of planned.holds) {
            const taken = facts.holds.filter((each) => each.resourceId === held.resourceId);
            expect(taken.filter((each) => overlaps(each.interval, held.interval))).toEqual([]);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('BOOK-04: gives the nurse with the skill to the need that asks for it', () => {
    const skilled = { ...resource('sedation-nurse', 'RN Skilled'), skills: ['paediatric'] };
    const plain = resource('sedation-nurse', 'RN Plain');
    const profile = {
      ...profileFor('none'),
      stages: profileFor('none').stages.map((stage) =>
        stage.kind !== 'procedure'
          ? stage
          : {
              ...stage,
              needs: [
                ...stage.needs,
                { resourceKind: 'sedation-nurse' as const, count: 1 },
                { resourceKind: 'sedation-nurse' as const, skill: 'paediatric', count: 1 },
              ],
            },
      ),
    };
    const others = pool.filter((each) => each.kind !== 'sedation-nurse');
    const nurses = (order: typeof others) => {
      const decision = checkBooking(booking({ profile, pool: [...others, ...order] }));
      if (!decision.accepted) return decision.refusals.map((each) => each.code);
      return decision.value.holds
        .filter((each) => each.resourceKind === 'sedation-nurse')
        .map((each) => each.resourceId);
    };
    expect(nurses([skilled, plain]).toSorted()).toEqual(['rn-plain', 'rn-skilled']);
    expect(nurses([plain])).toEqual(['scheduling.none-free']);
  });
});
