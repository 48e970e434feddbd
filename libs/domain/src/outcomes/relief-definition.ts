const HOUR = 60;
const DAY = 24 * HOUR;

/**
 * How an entry soon after a rescue analgesic is read (REL-02): `composite` never counts it as relief,
 * `exclude` leaves it out, `ignore` takes it as it is (treatment policy).
 */
export type RescuePolicy = 'composite' | 'exclude' | 'ignore';

/** The windows from which a baseline is taken (BAS-01, clinical reference 1.3). */
export interface BaselineWindows {
  readonly diaryMinutes: number;
  readonly diaryMinimumEntries: number;
  readonly clinicMinutes: number;
}

/**
 * The versioned configuration behind every relief figure: no rule in this folder holds a clinical number of
 * its own, so that a figure can always be traced to the definition, author and date it was made with.
 * All durations are whole minutes; percentages are whole numbers of percent; points are those of the scale.
 * Source: clinical reference 1.2 to 1.6; the defaults are `relief` in its table of clinic defaults.
 */
export interface ReliefDefinition {
  readonly name: string;
  readonly version: string;
  readonly author: string;
  /** First civil day on which the definition applies, `YYYY-MM-DD`. */
  readonly effectiveFrom: string;
  readonly betterIs: 'lower' | 'higher';
  /** The least value of the scale: no score lies below it, so no baseline near it can show relief. */
  readonly scaleLeast: number;
  readonly relativePercent: number;
  /** Least change in points that can be relief, and least baseline at which relief can be judged. */
  readonly absoluteMinimum: number;
  /** The diagnostic window is (0, this] after the injection. */
  readonly diagnosticWindow: number;
  /** The early (anaesthetic) phase is (0, this); the sustained phase begins here. */
  readonly sustainedFrom: number;
  /** The onset of the sustained phase must be seen by here. */
  readonly sustainedBy: number;
  /** A failing entry followed by relief within this is a flare, not a lapse. */
  readonly flareMaximum: number;
  /** Two relieved entries further apart than this leave the time between them unknown. */
  readonly bridgeMaximum: number;
  /** A first failing entry later than this leaves the time before it unknown. */
  readonly firstFailureKnownWithin: number;
  /** Relief confirmed at most this long before the next injection persisted at it. */
  readonly persistedWithin: number;
  /** What is asked beside a score: a rescue analgesic within this? The answer is the entry's rescue flag. */
  readonly rescueWindow: number;
  readonly rescuePolicy: RescuePolicy;
  /** What an `avg24h` entry averages over. */
  readonly averageSpan: number;
  /** Relief at least this long is a response. */
  readonly minimumTherapeutic: number;
  /** Below this share of known time only the bounds of the coverage are shown. */
  readonly minimumKnownFraction: number;
  /** Data quality A needs a median gap between entries of at most `gapMaximum`, up to lapse or `horizon`. */
  readonly dataQuality: { readonly gapMaximum: number; readonly horizon: number };
  readonly baseline: BaselineWindows;
}

/** Substantial relief, the primary definition: at least 2 points and at least 50 % (clinical reference 1.4). */
export const reliefDefinition50: ReliefDefinition = {
  name: 'relief50',
  version: '1',
  author: 'Lull defaults, to be confirmed by the clinic',
  effectiveFrom: '2024-01-01',
  betterIs: 'lower',
  scaleLeast: 0,
  relativePercent: 50,
  absoluteMinimum: 2,
  diagnosticWindow: 8 * HOUR,
  sustainedFrom: 48 * HOUR,
  sustainedBy: 168 * HOUR,
  flareMaximum: 72 * HOUR,
  bridgeMaximum: 168 * HOUR,
  firstFailureKnownWithin: 24 * HOUR,
  persistedWithin: 24 * HOUR,
  rescueWindow: 6 * HOUR,
  rescuePolicy: 'composite',
  averageSpan: 24 * HOUR,
  minimumTherapeutic: 7 * DAY,
  minimumKnownFraction: 0.8,
  dataQuality: { gapMaximum: 48 * HOUR, horizon: 14 * DAY },
  baseline: { diaryMinutes: 7 * DAY, diaryMinimumEntries: 3, clinicMinutes: 14 * DAY },
};

/** Moderate relief, the secondary definition: at least 2 points and at least 30 % (clinical reference 1.4). */
export const reliefDefinition30: ReliefDefinition = {
  ...reliefDefinition50,
  name: 'relief30',
  relativePercent: 30,
};
