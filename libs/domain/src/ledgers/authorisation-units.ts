import type { Refusal, Advisory } from '../decision.js';
import type { AuthorisedDays } from '../scheduling/limit-rules.js';
import type { Side } from '../series/side.js';
import type { CivilDate } from '../time/zone.js';

/** What a payer authorised for a series, with the units that are left and the sessions that have one. */
export interface SeriesAuthorisation extends AuthorisedDays {
  readonly id: string;
  readonly payer: string;
  readonly side: Side;
  readonly codes: readonly string[];
  readonly units: number;
  readonly unitsLeft: number;
  /** Sessions that have one of its units, reserved or used. */
  readonly sessionIds: readonly string[];
}

/** What is to be done, as far as an authorisation must agree with it. */
export interface Authorisable {
  readonly side: Side;
  /** Empty: the clinic has configured none, so that none can be compared. */
  readonly billingCodes: readonly string[];
}

export interface UnitsAsked {
  readonly authorisations: readonly SeriesAuthorisation[];
  readonly treatment: Authorisable;
  readonly date: CivilDate;
  /** The session that is moved or comes back: its own unit is not taken by another. */
  readonly sessionId: string | null;
}

/** LEDGER-13: an authorisation is for the side and the codes of what is done; `both` isAuthorisedFor either side (hazard H1). */
export function isAuthorisedFor(
  { side, codes }: Pick<SeriesAuthorisation, 'side' | 'codes'>,
  treatment: Authorisable,
): boolean {
  if (side !== 'both' && side !== treatment.side) return false;
  const { billingCodes } = treatment;
  return codes.length === 0 || billingCodes.length === 0 || codes.some((code) => billingCodes.includes(code));
}

const holds = ({ sessionIds }: SeriesAuthorisation, sessionId: string | null): boolean =>
  sessionId !== null && sessionIds.includes(sessionId);

const valid = ({ validFrom, validTo }: AuthorisedDays, date: CivilDate): boolean =>
  validFrom <= date && date <= validTo;

/**
 * LEDGER-01: the authorisation that a session on that day takes its unit of: valid on the day, for this side and these
 * codes, with a unit left. A session keeps the unit that it has where it still may; else the one that ends first is used first. Null: none.
 */
export function authorisationFor({
  authorisations,
  treatment,
  date,
  sessionId,
}: UnitsAsked): SeriesAuthorisation | null {
  const fitting = authorisations.filter((each) => valid(each, date) && isAuthorisedFor(each, treatment));
  const own = fitting.find((each) => holds(each, sessionId));
  if (own !== undefined) return own;
  const left = fitting.filter((each) => each.unitsLeft > 0);
  return left.toSorted((a, b) => compare(a.validTo, b.validTo) || compare(a.id, b.id))[0] ?? null;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * LEDGER-02: a session of a series that has authorisations has a unit of one that is valid on its day. Whether any is
 * valid, LIM-01 says. Overridable: the patient may pay; the session then takes no unit.
 */
export function unitRefusals(asked: UnitsAsked): Refusal[] {
  const { authorisations, treatment, date } = asked;
  const onTheDay = authorisations.filter((each) => valid(each, date));
  if (onTheDay.length === 0 || authorisationFor(asked) !== null) return [];
  const fitting = onTheDay.filter((each) => isAuthorisedFor(each, treatment));
  const [one] = onTheDay;
  if (fitting.length === 0)
    return [
      {
        code: 'ledger.authorisation-not-for-this',
        facts: { side: treatment.side, authorisedSide: one?.side ?? '', codes: one?.codes.join(', ') ?? '' },
        overridable: true,
      },
    ];
  const next = authorisations
    .filter((each) => each.validFrom > date && each.unitsLeft > 0 && isAuthorisedFor(each, treatment))
    .map((each) => each.validFrom)
    .toSorted()[0];
  return [
    {
      code: 'ledger.authorisation-used-up',
      facts: { date, units: fitting.reduce((sum, each) => sum + each.units, 0) },
      overridable: true,
      ...(next !== undefined && { remedy: { code: 'choose-another-day', facts: { fromDate: next } } }),
    },
  ];
}

/** Whether LIM-01 and LEDGER-02 have nothing against a day; for a search. */
export function hasUnitOn(asked: UnitsAsked): boolean {
  return asked.authorisations.length === 0 || authorisationFor(asked) !== null;
}

/** What a scheduler should hear beside the booking: the last unit of all goes. */
export function unitAdvisories(asked: UnitsAsked): Advisory[] {
  const taken = authorisationFor(asked);
  if (taken === null || holds(taken, asked.sessionId)) return [];
  const left = asked.authorisations
    .filter((each) => each.validTo >= asked.date && isAuthorisedFor(each, asked.treatment))
    .reduce((sum, each) => sum + each.unitsLeft, 0);
  return left > 1
    ? []
    : [{ code: 'ledger.authorisation-last-unit', facts: { payer: taken.payer, validTo: taken.validTo } }];
}
