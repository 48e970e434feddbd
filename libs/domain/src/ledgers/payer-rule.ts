import type { Advisory, Refusal } from '../decision.js';
import { addCivilDays, civilDaysBetween, type CivilDate } from '../time/zone.js';
import { Temporal } from '../time/temporal.js';

/** What a payer asks for from a day on; null: it says nothing about it. Written by the clinic, never known by the product. */
export interface PayerRule {
  readonly id: string;
  readonly payer: string;
  readonly validFrom: CivilDate;
  /** Epoch ms; of two that begin on one day the later writing counts. */
  readonly writtenAt: number;
  readonly maxPerSeries: number | null;
  readonly maxPer12Months: number | null;
  readonly minIntervalDays: number | null;
  /** Relief of at least so much for at least so long after the injection before. */
  readonly minReliefPct: number | null;
  readonly minReliefDays: number | null;
  readonly requiresFunction: boolean;
  readonly requiresPhysicalTherapy: boolean;
  readonly priorAuthorisation: boolean;
  /** Where it is written. */
  readonly source: string;
}

const named = (payer: string): string => payer.trim().toLowerCase();

/** LEDGER-09: a payer's rule in force on a day is the latest that began by then; null: the clinic has written none. */
export function payerRuleOn(rules: readonly PayerRule[], payer: string, date: CivilDate): PayerRule | null {
  return (
    rules
      .filter((each) => named(each.payer) === named(payer) && each.validFrom <= date)
      .toSorted((a, b) =>
        a.validFrom < b.validFrom ? 1 : a.validFrom > b.validFrom ? -1 : b.writtenAt - a.writtenAt,
      )[0] ?? null
  );
}

/** A session of the patient with the same procedure that was done or stands. */
export interface PayerSession {
  readonly id: string;
  readonly seriesId: string;
  readonly date: CivilDate;
}

export interface PayerAsked {
  /** Null: no authorisation tells who pays. */
  readonly payer: string | null;
  /** Null: the clinic has written none of this payer. */
  readonly rule: PayerRule | null;
  readonly date: CivilDate;
  readonly seriesId: string;
  /** Without the session that is asked about. */
  readonly sessions: readonly PayerSession[];
  /** The day has a valid authorisation. */
  readonly authorised: boolean;
}

/**
 * LEDGER-10: how often a payer pays for the procedure: days between two, sessions of a series, sessions in the twelve months that
 * end on the day. Overridable with a reason: another may pay, or the payer agreed. Source: clinical reference 3.10.
 */
export function payerRefusals({ rule, date, seriesId, sessions }: PayerAsked): Refusal[] {
  if (rule === null) return [];
  const { payer, minIntervalDays, maxPerSeries, maxPer12Months } = rule;
  const refusals: Refusal[] = [];
  const nearest = sessions
    .map((each) => ({ other: each.date, days: Math.abs(civilDaysBetween(each.date, date)) }))
    .toSorted((a, b) => a.days - b.days)[0];
  if (minIntervalDays !== null && nearest !== undefined && nearest.days < minIntervalDays)
    refusals.push({
      code: 'ledger.payer-interval-too-short',
      facts: { payer, days: nearest.days, minimumDays: minIntervalDays, otherDate: nearest.other },
      overridable: true,
      remedy: { code: 'choose-another-day', facts: { fromDate: freeFrom(sessions, minIntervalDays, date) } },
    });
  const ofSeries = sessions.filter((each) => each.seriesId === seriesId).length + 1;
  if (maxPerSeries !== null && ofSeries > maxPerSeries)
    refusals.push({
      code: 'ledger.payer-series-maximum',
      facts: { payer, count: ofSeries, maximum: maxPerSeries },
      overridable: true,
    });
  const yearBegins = Temporal.PlainDate.from(date).subtract({ months: 12 }).toString();
  const ofYear = sessions.filter((each) => yearBegins < each.date && each.date <= date).length + 1;
  if (maxPer12Months !== null && ofYear > maxPer12Months)
    refusals.push({
      code: 'ledger.payer-year-maximum',
      facts: { payer, count: ofYear, maximum: maxPer12Months },
      overridable: true,
    });
  return refusals;
}

/** The first day from `from` on that lies so many days from every session. */
export function freeFrom(
  sessions: readonly Pick<PayerSession, 'date'>[],
  minimumDays: number,
  from: CivilDate,
): CivilDate {
  let free = from;
  for (const { date } of sessions.toSorted((a, b) => (a.date < b.date ? -1 : 1)))
    if (Math.abs(civilDaysBetween(date, free)) < minimumDays) free = addCivilDays(date, minimumDays);
  return free;
}

/**
 * LEDGER-11: what a payer asks for that no booking can tell (relief, function, physical therapy) is said as open, not
 * taken for met; so is a payer that nobody knows. Source: clinical reference 3.10.
 */
export function payerAdvisories({ payer, rule, authorised }: PayerAsked): Advisory[] {
  if (payer === null || rule === null)
    return [{ code: 'ledger.payer-unknown', facts: payer === null ? {} : { payer } }];
  const advisories: Advisory[] = [];
  if (rule.priorAuthorisation && !authorised)
    advisories.push({ code: 'ledger.authorisation-asked-for', facts: { payer } });
  const { minReliefPct, minReliefDays, requiresFunction, requiresPhysicalTherapy } = rule;
  if (minReliefPct !== null || minReliefDays !== null || requiresFunction || requiresPhysicalTherapy)
    advisories.push({
      code: 'ledger.payer-asks-for-relief',
      facts: {
        payer,
        ...(minReliefPct !== null && { minReliefPct }),
        ...(minReliefDays !== null && { minReliefDays }),
        requiresFunction,
        requiresPhysicalTherapy,
      },
    });
  return advisories;
}
