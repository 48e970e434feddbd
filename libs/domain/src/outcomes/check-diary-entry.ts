import { accept, type Decision, type Refusal } from '../decision.js';
import { hourMs, minuteMs } from '../time/zone.js';
import { diarySchedule, longestOpenDays, type DiarySlot } from './diary-schedule.js';
import type { outcomesRefusalCodes } from './refusal-codes.js';

/** What a telephone's clock may be ahead, and how late an answer may come that was given without a connection. */
export const diaryEntryLimits = { version: '1', clockAheadMinutes: 5, oldestDays: 14 } as const;

export interface DiaryEntryGiven {
  readonly slot: DiarySlot;
  /** Epoch milliseconds, by the telephone's clock. */
  readonly at: number;
  /** The civil day of `at`, and the day on which the pain came back, counted as those of the slot. */
  readonly on: number;
  readonly returnedOn: number | null;
  /** The patient says that the pain has not come back. */
  readonly notYet: boolean;
}

/**
 * HOME-03: may this entry of a diary be kept, and as given when? All refusals at once. It may be late, because the page
 * works without a connection: up to 14 days. A clock that is a little ahead is set back to now, so that no score is lost
 * by it. The contact that it answers stood open on its day; the pain came back on a day that had come.
 */
export function checkDiaryEntry(given: DiaryEntryGiven, now: number): Decision<number> {
  const { at, slot, on, returnedOn, notYet } = given;
  const refusals: Refusal[] = [];
  if (at > now + diaryEntryLimits.clockAheadMinutes * minuteMs)
    refusals.push(refusal('outcomes.score-in-future'));
  if (at < now - diaryEntryLimits.oldestDays * 24 * hourMs) refusals.push(refusal('outcomes.score-too-old'));
  if (!stoodOpen(slot, on)) refusals.push(refusal('outcomes.score-question-not-open'));
  if (returnedOn !== null && (returnedOn > on || notYet))
    refusals.push(refusal('outcomes.score-return-contradicts'));
  return refusals.length > 0 ? { accepted: false, refusals } : accept(Math.min(at, now));
}

/** A day more than a contact stands open: who answers at midnight is not turned away. */
function stoodOpen({ day, before }: DiarySlot, on: number): boolean {
  if (before) return on >= day - diarySchedule.beforeSessionDays - 1 && on <= day + 1;
  return on >= day && on <= day + longestOpenDays() + 1;
}

function refusal(code: (typeof outcomesRefusalCodes)[number]): Refusal {
  return { code, facts: {}, overridable: false };
}
