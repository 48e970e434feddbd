import type { FormFault } from './form-summary.js';

/** What a control needs of the faults: its id, which the summary leads to, and its own sentence. */
export function fieldsOf(faults: readonly FormFault[]) {
  const errorOf = (name: string): string | undefined => faults.find(({ field }) => field === name)?.sentence;
  return { errorOf, field: (name: string) => ({ id: `field-${name}`, error: errorOf(name) }) };
}

/** What was typed into the field of this name; nothing typed is an empty text. */
export function typed(fields: FormData, name: string): string {
  const value = fields.get(name);
  return typeof value === 'string' ? value : '';
}
