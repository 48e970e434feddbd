import { addCivilDays, civilDateAt, civilDay, type CivilDate } from '../time/zone.js';
import { isAuthorisedFor, type Authorisable, type SeriesAuthorisation } from './authorisation-units.js';
import { payerAskedOf, steroidLedgerOf, type BookingLedger } from './booking-ledger.js';
import { freeFrom } from './payer-rule.js';

/** What keeps a series from being treated earlier. */
export const legalDateCauses = ['authorisation', 'series-interval', 'payer-interval'] as const;
export type LegalDateCause = (typeof legalDateCauses)[number];

export interface LegalDateFacts {
  readonly today: CivilDate;
  readonly zone: string;
  readonly seriesId: string;
  readonly sessionId: string | null;
  /** The days of the series' other sessions that were done or stand. */
  readonly sessionDates: readonly CivilDate[];
  readonly daysToKeep: number;
  readonly authorisations: readonly SeriesAuthorisation[];
  readonly treatment: Authorisable;
  readonly ledger: BookingLedger;
}

export interface FirstLegalDate {
  /** Null: no authorisation has a unit left for any day to come. */
  readonly on: CivilDate | null;
  /** What moved it beyond today, in the order of the causes. */
  readonly because: readonly { readonly cause: LegalDateCause; readonly from: CivilDate }[];
  /** The first day on which a steroid keeps its interval as well. */
  readonly withSteroidOn: CivilDate | null;
}

/**
 * LEDGER-12: the first day on which the series may be treated without setting anything aside: a unit of a valid authorisation, the
 * series' and the payer's interval after the last session; and the first on which a steroid may be among it. No rule is
 * bent to find one, and no place is looked for. Source: product rule 6, clinical reference 3.6 and 3.10.
 */
export function firstLegalDate(facts: LegalDateFacts): FirstLegalDate {
  const { today, zone, ledger, seriesId, sessionId, authorisations, treatment, sessionDates, daysToKeep } =
    facts;
  const because = new Map<LegalDateCause, CivilDate>();
  let date: CivilDate = today;
  const later = (cause: LegalDateCause, from: CivilDate): void => {
    if (from <= date) return;
    because.set(cause, from);
    date = from;
  };
  const others = sessionDates.map((each) => ({ date: each }));
  // Each cause may move the day into the reach of another; none ever moves it back.
  for (let before = ''; before !== date;) {
    before = date;
    later('series-interval', freeFrom(others, daysToKeep, date));
    const start = civilDay(date, zone).start;
    const asked = payerAskedOf({ ledger, start, zone, seriesId, sessionId, authorisations });
    later('payer-interval', freeFrom(asked.sessions, asked.rule?.minIntervalDays ?? 0, date));
    const authorised = authorisedFrom(authorisations, treatment, date);
    if (authorised === null) {
      because.set('authorisation', date);
      return { on: null, because: told(because), withSteroidOn: null };
    }
    later('authorisation', authorised);
  }
  const { nextFrom } = steroidLedgerOf({ ledger, start: civilDay(date, zone).end - 1, zone });
  return { on: date, because: told(because), withSteroidOn: steroidDay(date, nextFrom, zone) };
}

const told = (because: ReadonlyMap<LegalDateCause, CivilDate>): FirstLegalDate['because'] =>
  legalDateCauses.flatMap((cause) => {
    const from = because.get(cause);
    return from === undefined ? [] : [{ cause, from }];
  });

/** The first day from `date` on with a unit; a series without authorisations asks for none. Null: none is left. */
function authorisedFrom(
  authorisations: readonly SeriesAuthorisation[],
  treatment: Authorisable,
  date: CivilDate,
): CivilDate | null {
  if (authorisations.length === 0) return date;
  const days = authorisations
    .filter((each) => each.unitsLeft > 0 && each.validTo >= date && isAuthorisedFor(each, treatment))
    .map(({ validFrom }) => (validFrom > date ? validFrom : date));
  return days.toSorted()[0] ?? null;
}

/** A day on which every hour keeps the interval. */
function steroidDay(date: CivilDate, nextFrom: number | null, zone: string): CivilDate {
  if (nextFrom === null || nextFrom <= civilDay(date, zone).start) return date;
  const day = civilDateAt(nextFrom, zone);
  return civilDay(day, zone).start === nextFrom ? day : addCivilDays(day, 1);
}
