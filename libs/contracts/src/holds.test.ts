import { describe, expect, it } from 'vitest';
import { sessionsOf } from './holds.js';
import type { DaySessionRow } from './scheduling.js';

const session: DaySessionRow = {
  id: 'session',
  version: 3,
  state: 'booked',
  start: Date.UTC(2026, 10, 1, 9),
  end: Date.UTC(2026, 10, 1, 9, 30),
  patientId: 'patient',
  patientName: 'Kaya, Aylin',
  birthDate: '1961-05-04',
  seriesId: 'series',
  procedureCode: 'LSB',
  side: 'left',
  sedation: 'none',
  roomId: 'room',
  physicianId: 'physician',
  ordinal: 2,
  plannedCount: 6,
  flags: [],
  holds: [
    [null, 'prepare', -30, 0],
    [0, 'procedure', 0, 30],
    [1, 'recover', 30, 62.5],
  ],
};
const heldResources = [
  { resourceId: 'room', kind: 'room' },
  { resourceId: 'bay', kind: 'recovery-bay' },
] as const;

describe("The short rows of a day's holds", () => {
  it('are written out: whose, from when until when, the patient as the session has them', () => {
    const [whole] = sessionsOf({ heldResources, sessions: [session] });
    expect(whole).toEqual({
      ...session,
      holds: [
        {
          resourceId: 'patient',
          kind: 'patient',
          stage: 'prepare',
          start: Date.UTC(2026, 10, 1, 8, 30),
          end: session.start,
        },
        { resourceId: 'room', kind: 'room', stage: 'procedure', start: session.start, end: session.end },
        {
          resourceId: 'bay',
          kind: 'recovery-bay',
          stage: 'recover',
          start: session.end,
          end: session.end + 32.5 * 60_000,
        },
      ],
    });
  });

  it('of a resource that the day does not name are an error, never nobody', () => {
    expect(() => sessionsOf({ heldResources: heldResources.slice(0, 1), sessions: [session] })).toThrow(
      'no resource 1',
    );
  });
});
