import { v5 } from 'uuid';

/**
 * The id of an imported row: the same for the same practice, kind and reference, so that importing a book
 * again finds the rows of the first time instead of adding to them.
 */
export function stableId(
  practiceId: string,
  kind: string,
  ...reference: readonly (string | number)[]
): string {
  // Joined by a character that no reference holds: ("a", "bc") and ("ab", "c") differ.
  return v5([kind, ...reference].join('\u0000'), practiceId);
}
