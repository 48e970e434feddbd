import type { Side } from './side.js';

/**
 * The ICD-10-CM codes of the indications that name a side (clinical.md 3.9, checked there against the
 * order file; to be checked again each year). Beware: public lists label G90.521 "upper limb".
 */
export const codedSides: Readonly<Record<string, Side>> = {
  'G90.521': 'right',
  'G90.522': 'left',
  'G90.523': 'both',
  'G57.71': 'right',
  'G57.72': 'left',
  'G57.73': 'both',
  'T87.33': 'right',
  'T87.34': 'left',
  'I70.221': 'right',
  'I70.222': 'left',
  'I70.223': 'both',
  'M79.604': 'right',
  'M79.605': 'left',
};

/** The side an ICD-10-CM code names; null when it names none (or is not in the table). */
export function codedSide(icd10: string): Side | null {
  return codedSides[icd10.trim().toUpperCase()] ?? null;
}

/**
 * SER-03: whether a diagnosis allows a side. A code without a side agrees with any; a bilateral
 * diagnosis agrees with any, because one leg may be treated; a one-sided diagnosis agrees with its own
 * side alone, not with both. Source: clinical.md 3.9 and hazard H1.
 */
export function sideAgrees(icd10: string, side: Side): boolean {
  const coded = codedSide(icd10);
  return coded === null || coded === 'both' || coded === side;
}
