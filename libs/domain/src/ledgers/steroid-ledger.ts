import { steroidAgainFrom, steroidTooSoon, type SteroidTooSoon } from '../outcomes/steroid-interval.js';
import { Temporal } from '../time/temporal.js';
import { equivalentMg, equivalentSum } from './steroid-equivalent.js';
import { steroidPolicy, type SteroidPolicy } from './steroid-policy.js';

/** One steroid that the patient was given, here or elsewhere. */
export interface SteroidGiven {
  readonly id: string;
  /** Epoch ms: when the needle came out, or the beginning of the day of an entry from elsewhere. */
  readonly at: number;
  /** Null: nobody knows which. */
  readonly drug: string | null;
  readonly doseMg: number | null;
  /** The session here; null for one given elsewhere. */
  readonly sessionId: string | null;
}

export interface SteroidLine extends SteroidGiven {
  readonly equivalentMg: number | null;
}

export interface SteroidLedger {
  readonly policy: SteroidPolicy;
  /** The months end at the instant that was asked about: after `from`, up to it. */
  readonly from: number;
  readonly until: number;
  /** The latest first. */
  readonly lines: readonly SteroidLine[];
  /** Of what is known; the true sum is at least this. */
  readonly knownMg: number;
  readonly unknownDoses: number;
  readonly sessions: number;
  /** `unknown` is not "within": something unknown may be missing in the sum. */
  readonly verdict: 'within' | 'over' | 'unknown';
  readonly reviewDue: boolean;
  /** The first instant at which another steroid keeps its interval to all of these; null: at any time. */
  readonly nextFrom: number | null;
  readonly tooSoon: SteroidTooSoon | null;
}

/**
 * LEDGER-05: what a patient was given of steroids in the twelve months that end at `at`, from all procedures and from
 * elsewhere, in milligrams of triamcinolone (hazard H11). Months are those of the calendar in `zone`: on 31 March the
 * year begins after 31 March. Two sides of one session are one session. Later entries are not looked at. Source: clinical reference 3.6.
 */
export function steroidLedger(
  given: readonly SteroidGiven[],
  at: number,
  zone: string,
  policy: SteroidPolicy = steroidPolicy,
): SteroidLedger {
  const from = Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(zone)
    .subtract({ months: policy.months }).epochMilliseconds;
  const within = given.filter((each) => from < each.at && each.at <= at);
  const { mg, over, unknown } = equivalentSum(within, policy);
  const sessions = new Set(within.map(({ id, sessionId }) => sessionId ?? `elsewhere ${id}`)).size;
  // Who does not know the drug keeps the longer interval of any that is not named.
  const exposures = within.map((each) => ({ drug: each.drug ?? 'unknown', at: each.at }));
  return {
    policy,
    from,
    until: at,
    lines: within
      .map((each) => ({ ...each, equivalentMg: equivalentMg(each.drug, each.doseMg, policy) }))
      .toSorted((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1)),
    knownMg: mg,
    unknownDoses: unknown,
    sessions,
    verdict: over ? 'over' : unknown > 0 ? 'unknown' : 'within',
    reviewDue: sessions >= policy.reviewFromSessions,
    nextFrom: steroidAgainFrom(exposures, policy.intervals),
    tooSoon: steroidTooSoon(at, exposures, policy.intervals),
  };
}
