import type { Advisory, Refusal } from '../decision.js';
import {
  authorisationFor,
  unitAdvisories,
  unitRefusals,
  type UnitsAsked,
} from '../ledgers/authorisation-units.js';
import {
  payerAskedOf,
  steroidAdvisories,
  steroidRefusals,
  type BookingLedger,
  type LedgerQuestion,
} from '../ledgers/booking-ledger.js';
import { payerAdvisories, payerRefusals } from '../ledgers/payer-rule.js';
import { civilDateAt, type CivilDate } from '../time/zone.js';
import type { BookingFacts } from './booking-facts.js';
import type { BookingQuestion } from './booking-question.js';

type Asked = Pick<BookingQuestion, 'facts' | 'date'>;

/** As much of it as the units of authorisations depend on. */
interface UnitQuestion {
  readonly facts: Pick<BookingFacts, 'series' | 'sessionId'>;
  readonly date: CivilDate;
}

function unitsAsked({ facts, date }: UnitQuestion): UnitsAsked {
  const { authorisations, treatment } = facts.series;
  return { authorisations, treatment, date, sessionId: facts.sessionId };
}

/** LEDGER-02, at every door. */
export function authorisedUnitRefusals(question: UnitQuestion): Refusal[] {
  return unitRefusals(unitsAsked(question));
}

/** Whose unit the session takes. */
export function authorisationOf(question: UnitQuestion): string | null {
  return authorisationFor(unitsAsked(question))?.id ?? null;
}

function ledgerQuestion({ facts }: Asked, ledger: BookingLedger): LedgerQuestion {
  const { start, calendar, series, sessionId } = facts;
  const { id: seriesId, authorisations } = series;
  return { ledger, start, zone: calendar.zone, seriesId, sessionId, authorisations };
}

/** LEDGER-06 and LEDGER-10. A steroid is asked about when a session is booked; one that moves has been asked about. */
export function bookingLedgerRefusals(question: Asked): Refusal[] {
  const { ledger, sessionId } = question.facts;
  if (ledger === null || staysOnItsDay(question)) return [];
  const asked = ledgerQuestion(question, ledger);
  return [...payerRefusals(payerAskedOf(asked)), ...(sessionId === null ? steroidRefusals(asked) : [])];
}

/** For a payer, another hour is the same session. */
function staysOnItsDay({ facts: { series, sessionId, calendar }, date }: Asked): boolean {
  const own = series.sessions.find(({ id }) => id === sessionId);
  return own !== undefined && civilDateAt(own.start, calendar.zone) === date;
}

export function bookingLedgerAdvisories(question: Asked): Advisory[] {
  const { ledger, sessionId, series } = question.facts;
  const ofUnits = unitAdvisories(unitsAsked(question));
  if (ledger === null) return ofUnits;
  const asked = ledgerQuestion(question, ledger);
  return [
    ...ofUnits,
    ...(series.authorisations.length === 0 ? [] : payerAdvisories(payerAskedOf(asked))),
    ...steroidAdvisories(asked, sessionId === null),
  ];
}
