import type { Advisory, Refusal } from '../decision.js';
import { civilDateAt, civilDay, type CivilDate } from '../time/zone.js';
import { holdsResources, type SessionState } from '../scheduling/session-states.js';
import { payerRuleOn, type PayerAsked, type PayerRule } from './payer-rule.js';
import { steroidLedger, type SteroidGiven, type SteroidLedger } from './steroid-ledger.js';
import type { SeriesAuthorisation } from './authorisation-units.js';

/** A steroid that the patient was given elsewhere, on a day. */
export interface SteroidElsewhere {
  readonly id: string;
  readonly on: CivilDate;
  readonly drug: string | null;
  readonly doseMg: number | null;
}

/** What adds up over the sessions of a patient, as it stands when one more is asked for. */
export interface BookingLedger {
  readonly steroids: readonly SteroidGiven[];
  readonly elsewhere: readonly SteroidElsewhere[];
  /** Of the payers of the series' authorisations, every version. */
  readonly payerRules: readonly PayerRule[];
  /** The patient's sessions with the same procedure, of any series. */
  readonly sessions: readonly {
    readonly id: string;
    readonly seriesId: string;
    readonly start: number;
    readonly state: SessionState;
  }[];
}

export const emptyLedger: BookingLedger = { steroids: [], elsewhere: [], payerRules: [], sessions: [] };

/** One session that is asked about, by what adds up. */
export interface LedgerQuestion {
  readonly ledger: BookingLedger;
  readonly start: number;
  readonly zone: string;
  readonly seriesId: string;
  readonly sessionId: string | null;
  readonly authorisations: readonly SeriesAuthorisation[];
}

/** Every steroid with the instant from which it counts. */
export function allSteroids({ steroids, elsewhere }: BookingLedger, zone: string): SteroidGiven[] {
  return [
    ...steroids,
    ...elsewhere.map(({ id, on, drug, doseMg }) => ({
      id,
      drug,
      doseMg,
      at: civilDay(on, zone).start,
      sessionId: null,
    })),
  ];
}

export function steroidLedgerOf({
  ledger,
  start,
  zone,
}: Pick<LedgerQuestion, 'ledger' | 'start' | 'zone'>): SteroidLedger {
  return steroidLedger(allSteroids(ledger, zone), start, zone);
}

/** The payer is who authorised: on the day, else whoever did last. Nobody is guessed. */
export function payerAskedOf({
  ledger,
  start,
  zone,
  seriesId,
  sessionId,
  authorisations,
}: LedgerQuestion): PayerAsked {
  const date = civilDateAt(start, zone);
  const valid = authorisations.filter((each) => each.validFrom <= date && date <= each.validTo);
  const from = valid.length > 0 ? valid : authorisations;
  const payer = from.toSorted((a, b) => (a.validTo < b.validTo ? 1 : -1))[0]?.payer ?? null;
  return {
    payer,
    rule: payer === null ? null : payerRuleOn(ledger.payerRules, payer, date),
    date,
    seriesId,
    sessions: ledger.sessions
      .filter(({ id, state }) => id !== sessionId && (state === 'discharged' || holdsResources(state)))
      .map((each) => ({ id: each.id, seriesId: each.seriesId, date: civilDateAt(each.start, zone) })),
    authorised: valid.length > 0,
  };
}

/**
 * LEDGER-06: a session inside the interval of the last steroid, or of a patient at the year's limit, is booked with a word about it:
 * without steroid, or with it and why. Asked where somebody books one session, not where a session moves or many are planned: the
 * physician is asked again when the drug is recorded. Overridable. Source: clinical reference 3.6, hazards H11 and H17.
 */
export function steroidRefusals(question: LedgerQuestion): Refusal[] {
  const { tooSoon, nextFrom, verdict, knownMg, policy } = steroidLedgerOf(question);
  const refusals: Refusal[] = [];
  if (tooSoon !== null && nextFrom !== null)
    refusals.push({
      code: 'ledger.steroid-too-soon',
      facts: { ...tooSoon, nextFrom },
      overridable: true,
    });
  if (verdict === 'over')
    refusals.push({
      code: 'ledger.steroid-over-limit',
      facts: { knownMg: Math.round(knownMg), limitMg: policy.limitMg, toldAs: policy.toldAs },
      overridable: true,
    });
  return refusals;
}

/** The same as something to know, where it is not asked; and what is not known, wherever. */
export function steroidAdvisories(question: LedgerQuestion, asked: boolean): Advisory[] {
  const ledger = steroidLedgerOf(question);
  const advisories: Advisory[] = [];
  if (!asked)
    for (const { code, facts } of steroidRefusals(question))
      advisories.push({
        code:
          code === 'ledger.steroid-too-soon'
            ? 'ledger.steroid-too-soon-to-repeat'
            : 'ledger.steroid-limit-passed',
        facts,
      });
  if (ledger.reviewDue)
    advisories.push({ code: 'ledger.steroid-review-due', facts: { sessions: ledger.sessions } });
  if (ledger.unknownDoses > 0)
    advisories.push({ code: 'ledger.steroid-not-all-known', facts: { unknown: ledger.unknownDoses } });
  return advisories;
}
