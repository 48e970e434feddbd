import { exact } from './exact.js';

/** One administration of a local anaesthetic; both sides of a bilateral session are handed in together. */
export interface AnaestheticDose {
  /** Ingredient in lower case, for instance `bupivacaine`. */
  readonly drug: string;
  /** Concentration in percent: 0.25 is 2.5 mg/mL. */
  readonly percent: number;
  readonly volumeMl: number;
}

export interface AnaestheticLimits {
  readonly version: string;
  readonly author: string;
  readonly effectiveFrom: string;
  /** Greatest total dose in mg per kg of body weight, by ingredient. */
  readonly maximumMgPerKg: Readonly<Record<string, number>>;
}

/** Plain solutions. From general knowledge: a clinician of the clinic must confirm them (clinical reference 3.6). */
export const anaestheticLimits: AnaestheticLimits = {
  version: '1',
  author: 'Lull defaults, to be confirmed by the clinic',
  effectiveFrom: '2024-01-01',
  maximumMgPerKg: { lidocaine: 4.5, bupivacaine: 2.5, ropivacaine: 3 },
};

/**
 * DOS-04: the most of each local anaesthetic for a weight, in whole mg rounded down, to be read aloud before the needle;
 * both sides together, and of one drug alone. Empty without a weight: then nothing is known (hazard H10).
 */
export function anaestheticMaxima(
  weightKg: number | null,
  limits: AnaestheticLimits = anaestheticLimits,
): readonly { readonly drug: string; readonly maximumMg: number }[] {
  if (weightKg === null || weightKg <= 0) return [];
  return Object.entries(limits.maximumMgPerKg).map(([drug, mgPerKg]) => ({
    drug,
    maximumMg: Math.floor(mgPerKg * weightKg + ROUNDING),
  }));
}

export interface DrugTotal {
  readonly drug: string;
  readonly totalMg: number;
  /** Null without a weight. */
  readonly mgPerKg: number | null;
  /** Null where the clinic has set no maximum for the drug. */
  readonly maximumMgPerKg: number | null;
}

/**
 * `unknown` is not "within": a missing weight or maximum leaves the question open, and the screen must ask.
 * `shareOfMaximum` adds up the drugs' shares, because their toxicity adds up; 1 is exactly the maximum.
 */
export interface AnaestheticTotal {
  readonly drugs: readonly DrugTotal[];
  readonly verdict: 'within' | 'exceeds' | 'unknown';
  readonly shareOfMaximum: number | null;
}

/** DOS-01: mg in a volume of a solution given in percent: 10 mL of 0.25 % is 25 mg. */
export function doseMg(dose: AnaestheticDose): number {
  return (exact(dose.percent) * exact(dose.volumeMl) * 10) / (exact(1) * exact(1));
}

/** Binary fractions may put a dose of exactly the maximum a hair above it. */
const ROUNDING = 1e-9;

/**
 * DOS-02: the total local anaesthetic of a session over all administrations and both sides, against the maximum
 * for the weight (clinical reference 3.6, hazard H10). A known excess is an excess even if another drug of the
 * session has no maximum. `weightKg` null when it was not recorded; percentages and volumes not negative.
 */
export function totalAnaesthetic(
  doses: readonly AnaestheticDose[],
  weightKg: number | null,
  limits: AnaestheticLimits = anaestheticLimits,
): AnaestheticTotal {
  const totals = new Map<string, number>();
  for (const dose of doses) totals.set(dose.drug, (totals.get(dose.drug) ?? 0) + doseMg(dose));

  const weight = weightKg !== null && weightKg > 0 ? weightKg : null;
  const drugs = [...totals].map(([drug, totalMg]): DrugTotal => ({
    drug,
    totalMg,
    mgPerKg: weight === null ? null : totalMg / weight,
    maximumMgPerKg: Object.hasOwn(limits.maximumMgPerKg, drug) ? (limits.maximumMgPerKg[drug] ?? null) : null,
  }));
  let knownShare = 0;
  let complete = true;
  for (const { totalMg, maximumMgPerKg } of drugs) {
    if (maximumMgPerKg === null || weight === null) complete = false;
    else knownShare += totalMg / (maximumMgPerKg * weight);
  }
  const shareOfMaximum = complete ? knownShare : null;
  if (knownShare > 1 + ROUNDING) return { drugs, verdict: 'exceeds', shareOfMaximum };
  return { drugs, verdict: complete ? 'within' : 'unknown', shareOfMaximum };
}
