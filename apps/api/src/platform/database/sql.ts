/*
 * Instants cross the driver as epoch milliseconds: PostgreSQL's own texts and `Date` stay out.
 * Both are given column expressions or parameter names of ours, never a caller's text.
 */

/** An instant's epoch milliseconds; null stays null. */
export const epochMs = (expression: string): string =>
  `floor(extract(epoch from ${expression}) * 1000)::bigint`;

/** A parameter that holds epoch milliseconds, as an instant. */
export const instant = (parameter: string): string => `to_timestamp(${parameter}::float8 / 1000)`;
