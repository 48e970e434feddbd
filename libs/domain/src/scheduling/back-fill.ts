import { accept, type Advisory, type Decision, type Refusal } from '../decision.js';
import { tooLateToFast } from '../readiness/fasting.js';
import { sedationRules, preparationTimes } from '../sedation/sedation-rules.js';
import { civilDateAt, hourMs, minuteMs, wallTimeAt, weekdayOf, type CivilDate } from '../time/zone.js';
import type { BookingFacts, PlannedSession } from './booking-facts.js';
import { checkBooking } from './booking-rules.js';
import { visitInterval } from './resource-profile.js';
import type { WaitlistWishes } from './waitlist.js';

/** What the record says of anticoagulants and of the prescriber's decision for this very day. */
export type AnticoagulantFact = 'not-asked' | 'none' | 'undecided' | 'decided';

/** A payer's word, as far as it concerns one injection; null: none is recorded for the series. */
export interface AuthorisationFact {
  readonly unitsLeft: number;
  readonly validFrom: CivilDate;
  readonly validTo: CivilDate;
}

/** Everything that decides whether one patient of the waitlist can take one freed time. */
export interface BackFillFacts {
  /** The booking of this very time for this patient: room, physician and start are the freed time's. */
  readonly booking: BookingFacts;
  readonly wishes: WaitlistWishes;
  readonly anticoagulant: AnticoagulantFact;
  readonly infection: boolean;
  readonly authorisations: readonly AuthorisationFact[];
}

const noon = '12:00';

/**
 * WAIT-03: who can take a freed time: the booking is possible without any override (resources, minimum
 * interval, series), the time is as wished, and the patient can still be ready by the clock. Accepted with
 * what has to be said or asked on the telephone; refused with every reason. Source: product journey 4,
 * clinical.md 3.1 (fasting), 3.3 (escort), 3.5 (anticoagulants), 3.6 (infection).
 */
export function checkBackFill(facts: BackFillFacts): Decision<PlannedSession> {
  const booking = checkBooking({ ...facts.booking, overrides: [] });
  const refusals = [
    ...wishRefusals(facts),
    ...readinessRefusals(facts),
    ...(booking.accepted
      ? []
      : booking.refusals.filter(({ code }) => code !== 'scheduling.too-late-to-fast')),
  ];
  if (refusals.length > 0 || !booking.accepted) return { accepted: false, refusals };
  return accept(booking.value, [...telephoneAdvisories(facts), ...booking.advisories]);
}

/** WAIT-04: the day, the weekday, the half of the day and the physician are as the patient wished. */
function wishRefusals({ booking, wishes }: BackFillFacts): Refusal[] {
  const { start, calendar, physician } = booking;
  const date = civilDateAt(start, calendar.zone);
  const halfOfDay = wallTimeAt(start, calendar.zone).slice(11) < noon ? 'morning' : 'afternoon';
  const refusals: Refusal[] = [];
  if (date < wishes.from || (wishes.until !== null && wishes.until < date))
    refusals.push(
      no('waitlist.outside-wished-days', {
        from: wishes.from,
        ...(wishes.until !== null && { until: wishes.until }),
      }),
    );
  if (wishes.weekdays.length > 0 && !wishes.weekdays.includes(weekdayOf(date)))
    refusals.push(no('waitlist.weekday-not-wished', { weekdays: wishes.weekdays.join(',') }));
  if (wishes.halfOfDay !== null && wishes.halfOfDay !== halfOfDay)
    refusals.push(no('waitlist.half-of-day-not-wished', { halfOfDay: wishes.halfOfDay }));
  if (wishes.physicianId !== null && wishes.physicianId !== physician.id)
    refusals.push(no('waitlist.physician-not-wished', { physicianName: physician.name }));
  return refusals;
}

function preparationOf({ booking }: BackFillFacts) {
  const { profile, start, durationMinutes } = booking;
  const visit = visitInterval(profile, start, durationMinutes);
  return preparationTimes(
    {
      start,
      durationMinutes,
      prepareMinutes: (start - visit.start) / minuteMs,
      sedation: profile.sedation,
    },
    booking.calendar.zone,
    booking.series.fasting,
  );
}

/**
 * WAIT-05: the patient can still be ready: nobody could keep to a fasting hour that has passed before it was
 * told, no prescriber answers within hours, and an escort needs the same notice as the patient. Never says
 * what to do about a drug: a decision is the prescriber's.
 */
function readinessRefusals(facts: BackFillFacts): Refusal[] {
  const { booking, wishes, anticoagulant, infection, authorisations } = facts;
  const { arriveAt, fasting } = preparationOf(facts);
  const noticeTooShort = arriveAt - booking.now < wishes.noticeHours * hourMs;
  const date = civilDateAt(booking.start, booking.calendar.zone);
  const broken = tooLateToFast(fasting, booking.now);
  const refusals: Refusal[] = [];
  if (noticeTooShort)
    refusals.push(no('waitlist.notice-too-short', { noticeHours: wishes.noticeHours, arriveAt }));
  if (noticeTooShort && needsEscort(facts))
    refusals.push(no('waitlist.escort-not-obtainable', { noticeHours: wishes.noticeHours }));
  if (broken !== null)
    refusals.push(no('waitlist.fasting-too-late', { intake: broken.intake, lastAt: broken.lastAt }));
  if (anticoagulant === 'undecided') refusals.push(no('waitlist.anticoagulant-undecided', {}));
  if (infection) refusals.push(no('waitlist.infection', {}));
  if (authorisations.length > 0 && !authorisations.some((each) => authorises(each, date)))
    refusals.push(no('waitlist.not-authorised', { date }));
  return refusals;
}

/** WAIT-06: what is said or asked when the patient is called; what nobody recorded is asked, not guessed. */
function telephoneAdvisories(facts: BackFillFacts): Advisory[] {
  const { anticoagulant, authorisations } = facts;
  const [first] = preparationOf(facts).fasting;
  return [
    ...(first === undefined
      ? []
      : [{ code: 'waitlist.tell-fasting', facts: { intake: first.intake, lastAt: first.lastAt } } as const]),
    ...(needsEscort(facts) ? [{ code: 'waitlist.arrange-escort', facts: {} } as const] : []),
    ...(anticoagulant === 'not-asked' ? [{ code: 'waitlist.ask-anticoagulant', facts: {} } as const] : []),
    ...(authorisations.length === 0 ? [{ code: 'waitlist.ask-authorisation', facts: {} } as const] : []),
  ];
}

function needsEscort({ booking }: BackFillFacts): boolean {
  return sedationRules[booking.profile.sedation].escort === 'required';
}

/** Whether a payer's word covers a day with a unit left. */
export function authorises({ unitsLeft, validFrom, validTo }: AuthorisationFact, date: CivilDate): boolean {
  return unitsLeft > 0 && validFrom <= date && date <= validTo;
}

function no(code: Refusal['code'], facts: Refusal['facts']): Refusal {
  return { code, facts, overridable: false };
}
