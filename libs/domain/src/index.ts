export * from './time/interval.js';
export { Temporal } from './time/temporal.js';
