import { describe, expect, it } from 'vitest';
import { checkBooking } from './booking-rules.js';
import { at, booking, fluoro1, halloran, hold, patient } from './booking.builder.js';
import { checkStillHeld, heldTimeStates, offerMinutes, phoneHoldMinutes } from './held-time.js';
import type { Hold, Resource } from './resource.js';
import { checkWaiting, checkWishes, waitlistStates } from './waitlist.js';

const day = '2026-06-08';
const until = at('2026-06-01T09:10');

function heldBy(resource: Resource, from: string, to: string): Hold {
  return {
    ...hold(resource, from, to, null),
    cause: 'phone',
    held: { heldTimeId: 'held', by: 'Robin Park', until },
  };
}

function refusalsWith(...holds: Hold[]) {
  const decision = checkBooking(booking({ holds }));
  return decision.accepted ? [] : decision.refusals;
}

describe('HELD-01: a resource that is held for some minutes', () => {
  it('is refused with who holds it, until when, and that one may wait', () => {
    expect(refusalsWith(heldBy(fluoro1, `${day}T09:00`, `${day}T09:40`))).toEqual([
      {
        code: 'scheduling.resource-held',
        facts: {
          resourceId: fluoro1.id,
          resourceKind: 'room',
          resourceName: 'Fluoro 1',
          stage: 'procedure',
          heldBy: 'Robin Park',
          heldUntil: until,
        },
        overridable: false,
        remedy: { code: 'wait-until', facts: { at: until } },
      },
    ]);
  });

  it.each([
    ['the physician', halloran],
    ['the patient', patient],
  ])('is told of %s too', (_, resource) => {
    expect(refusalsWith(heldBy(resource, `${day}T09:10`, `${day}T09:40`)).map(({ code }) => code)).toEqual([
      'scheduling.resource-held',
    ]);
  });

  it('is refused as taken where a session stands in the way as well: waiting would not help', () => {
    const codes = refusalsWith(
      heldBy(fluoro1, `${day}T09:00`, `${day}T09:20`),
      hold(fluoro1, `${day}T09:20`, `${day}T10:00`),
    ).map(({ code }) => code);
    expect(codes).toEqual(['scheduling.resource-busy']);
  });
});

it('HELD-02: a time is held for ten minutes on the phone, and an offer waits a quarter of an hour', () => {
  expect([phoneHoldMinutes, offerMinutes.usual]).toEqual([10, 15]);
  expect(offerMinutes.least).toBeLessThanOrEqual(offerMinutes.usual);
  expect(offerMinutes.most).toBeGreaterThanOrEqual(offerMinutes.usual);
});

describe('HELD-03: a held time ends once', () => {
  it.each(heldTimeStates.map((state) => [state, state === 'held'] as const))(
    'one that is %s can be ended: %s',
    (state, can) => {
      expect(checkStillHeld({ state, expiresAt: until }, until - 1).accepted).toBe(can);
    },
  );

  it('one whose time is over is expired, whether or not anybody has written it down', () => {
    const decision = checkStillHeld({ state: 'held', expiresAt: until }, until);
    expect(decision.accepted ? [] : decision.refusals).toEqual([
      expect.objectContaining({
        code: 'scheduling.held-time-over',
        facts: { state: 'expired', expiresAt: until },
      }),
    ]);
  });
});

describe('WAIT-01 and WAIT-02: entries of the waitlist', () => {
  it.each([
    ['2026-06-01', null, true],
    ['2026-06-01', '2026-06-01', true],
    ['2026-06-02', '2026-06-01', false],
  ])('wished from %s until %s can be met: %s', (from, last, can) => {
    expect(checkWishes({ from, until: last }).accepted).toBe(can);
  });

  it('only who waits, or is being asked, is on the list', () => {
    expect(waitlistStates.filter((state) => checkWaiting(state).accepted)).toEqual(['waiting', 'offered']);
  });
});
