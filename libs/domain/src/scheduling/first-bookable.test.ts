import { describe, expect, it } from 'vitest';
import { checkProfile } from './profile-rules.js';
import { at, calendar, fluoro1, halloran, pool, profileFor } from './booking.builder.js';
import { firstBookable, type FirstBookableFacts } from './first-bookable.js';
import { withoutLimits } from './limit-rules.js';
import { catalogueProfiles, procedureCatalogue } from './procedure-catalogue.js';

/** From a Saturday on, for two weeks. */
const facts = (changes: Partial<FirstBookableFacts> = {}): FirstBookableFacts => ({
  now: at('2026-06-06T10:00'),
  calendar: calendar({ blockTimes: [] }),
  profile: profileFor('none'),
  durationMinutes: 30,
  pool,
  holds: [],
  limits: { ...withoutLimits, sessions: [] },
  rooms: [fluoro1],
  physicians: [halloran],
  from: at('2026-06-07T00:00'),
  until: at('2026-06-20T00:00'),
  ...changes,
});

describe('SETUP-05: the first time at which a new clinic can be booked', () => {
  it('is the first opening that leaves half an hour to prepare', () => {
    expect(firstBookable(facts()).slot).toMatchObject({ start: at('2026-06-08T07:30'), room: fluoro1 });
  });

  it('waits until what is needed is free', () => {
    const closed = { start: at('2026-06-08T00:00'), end: at('2026-06-09T00:00') };
    const holds = pool
      .filter(({ kind }) => kind === 'c-arm')
      .map(({ id }) => ({ resourceId: id, interval: closed, cause: 'closure' as const, sessionId: null }));
    expect(firstBookable(facts({ holds })).slot?.start).toBe(at('2026-06-09T07:30'));
  });

  it('is none where something is missing, and says what', () => {
    const { slot, excluded } = firstBookable(facts({ pool: pool.filter(({ kind }) => kind !== 'c-arm') }));
    expect(slot).toBeNull();
    expect(excluded[0]).toMatchObject({ resourceKind: 'c-arm' });
  });

  it('is none in a clinic that never opens', () => {
    expect(firstBookable(facts({ calendar: calendar({ openingHours: [] }) })).slot).toBeNull();
  });
});

describe('SETUP-03: the procedures that a clinic may begin with', () => {
  it('are the lumbar sympathetic block and its siblings, each known by one code', () => {
    const codes = procedureCatalogue.map(({ code }) => code);
    expect(codes[0]).toBe('LSB');
    expect(new Set(codes).size).toBe(codes.length);
  });

  it.each(procedureCatalogue)('$code: every sedation level stands by the rules of profiles', (procedure) => {
    for (const profile of catalogueProfiles(procedure))
      expect(checkProfile({ profile, usesXRay: procedure.usesXRay, clinics: [] })).toMatchObject({
        accepted: true,
        advisories: [],
      });
  });
});
