import { usualBasis } from '../readiness/fasting.js';
import { instantOf } from '../time/zone.js';
import type { Accepted, Refusal } from '../decision.js';
import type { RefusalCode } from '../refusal-codes.js';
import type { BookingFacts, PlannedSession, SeriesOfBooking, SeriesSession } from './booking-facts.js';
import type { SeriesAuthorisation } from '../ledgers/authorisation-units.js';
import { checkBooking } from './booking-rules.js';
import type { BlockTime, ClinicCalendar } from './clinic-calendar.js';
import { defaultProfiles } from './default-profiles.js';
import { withoutLimits } from './limit-rules.js';
import type { ResourceProfile } from './resource-profile.js';
import type { Hold, Resource, ResourceKind } from './resource.js';
import type { SedationLevel } from '../sedation/sedation-level.js';

/** Stories are told about one clinic in New York, in June 2026; Monday is the first. */
export const clinicZone = 'America/New_York';

export function at(wallTime: string): number {
  const decision = instantOf(wallTime, clinicZone);
  if (!decision.accepted) throw new Error(`a story at an impossible time: ${wallTime}`);
  return decision.value;
}

export function resource(kind: ResourceKind, name: string): Resource {
  return { id: name.toLowerCase().replaceAll(' ', '-'), kind, name };
}

export const patient = resource('patient', 'Patient A');
export const halloran = resource('physician', 'Dr Halloran');
export const adeyemi = resource('physician', 'Dr Adeyemi');
export const fluoro1 = resource('room', 'Fluoro 1');
export const fluoro2 = resource('room', 'Fluoro 2');
export const pool: readonly Resource[] = [
  resource('c-arm', 'C-arm A'),
  resource('c-arm', 'C-arm B'),
  resource('sedation-nurse', 'RN Okoye'),
  resource('sedation-nurse', 'RN Brandt'),
  resource('recovery-bay', 'Bay 1'),
  resource('recovery-bay', 'Bay 2'),
  resource('recovery-bay', 'Bay 3'),
];

export function profileFor(sedation: SedationLevel): ResourceProfile {
  const found = defaultProfiles.find((profile) => profile.sedation === sedation);
  if (found === undefined) throw new Error(`no profile for ${sedation}`);
  return found;
}

export function blockTime(changes: Partial<BlockTime> = {}): BlockTime {
  return {
    id: 'halloran-monday',
    physicianId: halloran.id,
    physicianName: halloran.name,
    roomId: fluoro1.id,
    weekday: 1,
    from: '08:00',
    to: '12:00',
    repeat: { kind: 'weekly' },
    procedureTypes: ['LSB'],
    mostSessions: null,
    releaseLeadDays: null,
    exceptions: [],
    releasedOn: [],
    keptOn: [],
    validFrom: '2026-01-01',
    validTo: null,
    ...changes,
  };
}

export function calendar(changes: Partial<ClinicCalendar> = {}): ClinicCalendar {
  const weekdays = [1, 2, 3, 4, 5] as const;
  return {
    zone: clinicZone,
    openingHours: weekdays.map((weekday) => ({ weekday, from: '07:00', to: '17:30' })),
    closures: [],
    blockTimes: [blockTime()],
    ...changes,
  };
}

export function series(changes: Partial<SeriesOfBooking> = {}): SeriesOfBooking {
  return {
    id: 'series-1',
    state: 'active',
    plannedCount: 4,
    minimumIntervalDays: 7,
    maximumIntervalDays: 56,
    continuousTechnique: false,
    fasting: usualBasis,
    gating: true,
    patientDied: false,
    authorisations: [],
    treatment: { side: 'left', billingCodes: [] },
    sessions: [],
    ...changes,
  };
}

/** Ten units for the left side in 2026, none taken. */
export function authorisation(changes: Partial<SeriesAuthorisation> = {}): SeriesAuthorisation {
  return {
    id: 'authorisation-1',
    payer: 'Fern Health',
    side: 'left',
    codes: [],
    units: 10,
    unitsLeft: 10,
    sessionIds: [],
    validFrom: '2026-01-01',
    validTo: '2026-12-31',
    ...changes,
  };
}

export function seriesSession(wallTime: string, state: SeriesSession['state'] = 'booked'): SeriesSession {
  return { id: `session of ${wallTime}`, start: at(wallTime), state };
}

/** A hold of another session, named after its resource. */
export function hold(
  held: Resource,
  from: string,
  to: string,
  sessionId: string | null = 'another-session',
): Hold {
  return {
    resourceId: held.id,
    interval: { start: at(from), end: at(to) },
    cause: sessionId === null ? 'closure' : 'session',
    sessionId,
  };
}

/** Dr Halloran, unsedated, Monday 8 June 2026 at 09:00: nothing stands against it. */
export function booking(changes: Partial<BookingFacts> = {}): BookingFacts {
  return {
    now: at('2026-06-01T09:00'),
    calendar: calendar(),
    profile: profileFor('none'),
    start: at('2026-06-08T09:00'),
    durationMinutes: 30,
    patient,
    physician: halloran,
    room: fluoro1,
    pool,
    holds: [],
    series: series(),
    limits: withoutLimits,
    sessionId: null,
    overrides: [],
    ledger: null,
    ...changes,
  };
}

/** The answer to a booking that a story expects to be accepted. */
export function plannedBy(facts: BookingFacts): Accepted<PlannedSession> {
  const decision = checkBooking(facts);
  if (decision.accepted) return decision;
  throw new Error(`refused: ${decision.refusals.map((each) => each.code).join(', ')}`);
}

/** Everything that stands against a booking; nothing when it would be accepted. */
export function refusalsOf(facts: BookingFacts): readonly Refusal[] {
  const decision = checkBooking(facts);
  return decision.accepted ? [] : decision.refusals;
}

export function codesOf(facts: BookingFacts): RefusalCode[] {
  return refusalsOf(facts).map(({ code }) => code);
}
