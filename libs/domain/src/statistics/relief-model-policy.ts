/**
 * The versioned configuration behind every trend and prediction: no function of this folder holds a clinical number
 * of its own. Source: clinical reference 2.1 (limits), 2.3 (cap and cold-start prior), 1.5 (sustained phase).
 * Version 2 keeps relief of the anaesthetic out of the durations (docs/statistics.md, "Relief of two kinds").
 */
export interface ReliefModelPolicy {
  readonly version: string;
  readonly author: string;
  /** First civil day on which the policy applies, `YYYY-MM-DD`. */
  readonly effectiveFrom: string;
  readonly trend: {
    /** Injections of one patient from which a direction is said at all, and from which a p value is. */
    readonly directionFrom: number;
    readonly pFrom: number;
    /** Up to so many injections every order is counted; beyond, so many are drawn with a fixed seed. */
    readonly exactUpTo: number;
    readonly draws: number;
  };
  readonly model: {
    /** A clinic's model needs so many patients with so many injections each that gave relief. */
    readonly patients: number;
    readonly injectionsEach: number;
    /**
     * Days from which on relief is that of the injection and no longer of the anaesthetic. What ended before counts
     * among the injections without such relief, and not among the durations; 0 takes any relief for a duration.
     */
    readonly sustainedFromDays: number;
    /** The trend is carried no further than the largest ordinal that so many patients have reached. */
    readonly patientsAtLargestOrdinal: number;
  };
  /** Log-normal, log days: what stands in while the clinic has too few patients. Never called the clinic's own. */
  readonly prior: { readonly mu: number; readonly tau: number; readonly sigma: number };
}

export const reliefModelPolicy: ReliefModelPolicy = {
  version: '2',
  author: 'Lull defaults, to be confirmed by the clinic',
  effectiveFrom: '2024-01-01',
  trend: { directionFrom: 3, pFrom: 5, exactUpTo: 8, draws: 20_000 },
  model: { patients: 8, injectionsEach: 2, sustainedFromDays: 2, patientsAtLargestOrdinal: 3 },
  prior: { mu: Math.log(10), tau: 0.7, sigma: 0.6 },
};
