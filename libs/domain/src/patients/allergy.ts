/**
 * "None known" is an answer, silence is not: three states, never two (clinical.md, hazard H8).
 */
export type AllergyState =
  | { readonly state: 'not-asked' }
  | { readonly state: 'none-known' }
  | { readonly state: 'listed'; readonly substances: readonly string[] };

/** Whether somebody has asked; as long as nobody has, a session is not ready. */
export function allergiesWereAsked(allergies: AllergyState): boolean {
  return allergies.state !== 'not-asked';
}

/**
 * PAT-05: whether a substance is among the listed allergies; null when nobody has asked, because the
 * absence of an answer is not the absence of an allergy. Case and outer blanks do not matter.
 */
export function isAllergicTo(allergies: AllergyState, substance: string): boolean | null {
  if (allergies.state === 'not-asked') return null;
  if (allergies.state === 'none-known') return false;
  const wanted = substance.trim().toLowerCase();
  return allergies.substances.some((each) => each.trim().toLowerCase() === wanted);
}
