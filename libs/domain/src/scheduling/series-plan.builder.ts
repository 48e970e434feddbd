import { overlaps } from '../time/interval.js';
import { wallTimeAt } from '../time/zone.js';
import { adeyemi, booking, halloran, fluoro1, fluoro2 } from './booking.builder.js';
import type { Closure } from './clinic-calendar.js';
import type { CountedSession } from './limit-rules.js';
import type { Hold } from './resource.js';
import { planSeries } from './series-plan.js';
import type { BookOfPeriod, PlanFacts, PlannedOccurrence } from './series-plan-facts.js';

/** Everything that stands in a clinic's book, whatever the period. */
export interface WholeBook {
  readonly holds: readonly Hold[];
  readonly closures: readonly Closure[];
  readonly counted?: readonly CountedSession[];
}

const emptyBook: WholeBook = { holds: [], closures: [] };

/** Three sessions of Dr Halloran on her Mondays, 14 days apart with 7 to 21 allowed, from Monday 8 June 2026 on. */
export function planning(changes: Partial<PlanFacts> = {}): PlanFacts {
  const { start: _start, room: _room, physician: _physician, holds: _holds, ...facts } = booking();
  return {
    ...facts,
    rooms: [fluoro1, fluoro2],
    physicians: [halloran],
    otherPhysicians: [adeyemi],
    series: { ...facts.series, maximumIntervalDays: 21 },
    count: 3,
    targetIntervalDays: 14,
    firstDate: '2026-06-08',
    wishes: { weekdays: [], from: null, to: null },
    choices: [],
    gridMinutes: 10,
    ...changes,
  };
}

/** Plans against a whole book, answering each question with the period asked for and what surrounds it. */
export function plan(
  facts: PlanFacts,
  { holds, closures, counted = [] }: WholeBook = emptyBook,
): { readonly occurrences: readonly PlannedOccurrence[]; readonly questions: number } {
  const asking = planSeries(facts);
  let answer: BookOfPeriod = { holds: [], closures: [], counted: [] };
  for (let questions = 0; ; questions += 1) {
    const step = asking.next(answer);
    if (step.done === true) {
      if (!step.value.accepted)
        throw new Error(`refused: ${step.value.refusals.map(({ code }) => code).join(', ')}`);
      return { ...step.value.value, questions };
    }
    const hours = 12 * 3_600_000;
    const around = { start: step.value.start - hours, end: step.value.end + hours };
    answer = {
      holds: holds.filter(({ interval }) => overlaps(interval, around)),
      closures: closures.filter(({ interval }) => overlaps(interval, around)),
      counted,
    };
  }
}

/** Each occurrence in a line: its state, wall time and room, or the days on which it is due. */
export function told(facts: PlanFacts, book: WholeBook = emptyBook): string[] {
  const { zone } = facts.calendar;
  return plan(facts, book).occurrences.map(({ state, time, target, dueBy, daysMoved }) =>
    time === null
      ? `${state} ${target} by ${dueBy}`
      : `${state} ${wallTimeAt(time.start, zone)} ${time.room.name}${daysMoved === 0 ? '' : ` (${daysMoved > 0 ? '+' : ''}${daysMoved} d)`}`,
  );
}
