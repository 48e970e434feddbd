import type { Advisory, Refusal } from '../decision.js';
import { addCivilDays, civilDateAt, civilDaysBetween, type CivilDate } from '../time/zone.js';

/**
 * Fewer days than this between two injections of a series are refused unless the technique is meant
 * to be repeated so soon (clinical.md 3.10, `minIntervalDaysBlock` of the clinic's defaults).
 */
export const intervalFloorDays = 3;

export interface SpacingFacts {
  /** The session's start and the starts of the series' other sessions that stand, in any order. */
  readonly start: number;
  readonly others: readonly number[];
  readonly zone: string;
  readonly minimumIntervalDays: number;
  readonly maximumIntervalDays: number;
  readonly continuousTechnique: boolean;
}

/** The days that must lie between two injections without any override. */
export function daysToKeep(rule: {
  readonly minimumIntervalDays: number;
  readonly continuousTechnique: boolean;
}): number {
  return Math.max(rule.minimumIntervalDays, rule.continuousTechnique ? 0 : intervalFloorDays);
}

/** The nearest session before and after, with the calendar days to it. One on the same day counts as before. */
function neighbours({
  start,
  others,
  zone,
}: SpacingFacts): { readonly other: number; readonly days: number }[] {
  const date = civilDateAt(start, zone);
  const dated = others.map((other) => ({ other, days: civilDaysBetween(civilDateAt(other, zone), date) }));
  const before = dated.filter((each) => each.days >= 0).sort((a, b) => a.days - b.days)[0];
  const after = dated.filter((each) => each.days < 0).sort((a, b) => b.days - a.days)[0];
  return [before, after].filter((each) => each !== undefined);
}

/**
 * SER-05: the session keeps the series' minimum interval to the one before and the one after, counted
 * in calendar days of the clinic. Below the minimum: overridable with a reason. Below three days:
 * only where the technique is continuous, because no reason that a scheduler can give makes it safe.
 */
export function spacingRefusals(facts: SpacingFacts): Refusal[] {
  return neighbours(facts).flatMap(({ other, days: signedDays }) => {
    const days = Math.abs(signedDays);
    const belowFloor = days < intervalFloorDays && !facts.continuousTechnique;
    if (days >= facts.minimumIntervalDays && !belowFloor) return [];
    return [
      {
        code: belowFloor ? 'series.interval-below-floor' : 'series.interval-too-short',
        facts: {
          days,
          minimumDays: belowFloor ? intervalFloorDays : facts.minimumIntervalDays,
          otherStart: other,
          direction: signedDays >= 0 ? 'after-previous' : 'before-next',
        },
        overridable: !belowFloor,
        remedy: { code: 'choose-another-day', facts: remedyDate(facts, other, signedDays) },
      } satisfies Refusal,
    ];
  });
}

function remedyDate(facts: SpacingFacts, other: number, signedDays: number): Record<string, CivilDate> {
  const otherDate = civilDateAt(other, facts.zone);
  const minimumDays = daysToKeep(facts);
  return signedDays >= 0
    ? { fromDate: addCivilDays(otherDate, minimumDays) }
    : { untilDate: addCivilDays(otherDate, -minimumDays) };
}

/** SER-06: a longer gap than the series' maximum is pointed out. */
export function spacingAdvisories(facts: SpacingFacts): Advisory[] {
  return neighbours(facts)
    .filter(({ days }) => Math.abs(days) > facts.maximumIntervalDays)
    .map(({ other, days }) => ({
      code: 'series.interval-too-long',
      facts: {
        days: Math.abs(days),
        maximumDays: facts.maximumIntervalDays,
        otherStart: other,
        direction: days >= 0 ? 'after-previous' : 'before-next',
      },
    }));
}
