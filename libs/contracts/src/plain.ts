export * from './problem.js';
export * from './access-matrix.js';
export * from './audit-nouns.js';
export * from './audit-texts.js';
export { mergeConflictTexts } from './merge-texts.js';
export * from './problem-codes.js';
export * from './problem-texts.js';
export * from './values.js';
export * from './advisory-texts.js';
export * from './remedy-texts.js';
export * from './waitlist-texts.js';
export * from './displacement-texts.js';
export * from './holds.js';
export * from './message-texts.js';
export * from './member-texts.js';
export * from './after-care-texts.js';
export { procedureStepWords } from './recovery-texts.js';
export * from './clock-time.js';
export * from './diary-views.js';
export * from './readiness-words.js';
export { readinessActionTexts } from './readiness-texts.js';
export * from './preparation-texts.js';
export * from './consent-texts.js';
export * from './symptom-texts.js';
export * from './worklist-texts.js';
export {
  criterionStatusTexts,
  decisionWordTexts,
  responseTexts,
  seriesEndReasonTexts,
} from './decision-texts.js';
