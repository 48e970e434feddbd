/** Which side is treated. Entered once, never defaulted, never copied (product rule 5). `both`: two injections in one session. */
export const sides = ['left', 'right', 'both'] as const;
export type Side = (typeof sides)[number];

/** Whether two sides share a leg: both sides share one with either. */
export function sharesSide(a: Side, b: Side): boolean {
  return a === b || a === 'both' || b === 'both';
}
