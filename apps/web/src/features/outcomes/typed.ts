/** What a number field holds: a number, or text while it is empty or half written. */
export type Typed = number | string;

export function amount(typed: Typed): number | null {
  return typed === '' ? null : Number(typed);
}
