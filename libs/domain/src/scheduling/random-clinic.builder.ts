import fc from 'fast-check';
import { addCivilDays, minuteMs, type Weekday } from '../time/zone.js';
import {
  adeyemi,
  at,
  authorisation,
  blockTime,
  calendar,
  fluoro1,
  fluoro2,
  halloran,
  patient,
  pool,
  profileFor,
  series,
} from './booking.builder.js';
import { monday, search } from './find-slots.builder.js';
import type { ResourceNeed, ResourceProfile } from './resource-profile.js';
import type { Hold, Resource } from './resource.js';

/** Random small clinics: two rooms, two physicians, few bays, and a book full of holds around a clock change or in June. */
const resources: readonly Resource[] = [patient, halloran, adeyemi, fluoro1, fluoro2, ...pool];
export const randomClinic = fc
  .record({
    firstDay: fc.constantFrom('2026-03-07', '2026-10-31', monday),
    holds: fc.array(
      fc.record({
        who: fc.nat(resources.length - 1),
        from: fc.nat(36 * 6),
        length: fc.integer({ min: 1, max: 18 }),
      }),
      {
        maxLength: 14,
      },
    ),
    bays: fc.integer({ min: 0, max: 3 }),
    sedation: fc.constantFrom('none', 'minimal', 'moderate'),
    duration: fc.constantFrom(20, 30, 45),
    grid: fc.constantFrom(20, 30),
    opens: fc.constantFrom('00:00', '07:00', '09:30'),
    closes: fc.constantFrom('13:00', '24:00'),
    ownFrom: fc.constantFrom('02:30', '08:00', '10:00'),
    types: fc.constantFrom<string[]>(['LSB'], ['RFA'], []),
    released: fc.boolean(),
    mostSessions: fc.constantFrom(null, null, 1, 2),
    movedTo: fc.constantFrom(null, null, fluoro2.id),
    closedFrom: fc.option(fc.nat(36 * 6)),
    otherSession: fc.option(fc.nat(36)),
    minimumIntervalDays: fc.integer({ min: 1, max: 2 }),
    continuousTechnique: fc.boolean(),
    nowAfter: fc.nat(30 * 6),
    physicians: fc.constantFrom([halloran], [halloran, adeyemi], [adeyemi, halloran]),
    weekdays: fc.constantFrom<Weekday[]>([], [1, 6], [7]),
    halfOfDay: fc.constantFrom(null, null, 'morning' as const, 'afternoon' as const),
    authorisedFrom: fc.constantFrom(null, null, -1, 1),
    physicianSessions: fc.constantFrom(null, 1, 2),
    sedations: fc.constantFrom(null, 0, 1),
    skillOf: fc.constantFrom(null, null, 'room', 'physician'),
    ranking: fc.record({
      targetIntervalDays: fc.integer({ min: 1, max: 4 }),
      usualPhysicianId: fc.constantFrom(null, halloran.id, adeyemi.id),
      diabetic: fc.boolean(),
    }),
  })
  .map((clinic) => {
    const from = at(`${clinic.firstDay}T00:00`);
    const until = from + 36 * 60 * minuteMs;
    const stretch = (tenMinutes: number, length: number) => ({
      start: from + tenMinutes * 10 * minuteMs,
      end: from + (tenMinutes + length) * 10 * minuteMs,
    });
    const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
    const owned = weekdays.flatMap((weekday) => [
      blockTime({
        id: `own-${weekday}`,
        weekday,
        from: clinic.ownFrom,
        to: '14:00',
        procedureTypes: clinic.types,
        mostSessions: clinic.mostSessions,
      }),
      blockTime({
        id: `other-${weekday}`,
        weekday,
        from: '14:00',
        to: '17:00',
        physicianId: adeyemi.id,
        procedureTypes: [],
        releasedOn: clinic.released ? [clinic.firstDay] : [],
        exceptions:
          clinic.movedTo === null
            ? []
            : [{ date: clinic.firstDay, instead: { from: '15:00', to: '16:00', roomId: clinic.movedTo } }],
      }),
    ]);
    const holds = clinic.holds.map(({ who, from: start, length }): Hold => {
      const held = resources[who] ?? patient;
      return {
        resourceId: held.id,
        interval: stretch(start, length),
        cause: 'session',
        sessionId: `other-${start}-${who}`,
      };
    });
    const closures =
      clinic.closedFrom === null
        ? []
        : [{ id: 'c', reason: 'Closed', interval: stretch(clinic.closedFrom, 12) }];
    const sessions =
      clinic.otherSession === null
        ? []
        : [{ id: 'near', start: stretch(clinic.otherSession * 6 - 72, 1).start, state: 'booked' as const }];
    const { minimumIntervalDays, continuousTechnique, physicians, weekdays: wished } = clinic;
    const authorisations =
      clinic.authorisedFrom === null
        ? []
        : [
            authorisation({
              side: clinic.bays === 1 ? 'right' : 'left',
              unitsLeft: clinic.bays === 2 ? 0 : 1,
              validFrom: addCivilDays(clinic.firstDay, clinic.authorisedFrom),
              validTo: addCivilDays(clinic.firstDay, clinic.authorisedFrom + 1),
            }),
          ];
    const counted = clinic.holds.map(({ who, from: start }, index) => ({
      id: `counted ${index}`,
      start: stretch(start, 1).start,
      physicianId: who % 2 === 0 ? halloran.id : adeyemi.id,
      sedated: who % 3 === 0,
    }));
    return search({
      now: from + clinic.nowAfter * 10 * minuteMs - 24 * 60 * minuteMs,
      from,
      until,
      gridMinutes: clinic.grid,
      rooms: [fluoro1, { ...fluoro2, skills }],
      physicians: physicians.map((each) => (each.id === halloran.id ? { ...each, skills } : each)),
      weekdays: wished,
      halfOfDay: clinic.halfOfDay,
      ranking: clinic.ranking,
      limits: {
        physicianSessions: clinic.physicianSessions,
        sedations: clinic.sedations,
        sessions: counted,
      },
      durationMinutes: clinic.duration,
      profile: asking(profileFor(clinic.sedation), clinic.skillOf),
      pool: pool.filter((each) => each.kind !== 'recovery-bay' || Number(each.name.at(-1)) <= clinic.bays),
      holds,
      series: series({ minimumIntervalDays, continuousTechnique, sessions, authorisations }),
      calendar: calendar({
        openingHours: weekdays.map((weekday) => ({ weekday, from: clinic.opens, to: clinic.closes })),
        closures,
        blockTimes: owned,
      }),
    });
  });

/** What the second room and Dr Halloran can do, and the others cannot. */
const skills = ['fluoroscopy'];

function asking(profile: ResourceProfile, kind: string | null): ResourceProfile {
  const skilled = (need: ResourceNeed): ResourceNeed =>
    need.resourceKind === kind ? { ...need, skill: 'fluoroscopy' } : need;
  return {
    ...profile,
    stages: profile.stages.map((stage) => ({ ...stage, needs: stage.needs.map(skilled) })),
  };
}
