const DAY_MS = 86_400_000;

/** One injection that contained a steroid, in any series of the patient. */
export interface SteroidExposure {
  /** Ingredient; capitals do not matter. */
  readonly drug: string;
  /** Needle out, epoch milliseconds. */
  readonly at: number;
}

export interface SteroidIntervals {
  readonly version: string;
  readonly author: string;
  readonly effectiveFrom: string;
  /** Days after this steroid before the next; `otherDays` for a drug that is not named. */
  readonly daysByDrug: Readonly<Record<string, number>>;
  readonly otherDays: number;
}

/** Particulate steroids 28 days, dexamethasone 14: clinical reference 3.6, to be confirmed by the clinic. */
export const steroidIntervals: SteroidIntervals = {
  version: '1',
  author: 'Lull defaults, to be confirmed by the clinic',
  effectiveFrom: '2024-01-01',
  daysByDrug: { dexamethasone: 14 },
  otherDays: 28,
};

export interface SteroidTooSoon {
  readonly drug: string;
  readonly daysSince: number;
  readonly minimumDays: number;
}

/**
 * STE-01: the earlier steroid whose interval an injection with steroid at `at` (epoch ms) falls into; the most
 * recent when there are several, null when there is none. The interval is that of the earlier drug, because it is
 * what still suppresses the adrenal axis. Exposures at or after `at` are not looked at. An injection inside the
 * interval may go ahead without steroid, so this is never more than an advisory. Source: clinical reference 3.6.
 */
export function steroidTooSoon(
  at: number,
  exposures: readonly SteroidExposure[],
  intervals: SteroidIntervals = steroidIntervals,
): SteroidTooSoon | null {
  let latest: SteroidExposure | null = null;
  for (const exposure of exposures) {
    if (exposure.at >= at || at - exposure.at >= minimumDays(exposure.drug, intervals) * DAY_MS) continue;
    if (latest === null || exposure.at > latest.at) latest = exposure;
  }
  if (latest === null) return null;
  return {
    drug: latest.drug,
    daysSince: Math.floor((at - latest.at) / DAY_MS),
    minimumDays: minimumDays(latest.drug, intervals),
  };
}

/**
 * LEDGER-06: the first instant (epoch ms) at which another steroid keeps the interval of each that was given; null
 * when none was. Before it, an injection may go ahead without steroid. Source: clinical reference 3.6.
 */
export function steroidAgainFrom(
  exposures: readonly SteroidExposure[],
  intervals: SteroidIntervals = steroidIntervals,
): number | null {
  const ends = exposures.map(({ drug, at }) => at + minimumDays(drug, intervals) * DAY_MS);
  return ends.length === 0 ? null : Math.max(...ends);
}

function minimumDays(drug: string, intervals: SteroidIntervals): number {
  const name = drug.trim().toLowerCase();
  return Object.hasOwn(intervals.daysByDrug, name) ? (intervals.daysByDrug[name] ?? 0) : intervals.otherDays;
}
