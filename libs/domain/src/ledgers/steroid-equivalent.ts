import type { SteroidPolicy } from './steroid-policy.js';

/** Doses and equivalents are written with three decimals at most. */
const PLACES = 1000;

const thousandths = (mg: number): number => Math.round(mg * PLACES);

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** The ingredient's share of the table, or null for a drug that does not stand in it. Capitals do not matter. */
function equivalentOf(drug: string, { equivalentMg: table }: SteroidPolicy): number | null {
  const name = drug.trim().toLowerCase();
  return Object.hasOwn(table, name) ? thousandths(table[name] ?? 0) : null;
}

/**
 * LEDGER-04: doses as milligrams of the one steroid that sums are told in, added up exactly: 0.75 mg of dexamethasone
 * are 4 mg of triamcinolone, and ten thirds of a milligram stay ten thirds until the sum is told. Null where a drug is not in
 * the table or a dose is not known: nothing unknown counts as nothing. `policy.toldAs` stands in the table. Source:
 * clinical reference 3.6.
 */
export function equivalentSum(
  given: readonly { readonly drug: string | null; readonly doseMg: number | null }[],
  policy: SteroidPolicy,
): { readonly mg: number; readonly over: boolean; readonly unknown: number } {
  const told = equivalentOf(policy.toldAs, policy);
  if (told === null) throw new Error(`${policy.toldAs} is not in its own table of equivalents.`);
  // All shares have this denominator in common, so that sums are whole numbers of its parts.
  const common = Object.values(policy.equivalentMg)
    .map(thousandths)
    .reduce((so, each) => (so * each) / greatestCommonDivisor(so, each), 1);
  let parts = 0;
  let unknown = 0;
  for (const { drug, doseMg } of given) {
    const equivalent = drug === null ? null : equivalentOf(drug, policy);
    if (equivalent === null || doseMg === null) unknown += 1;
    else parts += thousandths(doseMg) * told * (common / equivalent);
  }
  return {
    mg: parts / (common * PLACES),
    over: parts > thousandths(policy.limitMg) * common,
    unknown,
  };
}

/** One dose in the same milligrams; null where it cannot be told. */
export function equivalentMg(
  drug: string | null,
  doseMg: number | null,
  policy: SteroidPolicy,
): number | null {
  const { mg, unknown } = equivalentSum([{ drug, doseMg }], policy);
  return unknown > 0 ? null : mg;
}
