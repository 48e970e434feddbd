import type { ProblemFacts } from './problem-codes.js';

export interface ProblemText {
  readonly title: string;
  /** A sentence for the person at the desk: what is wrong and what to do. */
  readonly detail: (facts: ProblemFacts) => string;
}

export const say = (title: string, detail: string | ((facts: ProblemFacts) => string)): ProblemText => ({
  title,
  detail: typeof detail === 'string' ? () => detail : detail,
});
