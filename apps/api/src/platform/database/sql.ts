/*
 * Instants cross the driver as epoch milliseconds: PostgreSQL's own texts and `Date` stay out.
 * Both are given column expressions or parameter names of ours, never a caller's text.
 */

/**
 * An instant's epoch milliseconds; null stays null. Instants are stored to the millisecond, so rounding changes
 * none; `date_part` counts in float8, which takes half as long as the numeric of `extract`: a board has thousands.
 */
export const epochMs = (expression: string): string =>
  `round(date_part('epoch', ${expression}) * 1000)::bigint`;

/** A parameter that holds epoch milliseconds, as an instant. */
export const instant = (parameter: string): string => `to_timestamp(${parameter}::float8 / 1000)`;

/** Minutes from an instant to another, with a fraction where there is one. */
export const minutesFrom = (from: string, to: string): string =>
  `((date_part('epoch', ${to}) - date_part('epoch', ${from})) / 60)`;

/**
 * From here on a transaction's statements are planned once for each connection and for all parameters. For reads of
 * many tables with their policies, which take longer to plan than to answer: left to itself the server plans them anew
 * each time, because it takes the plan for given values to be cheaper. Not for reads with parameters that may be absent.
 */
export const planOnce = `SET LOCAL plan_cache_mode = force_generic_plan`;
