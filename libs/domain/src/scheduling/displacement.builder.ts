import { overlaps } from '../time/interval.js';
import { minuteMs } from '../time/zone.js';
import {
  adeyemi,
  at,
  blockTime,
  calendar,
  fluoro1,
  fluoro2,
  halloran,
  pool,
  profileFor,
  series,
} from './booking.builder.js';
import type { SeriesOfBooking } from './booking-facts.js';
import { checkBooking } from './booking-rules.js';
import type { ClinicCalendar, Closure } from './clinic-calendar.js';
import type { DisplacedSession } from './displacement-need.js';
import type { DisplacedVisit } from './displacement-plan.js';
import { withoutLimits } from './limit-rules.js';
import type { Hold, Resource } from './resource.js';
import { KnownBook } from './series-plan-book.js';

/** Monday 8 June 2026 is displaced; everybody hears of it on the Friday before. */
export const displacedDay = '2026-06-08';
export const heardAt = at('2026-06-05T09:00');

export function displaced(sessionId: string, changes: Partial<DisplacedSession> = {}): DisplacedSession {
  return {
    sessionId,
    start: at(`${displacedDay}T09:00`),
    durationMinutes: 30,
    state: 'booked',
    sedation: 'none',
    series: series({ id: `series of ${sessionId}` }),
    anticoagulantDecided: false,
    ...changes,
  };
}

export interface BookedVisit {
  readonly id: string;
  readonly start: string;
  readonly room?: Resource;
  readonly physician?: Resource;
  readonly sedation?: DisplacedSession['sedation'];
  readonly state?: DisplacedSession['state'];
  readonly series?: Partial<SeriesOfBooking>;
  readonly anticoagulantDecided?: boolean;
}

export interface Failure {
  /** Null: the whole clinic. */
  readonly resource: Resource | null;
  readonly from: string;
  readonly until: string;
}

export interface DisplacedClinic {
  readonly visits: readonly DisplacedVisit[];
  /** All that stood before anything failed. */
  readonly holds: readonly Hold[];
  readonly failed: Hold | null;
}

/** Both rooms are open to both physicians, Monday to Friday. */
export const openCalendar = calendar({ blockTimes: [] });
/** The first room is Dr Halloran's on Mondays and Thursdays alone. */
export const ownedCalendar = calendar({
  blockTimes: [blockTime(), blockTime({ id: 'halloran-thursday', weekday: 4 })],
});

/** Books the visits one after the other, each as the rules of booking place it, and lets something fail under all of them. */
export function clinicWith(
  booked: readonly BookedVisit[],
  failure: Failure,
  week: ClinicCalendar = openCalendar,
  now = heardAt,
): DisplacedClinic {
  const holds: Hold[] = [];
  const visits = booked.flatMap((each) => {
    const { id, room = fluoro1, physician = halloran, sedation = 'none' } = each;
    const patient: Resource = { id: `patient of ${id}`, kind: 'patient', name: 'The patient' };
    const ofSeries = series({ id: `series of ${id}`, ...each.series });
    const facts = {
      now: at('2026-05-01T08:00'),
      calendar: week,
      profile: profileFor(sedation),
      durationMinutes: 30,
      patient,
      pool,
      limits: withoutLimits,
      overrides: [],
      ledger: null,
    } as const;
    const start = at(each.start);
    const decision = checkBooking({
      ...facts,
      start,
      room,
      physician,
      holds,
      series: ofSeries,
      sessionId: id,
    });
    if (!decision.accepted) return [];
    holds.push(
      ...decision.value.holds.map(({ resourceId, interval }): Hold => ({
        resourceId,
        interval,
        cause: 'session',
        sessionId: id,
      })),
    );
    return [{ each, id, room, physician, sedation, start, facts, ofSeries }];
  });
  const interval = { start: at(failure.from), end: at(failure.until) };
  const { resource } = failure;
  const failed: Hold | null =
    resource === null ? null : { resourceId: resource.id, interval, cause: 'closure', sessionId: null };
  const closures: Closure[] = resource === null ? [{ id: 'snow', interval, reason: 'Snow' }] : [];
  const loses = (id: string) =>
    holds.some(
      (hold) =>
        hold.sessionId === id &&
        overlaps(hold.interval, interval) &&
        (failed === null || hold.resourceId === failed.resourceId),
    );
  const book = new KnownBook();
  const day = 24 * 60 * minuteMs;
  book.add(
    { start: now - 7 * day, end: now + 60 * day },
    { holds: [...holds, ...(failed === null ? [] : [failed])], closures, counted: [] },
  );
  const own = (physician: Resource) => [
    physician,
    ...[halloran, adeyemi].filter(({ id }) => id !== physician.id && resource?.id === physician.id),
  ];
  return {
    holds,
    failed,
    visits: visits
      .filter(({ id }) => loses(id))
      .map(({ each, id, room, physician, sedation, start, facts, ofSeries }) => ({
        sessionId: id,
        start,
        durationMinutes: 30,
        state: each.state ?? 'booked',
        sedation,
        series: ofSeries,
        anticoagulantDecided: each.anticoagulantDecided ?? false,
        room,
        physician,
        rooms: [room, ...[fluoro1, fluoro2].filter((other) => other !== room)],
        physicians: own(physician),
        facts: { ...facts, now },
        book,
      })),
  };
}
