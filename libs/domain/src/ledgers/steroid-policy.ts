import { steroidIntervals, type SteroidIntervals } from '../outcomes/steroid-interval.js';

/** How steroids are added up, and from when on the sum deserves a look. */
export interface SteroidPolicy {
  readonly version: string;
  readonly author: string;
  /** First civil day on which it applies, `YYYY-MM-DD`. */
  readonly effectiveFrom: string;
  /** In whose milligrams sums are told: an ingredient of the table. */
  readonly toldAs: string;
  /** Milligrams of each ingredient that are worth as much as those of the others; three decimals at most. */
  readonly equivalentMg: Readonly<Record<string, number>>;
  /** Above this sum over the months, in milligrams of `toldAs`. */
  readonly limitMg: number;
  /** So many sessions with a steroid within the months ask for a review. */
  readonly reviewFromSessions: number;
  readonly months: number;
  readonly intervals: SteroidIntervals;
}

/** Clinical reference 3.6: the equivalents and the limit are general knowledge, the intervals reasoned from published suppression. */
export const steroidPolicy: SteroidPolicy = {
  version: '1',
  author: 'Lull defaults, to be confirmed by the clinic',
  effectiveFrom: '2024-01-01',
  toldAs: 'triamcinolone',
  equivalentMg: {
    dexamethasone: 0.75,
    betamethasone: 0.75,
    methylprednisolone: 4,
    triamcinolone: 4,
    prednisone: 5,
    hydrocortisone: 20,
  },
  limitMg: 200,
  reviewFromSessions: 4,
  months: 12,
  intervals: steroidIntervals,
};
