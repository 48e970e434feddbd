import { accept, type Decision, type Facts, type Refusal } from '../decision.js';
import type { outcomesRefusalCodes } from './refusal-codes.js';

/**
 * The change that matters to a patient, where a source names one: by share of the value before, by points, or by both at
 * once. Null: no source names one, and none is invented.
 */
export interface ImportantChange {
  readonly percent: number | null;
  readonly points: number | null;
  readonly source: string;
}

/**
 * How one questionnaire or measurement is scored: the plug-in that every instrument is, shipped or licensed
 * (docs/instruments.md). It carries no wording of items: those of the shipped ones stand with the screens, and those of
 * a licensed one with the clinic that holds the licence.
 */
export interface Instrument {
  /** As it is stored; of a licensed one it begins with `licensed-`, so that no two are ever mixed up. */
  readonly id: string;
  readonly name: string;
  readonly measures: string;
  /** Where scoring and terms of use come from. */
  readonly source: string;
  readonly licence: string;
  /** LOINC of the score, where there is one. */
  readonly loinc: string | null;
  /** The values that each item allows, in their order; whole numbers. */
  readonly items: readonly { readonly least: number; readonly most: number }[];
  /** So many items must be answered; the others may be left out (null). */
  readonly leastAnswered: number;
  /** Of the score, both included. */
  readonly range: { readonly least: number; readonly most: number; readonly unit: string };
  readonly betterIs: 'lower' | 'higher';
  readonly importantChange: ImportantChange | null;
  /** Whether it speaks of one limb: a series for both sides then needs the leg, which is never filled in (H1). */
  readonly perLimb: boolean;
  /** Precondition: `checkAnswers` accepted them. */
  readonly score: (answers: readonly (number | null)[]) => number;
}

/** What was answered, and the score that it gives. */
export interface ScoredAnswers {
  readonly answers: readonly (number | null)[];
  readonly score: number;
}

/**
 * INS-01: the score of these answers, or every reason why there is none: the wrong number of items, a value that the item
 * does not have, too few answers. A missing answer is null and never a zero.
 */
export function scoreAnswers(
  instrument: Instrument,
  answers: readonly (number | null)[],
): Decision<ScoredAnswers> {
  const { id, items, leastAnswered } = instrument;
  if (answers.length !== items.length)
    return refused('outcomes.score-items-differ', { instrument: id, items: items.length });
  const impossible = items.flatMap(({ least, most }, index) => {
    const answer = answers[index] ?? null;
    if (answer === null || (Number.isInteger(answer) && answer >= least && answer <= most)) return [];
    return [refusal('outcomes.score-answer-out-of-range', { item: index + 1, value: answer, least, most })];
  });
  if (impossible.length > 0) return { accepted: false, refusals: impossible };
  const answered = answers.filter((answer) => answer !== null).length;
  if (answered < leastAnswered)
    return refused('outcomes.score-too-few-answers', { answered, needed: leastAnswered });
  return accept({ answers, score: instrument.score(answers) });
}

/** How a score compares with an earlier one: `better` is positive when it improved, in points of the score. */
export interface InstrumentChange {
  readonly better: number;
  /** Null: no source names a change that matters. */
  readonly important: boolean | null;
}

/** INS-02: the change between two scores in the instrument's own direction, and whether it is one that matters. */
export function instrumentChange(
  { betterIs, importantChange }: Instrument,
  before: number,
  after: number,
): InstrumentChange {
  const better = rounded(betterIs === 'lower' ? before - after : after - before);
  if (importantChange === null) return { better, important: null };
  const { percent, points } = importantChange;
  const byPercent = percent === null || 100 * better >= percent * Math.abs(before);
  const byPoints = points === null || better >= points;
  return { better, important: better > 0 && byPercent && byPoints };
}

/** Means of thirds are not exact in binary: a billionth of a point is nobody's change. */
function rounded(points: number): number {
  return Math.round(points * 1e9) / 1e9;
}

function refusal(code: (typeof outcomesRefusalCodes)[number], facts: Facts): Refusal {
  return { code, facts, overridable: false };
}

function refused(code: (typeof outcomesRefusalCodes)[number], facts: Facts): Decision<never> {
  return { accepted: false, refusals: [refusal(code, facts)] };
}
