import { anaestheticLimits, totalAnaesthetic, type AnaestheticDose, type AnaestheticLimits } from './dose.js';
import type { DrugGiven } from './injection-record.js';

/** A total of local anaesthetic above the maximum: what one must be told before it is written down. */
export interface AnaestheticOverMaximum {
  /** The drug with the greatest share first. */
  readonly drugs: readonly {
    readonly drug: string;
    readonly totalMg: number;
    /** For the weight; null where the clinic has set no maximum. */
    readonly maximumMg: number | null;
  }[];
  /** Of the maximum, all drugs together, in whole percent, rounded up: an excess never reads as 100. */
  readonly percent: number;
  /** An amount or a maximum is missing: it is more than `percent`. */
  readonly atLeast: boolean;
  readonly weightKg: number;
  /** The other side of the session was given some of it. */
  readonly bothSides: boolean;
}

/**
 * DOS-03: whether the local anaesthetic of a session, both sides together, is known to be above the maximum for
 * the weight (hazard H10). Null: it is within, or it is not known; `totalAnaesthetic` tells which.
 */
export function anaestheticOverMaximum(
  drugs: readonly DrugGiven[],
  otherSideDrugs: readonly DrugGiven[],
  weightKg: number | null,
  limits: AnaestheticLimits = anaestheticLimits,
): AnaestheticOverMaximum | null {
  const { doses, complete } = anaestheticsOf([...drugs, ...otherSideDrugs]);
  const total = totalAnaesthetic(doses, weightKg, limits);
  if (total.verdict !== 'exceeds' || weightKg === null) return null;
  const shares = total.drugs
    .map(({ drug, totalMg, maximumMgPerKg }) => {
      const maximumMg = maximumMgPerKg === null ? null : maximumMgPerKg * weightKg;
      return { drug, totalMg, maximumMg, share: maximumMg === null ? 0 : totalMg / maximumMg };
    })
    .toSorted((one, other) => other.share - one.share);
  const share = shares.reduce((sum, each) => sum + each.share, 0);
  return {
    drugs: shares.map(({ drug, totalMg, maximumMg }) => ({ drug, totalMg, maximumMg })),
    percent: Math.ceil(Number((share * 100).toFixed(6))),
    atLeast: !complete || total.shareOfMaximum === null,
    weightKg,
    bothSides: anaestheticsOf(otherSideDrugs).doses.length > 0,
  };
}

/** The local anaesthetics among the drugs, as far as their amount is known, and whether that is all of them. */
export function anaestheticsOf(drugs: readonly DrugGiven[]): {
  readonly doses: readonly AnaestheticDose[];
  readonly complete: boolean;
} {
  const given = drugs.filter((drug) => drug.role === 'local-anaesthetic');
  const doses = given.map(anaestheticDose).filter((dose) => dose !== null);
  return { doses, complete: doses.length === given.length };
}

function anaestheticDose(given: DrugGiven): AnaestheticDose | null {
  const drug = given.drug.trim().toLowerCase();
  const { concentrationPercent, volumeMl } = given;
  if (concentrationPercent !== null && volumeMl !== null) {
    return { drug, percent: concentrationPercent, volumeMl };
  }
  // 1 mL of n/10 % is n mg: a dose that was written down in mg only.
  return given.doseMg === null ? null : { drug, percent: given.doseMg / 10, volumeMl: 1 };
}
