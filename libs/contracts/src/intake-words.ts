import type { FastingIntake } from '@lull/domain';
import type { ProblemFacts } from './problem-codes.js';

/** What a fast ends, in sentences. */
const intakeWords: Readonly<Record<FastingIntake, string>> = {
  'solid-food': 'solid food',
  'full-meal': 'full meal',
  'light-meal': 'light meal',
  'clear-liquids': 'clear liquids',
};

/** `light meal`, from the fact `intake`. */
export function intakeWord(f: ProblemFacts): string {
  const words: Readonly<Record<string, string>> = intakeWords;
  return words[String(f['intake'])] ?? 'intake';
}
