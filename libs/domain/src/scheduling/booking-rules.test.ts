import { describe, expect, it } from 'vitest';
import { minuteMs } from '../time/zone.js';
import {
  adeyemi,
  blockTime,
  booking,
  calendar,
  codesOf,
  fluoro1,
  fluoro2,
  hold,
  patient,
  plannedBy,
  profileFor,
  resource,
  series,
  seriesSession,
} from './booking.builder.js';

const day = '2026-06-08';

describe('a booking that is accepted', () => {
  it('BOOK-02: holds each resource of the profile for its stage', () => {
    const { value } = plannedBy(booking({ profile: profileFor('moderate') }));
    const told = value.holds.map((each) => [
      each.stage,
      each.resourceId,
      each.interval.start - value.start,
      each.interval.end - value.start,
    ]);
    expect(
      told.map(([stage, id, from, to]) => [stage, id, Number(from) / minuteMs, Number(to) / minuteMs]),
    ).toEqual([
      ['prepare', 'patient-a', -30, 0],
      ['prepare', 'bay-1', -30, 0],
      ['procedure', 'patient-a', 0, 30],
      ['procedure', 'dr-halloran', 0, 30],
      ['procedure', 'fluoro-1', 0, 30],
      ['procedure', 'c-arm-a', 0, 30],
      ['procedure', 'rn-okoye', 0, 30],
      ['turnover', 'fluoro-1', 30, 40],
      ['recover', 'patient-a', 30, 90],
      ['recover', 'bay-1', 30, 90],
    ]);
    expect(value.state).toBe('booked');
  });

  it('BOOK-04: takes the next member of a pool when the first is taken, for that stage alone', () => {
    const bay1 = resource('recovery-bay', 'Bay 1');
    const { value } = plannedBy(booking({ holds: [hold(bay1, `${day}T08:00`, `${day}T08:40`)] }));
    const bays = value.holds.filter((each) => each.resourceKind === 'recovery-bay');
    expect(bays.map((each) => [each.stage, each.resourceId])).toEqual([
      ['prepare', 'bay-2'],
      ['recover', 'bay-1'],
    ]);
  });

  it('BOOK-17: a session being moved is not in its own way, neither by its holds nor by its interval', () => {
    const own = { ...seriesSession(`${day}T09:20`), id: 'own' };
    const holds = [
      hold(fluoro1, `${day}T09:20`, `${day}T10:00`, 'own'),
      hold(patient, `${day}T08:50`, `${day}T10:20`, 'own'),
    ];
    const facts = { holds, series: series({ sessions: [own] }) };
    expect(codesOf(booking(facts))).toContain('scheduling.resource-busy');
    expect(plannedBy(booking({ ...facts, sessionId: 'own' })).value.state).toBe('booked');
  });

  it("CAL-02: released block time is anybody's, by hand or when its lead time has come", () => {
    const given = (changes: Parameters<typeof blockTime>[0]) =>
      codesOf(booking({ physician: adeyemi, calendar: calendar({ blockTimes: [blockTime(changes)] }) }));
    expect(given({ releasedOn: [day] })).toEqual([]);
    expect(given({ releaseLeadDays: 7 })).toEqual([]);
    expect(given({ releaseLeadDays: 6 })).toEqual(['scheduling.block-time-of-another']);
  });

  it('BOOK-11: two block times that touch count as one, and a room that nobody owns is free to all', () => {
    const blockTimes = [blockTime({ to: '09:15' }), blockTime({ id: 'second', from: '09:15' })];
    expect(codesOf(booking({ calendar: calendar({ blockTimes }) }))).toEqual([]);
    expect(codesOf(booking({ room: fluoro2 }))).toEqual([]);
  });

  it('BOOK-17: what an override set aside comes back with its reason, for the audit trail', () => {
    const overrides = [{ code: 'scheduling.block-time-of-another' as const, reason: 'Dr Halloran agreed' }];
    const { value } = plannedBy(booking({ physician: adeyemi, overrides }));
    expect(value.overridden).toMatchObject([
      { reason: 'Dr Halloran agreed', refusal: { code: 'scheduling.block-time-of-another' } },
    ]);
  });
});
