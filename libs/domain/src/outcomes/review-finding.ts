import { compareRelief, type ReliefEnd, type ReliefComparison } from './compare-relief.js';

/** One injection as the review reads it: by one definition, as the API answers it. */
export interface ReviewedInjection {
  readonly ordinal: number;
  readonly relief: {
    readonly status: 'evaluable' | 'indeterminate' | 'not-evaluable' | 'no-data';
    readonly reason: string | null;
    readonly lapse: ReliefEnd | null;
    readonly coverage: ReviewedCoverage | null;
  };
  /** Days to the next injection of the target; null after the last. */
  readonly intervalDays: number | null;
}

export interface ReviewedCoverage {
  readonly point: number | null;
  readonly low: number;
  readonly high: number;
  readonly knownFraction: number;
}

/** An injection whose relief cannot be judged, and why. */
export interface Unjudged {
  readonly ordinal: number;
  readonly why: string;
}

/** What the picture of a series shows, as facts: nothing in it is more than the scores say. */
export interface ReviewFinding {
  /** The last injection that can be judged; all that follows speaks of it. */
  readonly ordinal: number;
  readonly lapse: ReliefEnd;
  readonly coverage: ReviewedCoverage | null;
  /** The interval to the next injection is over; otherwise the coverage reaches to the last look. */
  readonly intervalOver: boolean;
  /** Ordinals of the earlier injections that can be judged, by how this one compares with them. */
  readonly against: Readonly<Record<ReliefComparison, readonly number[]>>;
  readonly earlierUnjudged: readonly Unjudged[];
}

export interface SeriesFinding {
  /** Null while no injection can be judged. */
  readonly judged: ReviewFinding | null;
  /** After the last that can be judged, in order. */
  readonly notYet: readonly Unjudged[];
}

/**
 * REV-02: what a series shows by one definition: the last injection that can be judged, how long its relief lasted
 * as an interval, how that compares with each earlier one (`compareRelief`), and the share of its interval that was
 * relieved. `injections` of one target by ordinal. An injection without a result is named with its reason and never
 * read as one without relief.
 */
export function reviewFinding(injections: readonly ReviewedInjection[]): SeriesFinding {
  const at = injections.findLastIndex(isJudged);
  const last = injections[at];
  const lapse = last?.relief.lapse ?? null;
  const notYet = injections.slice(at + 1).map(unjudged);
  if (last === undefined || lapse === null) return { judged: null, notYet };

  const earlier = injections.slice(0, at);
  const against: Record<ReliefComparison, number[]> = {
    longer: [],
    shorter: [],
    'none-either': [],
    open: [],
  };
  for (const { ordinal, relief } of earlier) {
    if (relief.status === 'evaluable' && relief.lapse !== null)
      against[compareRelief(lapse, relief.lapse)].push(ordinal);
  }
  return {
    judged: {
      ordinal: last.ordinal,
      lapse,
      coverage: last.relief.coverage,
      intervalOver: last.intervalDays !== null,
      against,
      earlierUnjudged: earlier.filter((each) => !isJudged(each)).map(unjudged),
    },
    notYet,
  };
}

function isJudged({ relief }: ReviewedInjection): boolean {
  return relief.status === 'evaluable' && relief.lapse !== null;
}

function unjudged({ ordinal, relief }: ReviewedInjection): Unjudged {
  return { ordinal, why: unjudgedWords(relief.status, relief.reason) };
}

const reasons: Readonly<Record<string, string>> = {
  'missing-baseline': 'no baseline',
  'low-baseline': 'baseline too low to judge',
  'no-threshold': 'no threshold is defined for blood flow',
  indeterminate: 'not asked again after the first two days',
  'no-data': 'no scores',
};

/** Why relief cannot be judged, in a few words. */
export function unjudgedWords(status: string, reason: string | null): string {
  return reasons[reason ?? status] ?? reason ?? status;
}
