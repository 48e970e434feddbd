import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Weekday } from '../time/zone.js';
import { civilDay, instantOf } from '../time/zone.js';
import type { OpeningHours } from './clinic-calendar.js';
import {
  checkClosure,
  checkOpeningHours,
  checkZone,
  holidaysOf,
  visitsLeftOutside,
} from './clinic-settings.js';

const zone = 'America/New_York';
const open = (weekday: Weekday, from: string, to: string): OpeningHours => ({ weekday, from, to });
const at = (wall: string): number => {
  const instant = instantOf(wall, zone, 'first');
  if (!instant.accepted) throw new Error(wall);
  return instant.value;
};

describe('SET-01: opening hours', () => {
  it.each<[string, OpeningHours[], string[]]>([
    ['of one stretch a day are taken', [open(1, '07:00', '17:30'), open(2, '07:00', '17:30')], []],
    ['of none at all are taken: the clinic is shut', [], []],
    ['may begin where others end', [open(1, '07:00', '12:00'), open(1, '12:00', '17:00')], []],
    ['may be the same on two weekdays', [open(1, '07:00', '12:00'), open(2, '07:00', '12:00')], []],
    ['do not end before they begin', [open(1, '17:00', '07:00')], ['settings.hours-backwards hours/0/to']],
    ['do not end where they begin', [open(1, '07:00', '07:00')], ['settings.hours-backwards hours/0/to']],
    [
      'of one weekday share no minute',
      [open(3, '07:00', '12:01'), open(1, '08:00', '09:00'), open(3, '12:00', '17:00')],
      ['settings.hours-overlap hours/2/from'],
    ],
    [
      'are told all their faults at once',
      [open(1, '07:00', '12:00'), open(1, '11:00', '13:00'), open(2, '10:00', '09:00')],
      ['settings.hours-overlap hours/1/from', 'settings.hours-backwards hours/2/to'],
    ],
  ])('%s', (_story, hours, faults) => {
    const decision = checkOpeningHours(hours);
    expect(
      decision.accepted ? [] : decision.refusals.map(({ code, facts }) => `${code} ${facts['entry']}`),
    ).toEqual(faults);
  });

  it('are accepted in the order of the week, none lost', () => {
    const clock = fc.integer({ min: 0, max: 23 }).map((hour) => `${String(hour).padStart(2, '0')}:00`);
    const any = fc.record({
      weekday: fc.integer({ min: 1, max: 7 }) as fc.Arbitrary<Weekday>,
      from: clock,
      to: clock,
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 8 }), (hours) => {
        const decision = checkOpeningHours(hours);
        if (!decision.accepted) return;
        const keys = decision.value.map(({ weekday, from }) => `${weekday} ${from}`);
        expect(keys).toEqual(keys.toSorted());
        expect(keys).toHaveLength(hours.length);
      }),
    );
  });
});

describe('SET-02: the zone of a clinic', () => {
  it.each([
    ['is one that exists', 'Mars/Olympus', { standing: null, sessions: 0 }, 'time.zone-unknown'],
    ['of a new clinic is any', 'Europe/Berlin', { standing: null, sessions: 0 }, null],
    ['may be corrected before the first session', 'Europe/Berlin', { standing: zone, sessions: 0 }, null],
    [
      'is settled with the first session',
      'Europe/Berlin',
      { standing: zone, sessions: 1 },
      'settings.zone-settled',
    ],
    ['may be said again', zone, { standing: zone, sessions: 9 }, null],
  ])('%s', (_story, wanted, facts, code) => {
    const decision = checkZone(wanted, facts);
    expect(decision.accepted ? null : decision.refusals[0]?.code).toBe(code);
  });
});

describe('SET-03: visits that new hours leave outside', () => {
  const before = [open(1, '07:00', '17:30')];
  const visit = (from: string, to: string) => ({
    sessionId: from,
    start: at(`2026-11-30T${from}`),
    visit: { start: at(`2026-11-30T${from}`), end: at(`2026-11-30T${to}`) },
  });
  const left = (after: OpeningHours[]) =>
    visitsLeftOutside([visit('08:00', '09:30'), visit('15:30', '17:00'), visit('16:30', '18:00')], zone, {
      before,
      after,
    }).map(({ sessionId }) => sessionId);

  it('are those whose recovery would end after closing; who stood outside before is not told', () => {
    expect(left([open(1, '07:00', '16:30')])).toEqual(['15:30']);
    expect(left([open(1, '07:00', '17:00')])).toEqual([]);
  });

  it('are all of a day that is no longer open', () => {
    expect(left([open(2, '07:00', '17:30')])).toEqual(['08:00', '15:30']);
  });

  it('include one that a pause cuts in two, and none where two stretches meet', () => {
    expect(left([open(1, '07:00', '09:00'), open(1, '09:15', '17:30')])).toEqual(['08:00']);
    expect(left([open(1, '07:00', '09:00'), open(1, '09:00', '17:30')])).toEqual([]);
  });
});

describe('SET-04: a closure', () => {
  const day = civilDay('2026-12-25', zone);
  it.each([
    ['stands where nobody is booked and nothing is closed', 0, [], []],
    ['is not put over a session', 2, [], ['settings.closure-over-sessions']],
    ['is not put over the same closure', 0, [day], ['settings.closure-stands-already']],
    ['may reach beyond one that stands', 0, [{ start: day.start, end: day.end - 1 }], []],
    [
      'is told both at once',
      1,
      [{ start: day.start - 1, end: day.end + 1 }],
      ['settings.closure-stands-already', 'settings.closure-over-sessions'],
    ],
  ])('%s', (_story, sessions, standing, codes) => {
    const decision = checkClosure({ ...day, sessions, standing });
    expect(decision.accepted ? [] : decision.refusals.map(({ code }) => code)).toEqual(codes);
  });
});

describe('SET-05: a calendar of holidays', () => {
  const day = (from: string, name: string, to = from) => ({ from, to, name });
  const read = (...days: ReturnType<typeof day>[]) =>
    holidaysOf(days, {
      today: '2026-11-23',
      zone,
      closures: [civilDay('2026-12-25', zone)],
    }).map(({ name, state }) => `${name} ${state}`);

  it('closes the days ahead, by date; those that are over and those far away are not told', () => {
    expect(
      read(
        day('2027-01-01', 'New Year'),
        day('2026-11-22', 'Yesterday'),
        day('2026-11-23', 'Today'),
        day('2028-11-24', 'Two years and a day'),
        day('2028-11-23', 'Two years'),
        day('2026-11-20', 'Long weekend', '2026-11-24'),
      ),
    ).toEqual(['Long weekend new', 'Today repeated', 'New Year new', 'Two years new']);
  });

  it('tells what is closed already, and what it says twice, and closes neither again', () => {
    expect(
      read(
        day('2026-12-25', 'Christmas'),
        day('2026-11-26', 'Thanksgiving'),
        day('2026-11-26', 'Thanksgiving Day'),
        day('2026-12-25', 'Christmas and after', '2026-12-26'),
      ),
    ).toEqual([
      'Thanksgiving new',
      'Thanksgiving Day repeated',
      'Christmas and after new',
      'Christmas there',
    ]);
  });
});
