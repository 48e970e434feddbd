import type { FormFault } from './form-summary.js';

/** What a control needs of the faults: its id, which the summary leads to, and its own sentence. */
export function fieldsOf(faults: readonly FormFault[]) {
  const errorOf = (name: string): string | undefined => faults.find(({ field }) => field === name)?.sentence;
  return { errorOf, field: (name: string) => ({ id: `field-${name}`, error: errorOf(name) }) };
}
