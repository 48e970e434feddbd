import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overlaps } from '../time/interval.js';
import { wallTimeAt } from '../time/zone.js';
import {
  adeyemi,
  at,
  clinicZone,
  fluoro1,
  fluoro2,
  halloran,
  pool,
  seriesSession,
} from './booking.builder.js';
import { proposeMoves, type DisplacementProposal } from './displacement-plan.js';
import {
  clinicWith,
  displacedDay,
  openCalendar,
  ownedCalendar,
  type BookedVisit,
  type DisplacedClinic,
  type Failure,
} from './displacement.builder.js';
import type { Resource } from './resource.js';

const [armA, armB] = pool;
const wholeDay = (resource: Resource | null | undefined): Failure => ({
  resource: resource ?? null,
  from: `${displacedDay}T00:00`,
  until: '2026-06-09T00:00',
});
const lastDay = '2026-07-03';

function told({ visits }: DisplacedClinic): string[] {
  return proposeMoves(visits, lastDay).map(({ time }) =>
    time === null ? 'none' : `${wallTimeAt(time.start, clinicZone)} ${time.room.name} ${time.physician.name}`,
  );
}

const morning = (id: string, changes: Partial<BookedVisit> = {}): BookedVisit => ({
  id,
  start: `${displacedDay}T09:00`,
  ...changes,
});

describe('DISP-04: proposals', () => {
  it('keeps time, room and physician where only one of two C-arms fails', () => {
    const clinic = clinicWith([morning('a')], wholeDay(armA));
    expect(told(clinic)).toEqual(['2026-06-08T09:00 Fluoro 1 Dr Halloran']);
    const [proposal] = proposeMoves(clinicWith([morning('a')], wholeDay(armA)).visits, lastDay);
    expect(proposal?.time?.planned.holds.map(({ resourceId }) => resourceId)).toContain(armB?.id);
    expect(proposal).toMatchObject({ sameStart: true, daysMoved: 0 });
  });

  it('keeps the time in the other room where a room fails', () => {
    expect(told(clinicWith([morning('a')], wholeDay(fluoro1)))).toEqual([
      '2026-06-08T09:00 Fluoro 2 Dr Halloran',
    ]);
  });

  it('leaves the other C-arm to whom it serves already, and takes the nearest time with it', () => {
    const two = [morning('served', { room: fluoro2, physician: adeyemi }), morning('a')];
    expect(told(clinicWith(two, wholeDay(armB)))).toEqual(['2026-06-08T08:30 Fluoro 1 Dr Halloran']);
  });

  it('asks for the next day with the same physician rather than for the same time with another', () => {
    expect(told(clinicWith([morning('a')], wholeDay(halloran)))).toEqual([
      '2026-06-09T09:00 Fluoro 1 Dr Halloran',
    ]);
  });

  it('lets another physician do it when the own one is away for a week', () => {
    const failure = { ...wholeDay(halloran), until: '2026-06-15T00:00' };
    expect(told(clinicWith([morning('a')], failure))).toEqual(['2026-06-08T09:00 Fluoro 1 Dr Adeyemi']);
  });

  it('keeps to block time: the physician away on her Monday comes back to her own Thursday', () => {
    const owned = { ...ownedCalendar, blockTimes: [...ownedCalendar.blockTimes] };
    const clinic = clinicWith([morning('a')], wholeDay(halloran), owned);
    const rooms = clinic.visits.map((each) => ({ ...each, rooms: [fluoro1] }));
    expect(told({ ...clinic, visits: rooms })).toEqual(['2026-06-11T09:00 Fluoro 1 Dr Halloran']);
  });

  it('goes to the next day when the whole clinic is closed', () => {
    expect(told(clinicWith([morning('a')], wholeDay(null)))).toEqual([
      '2026-06-09T09:00 Fluoro 1 Dr Halloran',
    ]);
  });

  it('goes to the day before when the next day would break the maximum interval', () => {
    const sessions = [seriesSession('2026-05-22T09:00', 'discharged')];
    const booked = morning('a', { start: '2026-06-10T09:00', series: { sessions, maximumIntervalDays: 19 } });
    const failure = { resource: halloran, from: '2026-06-10T00:00', until: '2026-06-13T00:00' };
    expect(told(clinicWith([booked], failure))).toEqual(['2026-06-09T09:00 Fluoro 1 Dr Halloran']);
  });

  it('never brings forward a day for which a prescriber has decided', () => {
    const sessions = [seriesSession('2026-05-22T09:00', 'discharged')];
    const booked = morning('a', {
      start: '2026-06-10T09:00',
      series: { sessions, maximumIntervalDays: 19 },
      anticoagulantDecided: true,
    });
    const failure = { resource: halloran, from: '2026-06-10T00:00', until: '2026-06-13T00:00' };
    const [line] = told(clinicWith([booked], failure));
    expect(line?.slice(0, 10)).toBe('2026-06-10');
    expect(line).toContain('Dr Adeyemi');
  });

  it('asks nobody who fasts already to come earlier', () => {
    const now = at('2026-06-08T08:00');
    const start = '2026-06-08T13:00';
    const sessions = [{ id: 'a', start: at(start), state: 'booked', sedated: true }] as const;
    const booked = [morning('a', { start, sedation: 'moderate', series: { sessions } })];
    const failure = { resource: fluoro1, from: '2026-06-08T13:00', until: '2026-06-08T14:00' };
    const clinic = clinicWith(booked, failure, openCalendar, now);
    const oneRoom = clinic.visits.map((each) => ({ ...each, rooms: [fluoro1] }));
    expect(told({ ...clinic, visits: oneRoom })).toEqual(['2026-06-08T14:00 Fluoro 1 Dr Halloran']);
  });

  it('calls nobody in at once: today only later will do', () => {
    const now = at('2026-06-08T08:00');
    const failure = { resource: fluoro1, from: '2026-06-08T13:00', until: '2026-06-08T14:00' };
    const clinic = clinicWith([morning('a', { start: '2026-06-08T13:00' })], failure, openCalendar, now);
    const oneRoom = clinic.visits.map((each) => ({ ...each, rooms: [fluoro1] }));
    expect(told({ ...clinic, visits: oneRoom })).toEqual(['2026-06-08T14:00 Fluoro 1 Dr Halloran']);
  });

  it('says on how many days what stands in the way when there is no time at all', () => {
    const failure = { resource: fluoro1, from: '2026-06-05T00:00', until: '2026-08-01T00:00' };
    const clinic = clinicWith([morning('a')], failure);
    const oneRoom = clinic.visits.map((each) => ({ ...each, rooms: [fluoro1] }));
    const [proposal] = proposeMoves(oneRoom, '2026-06-14');
    expect(proposal?.time).toBeNull();
    expect(proposal?.obstacles.map(({ refusal, days }) => [refusal.code, days])).toEqual([
      ['scheduling.resource-busy', 9],
      ['scheduling.outside-opening-hours', 4],
    ]);
  });

  it('keeps the minimum interval between two sessions of one series that are both displaced', () => {
    const shared = { id: 'shared', minimumIntervalDays: 3, maximumIntervalDays: 30 };
    const ofA = [{ id: 'b', start: at('2026-06-11T09:00'), state: 'booked' as const }];
    const ofB = [{ id: 'a', start: at('2026-06-08T09:00'), state: 'booked' as const }];
    const failure = { ...wholeDay(halloran), until: '2026-06-13T00:00' };
    const clinic = clinicWith(
      [
        morning('a', { series: { ...shared, sessions: ofA } }),
        morning('b', { start: '2026-06-11T09:00', series: { ...shared, sessions: ofB } }),
      ],
      failure,
    );
    const onlyHers = clinic.visits.map((each) => ({ ...each, physicians: [halloran] }));
    const dates = proposeMoves(onlyHers, lastDay).map(({ time }) => time?.start ?? 0);
    const days = Math.abs((dates[0] ?? 0) - (dates[1] ?? 0)) / 86_400_000;
    expect(days).toBeGreaterThanOrEqual(3);
  });
});

const resources = [fluoro1, fluoro2, halloran, adeyemi, ...pool];
const anyDay = fc.record({
  visits: fc.array(
    fc.record({
      slot: fc.nat(15),
      room: fc.constantFrom(fluoro1, fluoro2),
      physician: fc.constantFrom(halloran, adeyemi),
      sedation: fc.constantFrom('none', 'moderate'),
      anticoagulantDecided: fc.boolean(),
    }),
    { minLength: 1, maxLength: 14 },
  ),
  failed: fc.option(fc.constantFrom(...resources)),
  days: fc.integer({ min: 1, max: 5 }),
});

function clinicOf({
  visits,
  failed,
  days,
}: typeof anyDay extends fc.Arbitrary<infer T> ? T : never): DisplacedClinic {
  const clock = (slot: number) =>
    `${String(8 + Math.floor(slot / 2)).padStart(2, '0')}:${slot % 2 === 0 ? '00' : '30'}`;
  return clinicWith(
    visits.map(({ slot, ...each }, index) => ({
      id: `s${index}`,
      start: `${displacedDay}T${clock(slot)}`,
      ...each,
    })),
    {
      resource: failed,
      from: `${displacedDay}T00:00`,
      until: `2026-06-${String(8 + days).padStart(2, '0')}T00:00`,
    },
  );
}

function heldBy(proposals: readonly DisplacementProposal[]) {
  return proposals.flatMap(({ sessionId, time }) =>
    (time?.planned.holds ?? []).map(({ resourceId, interval }) => ({ sessionId, resourceId, interval })),
  );
}

describe('proposals for a random day', () => {
  it('collide neither with each other, nor with what others hold, nor with what failed', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const clinic = clinicOf(day);
        const held = heldBy(proposeMoves(clinic.visits, lastDay));
        const standing = [...clinic.holds, ...(clinic.failed === null ? [] : [clinic.failed])];
        held.forEach((one, index) => {
          const others = [
            ...held.slice(0, index).filter((each) => each.sessionId !== one.sessionId),
            ...standing.filter((each) => each.sessionId !== one.sessionId),
          ];
          const clash = others.find(
            (each) => each.resourceId === one.resourceId && overlaps(each.interval, one.interval),
          );
          expect(clash).toBeUndefined();
        });
      }),
      { numRuns: 60 },
    );
  });

  it('are the same for the same facts', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const once = proposeMoves(clinicOf(day).visits, lastDay);
        expect(proposeMoves(clinicOf(day).visits, lastDay)).toEqual(once);
      }),
      { numRuns: 20 },
    );
  });

  it('find a time for everybody where the clinic has four weeks, whatever fails for some days', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const proposals = proposeMoves(clinicOf(day).visits, lastDay);
        expect(proposals.filter(({ time }) => time === null)).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });
});
