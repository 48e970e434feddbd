export * from './time/interval.js';
