import type { SeriesView } from '@lull/contracts';

/** `Complex regional pain syndrome I (G90.522)`; of a restricted record that was not opened it is not told. */
export function conditionText(condition: SeriesView['condition']): string {
  return condition === null ? 'Restricted record' : `${condition.label} (${condition.icd10})`;
}
