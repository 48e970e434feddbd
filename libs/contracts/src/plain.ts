export * from './problem.js';
export * from './access-matrix.js';
export * from './problem-codes.js';
export * from './problem-texts.js';
export * from './values.js';
export * from './advisory-texts.js';
export * from './remedy-texts.js';
export * from './waitlist-texts.js';
