import { describe, expect, it } from 'vitest';
import { minuteMs } from '../time/zone.js';
import {
  adeyemi,
  at,
  blockTime,
  booking,
  calendar,
  fluoro1,
  fluoro2,
  halloran,
  plannedBy,
  pool,
  profileFor,
  resource,
} from './booking.builder.js';
import { stageInterval, visitInterval } from './resource-profile.js';
import type { Hold } from './resource.js';

const day = '2026-06-08';

describe('BOOK-03: the profile of a lumbar sympathetic block', () => {
  it.each([
    ['none', 30, false],
    ['minimal', 45, false],
    ['moderate', 60, true],
    ['deep', 60, true],
  ] as const)('with sedation %s recovers for %i minutes, sedation nurse: %s', (sedation, minutes, nurse) => {
    const { stages } = profileFor(sedation);
    const recover = stages
      .filter((stage) => stage.kind === 'recover')
      .map((stage) => stageInterval(stage, 0, 30));
    expect(recover).toEqual([{ start: 30 * minuteMs, end: (30 + minutes) * minuteMs }]);
    expect(stages.some((stage) => stage.needs.some((need) => need.resourceKind === 'sedation-nurse'))).toBe(
      nurse,
    );
  });

  it('BOOK-01: holds the patient without a gap for the whole visit', () => {
    for (const sedation of ['none', 'minimal', 'moderate', 'deep'] as const) {
      const facts = booking({ profile: profileFor(sedation) });
      const { value } = plannedBy(facts);
      const ofPatient = value.holds
        .filter((each) => each.resourceKind === 'patient')
        .map((each) => each.interval);
      expect(ofPatient.slice(1).map((each) => each.start)).toEqual(
        ofPatient.slice(0, -1).map((each) => each.end),
      );
      const visit = visitInterval(facts.profile, facts.start, facts.durationMinutes);
      expect([ofPatient[0]?.start, ofPatient.at(-1)?.end]).toEqual([visit.start, visit.end]);
    }
  });

  it('fits two rooms, six bays, two C-arms and three nurses with every patient sedated each 40 minutes', () => {
    const clinic = [
      ...pool,
      resource('sedation-nurse', 'RN Silva'),
      ...[4, 5, 6].map((number) => resource('recovery-bay', `Bay ${number}`)),
    ];
    const rooms = [
      { room: fluoro1, physician: halloran },
      { room: fluoro2, physician: adeyemi },
    ];
    const blockTimes = rooms.map(({ room, physician }) =>
      blockTime({ id: room.id, roomId: room.id, physicianId: physician.id }),
    );
    const holds: Hold[] = [];
    for (let round = 0; round < 6; round += 1) {
      for (const { room, physician } of rooms) {
        const start = at(`${day}T08:00`) + round * 40 * minuteMs;
        const person = resource('patient', `Patient ${room.id} ${round}`);
        const facts = {
          start,
          room,
          physician,
          patient: person,
          pool: clinic,
          holds,
          calendar: calendar({ blockTimes }),
        };
        const { value } = plannedBy(booking({ ...facts, profile: profileFor('deep') }));
        holds.push(
          ...value.holds.map((each) => ({ ...each, cause: 'session' as const, sessionId: person.id })),
        );
      }
    }
    expect(new Set(holds.map((each) => each.sessionId)).size).toBe(12);
  });
});
