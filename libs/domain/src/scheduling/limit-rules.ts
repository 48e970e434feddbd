import type { Refusal } from '../decision.js';
import { civilDay, type CivilDate } from '../time/zone.js';
import type { BookingQuestion } from './booking-question.js';

/** A session of the clinic that was done or still stands, as far as a day's limits count it. */
export interface CountedSession {
  readonly id: string;
  readonly start: number;
  readonly physicianId: string;
  readonly sedated: boolean;
}

/** How much a clinic takes on in one day; null: no limit. Agreements of the clinic, so overridable with a reason. */
export interface DailyLimits {
  readonly physicianSessions: number | null;
  readonly sedations: number | null;
  /** Of every day that is asked about; may be empty where there is no limit. */
  readonly sessions: readonly CountedSession[];
}

export const withoutLimits: DailyLimits = { physicianSessions: null, sedations: null, sessions: [] };

/** From when until when a payer pays for a series, both days included. */
export interface AuthorisedDays {
  readonly validFrom: CivilDate;
  readonly validTo: CivilDate;
}

/** Whether a day lies inside one of the authorisations of a series; a series without any asks for none. */
export function isAuthorised(authorisations: readonly AuthorisedDays[], date: CivilDate): boolean {
  return (
    authorisations.length === 0 ||
    authorisations.some((each) => each.validFrom <= date && date <= each.validTo)
  );
}

/** LIM-01: a session lies inside an authorisation of its series, where it has any. Overridable: the patient may pay. */
export function authorisationRefusals({ facts, date }: BookingQuestion): Refusal[] {
  const { authorisations } = facts.series;
  if (isAuthorised(authorisations, date)) return [];
  const next = authorisations
    .map((each) => each.validFrom)
    .filter((from) => from > date)
    .sort()[0];
  const last = authorisations
    .map((each) => each.validTo)
    .filter((to) => to < date)
    .sort()
    .at(-1);
  return [
    {
      code: 'series.outside-authorisation',
      facts: {
        date,
        ...(last !== undefined && { endedOn: last }),
        ...(next !== undefined && { beginsOn: next }),
      },
      overridable: true,
      remedy: {
        code: 'choose-another-day',
        facts: next === undefined ? { untilDate: last ?? date } : { fromDate: next },
      },
    },
  ];
}

/** LIM-02: a physician takes no more sessions a day than the clinic has agreed on. */
export function physicianDayRefusals({ facts, date }: BookingQuestion): Refusal[] {
  const { physicianSessions: limit } = facts.limits;
  if (limit === null) return [];
  const { id, name } = facts.physician;
  const booked = countedOn(facts.limits, date, facts).filter((each) => each.physicianId === id).length;
  if (booked < limit) return [];
  return [
    {
      code: 'scheduling.physician-day-full',
      facts: { physicianId: id, physicianName: name, date, booked, limit },
      overridable: true,
    },
  ];
}

/** LIM-03: no more sedated sessions a day than the clinic can watch over. One without sedation is not counted. */
export function sedationDayRefusals({ facts, date }: BookingQuestion): Refusal[] {
  const { sedations: limit } = facts.limits;
  if (limit === null || facts.profile.sedation === 'none') return [];
  const booked = countedOn(facts.limits, date, facts).filter((each) => each.sedated).length;
  if (booked < limit) return [];
  return [{ code: 'scheduling.sedations-day-full', facts: { date, booked, limit }, overridable: true }];
}

function countedOn(
  { sessions }: DailyLimits,
  date: CivilDate,
  { calendar, sessionId }: BookingQuestion['facts'],
): CountedSession[] {
  const { start, end } = civilDay(date, calendar.zone);
  return sessions.filter((each) => each.id !== sessionId && start <= each.start && each.start < end);
}
