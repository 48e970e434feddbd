import { diarySchedule } from './diary-schedule.js';
import type { TargetSymptom } from '../series/target-symptom.js';
import type { InjectionPurpose } from './series-relief.js';

const HOUR_MS = 3_600_000;

/**
 * Why silence matters, in hours: to be confirmed by the clinic; `version` stands beside the answer's rule. Silence is
 * followed for as long as the diary asks every day: later it asks twice a week.
 */
export const diaryExpectation = {
  version: '1',
  followedHours: diarySchedule.dailyDays * 24,
  silenceHours: 48,
} as const;

/** Instants in epoch milliseconds; null when there is none. */
export interface DiaryFacts {
  readonly purpose: InjectionPurpose;
  readonly targetSymptom: TargetSymptom;
  readonly lastInjectionAt: number | null;
  readonly lastScoreAt: number | null;
  readonly now: number;
}

/**
 * SCO-02: is a pain score overdue? In the two weeks after a completed injection of a therapeutic series, when
 * nothing was heard for more than 48 hours, counted from the injection or from the last score after it. Then a
 * lapse could pass unseen (data quality A needs looks at most 48 h apart, clinical reference 1.6). Of blood flow nothing
 * is asked at home, so that nothing is overdue; for sweating a score is one of the HDSS.
 */
export function diaryOverdue({
  purpose,
  targetSymptom,
  lastInjectionAt,
  lastScoreAt,
  now,
}: DiaryFacts): boolean {
  if (purpose !== 'therapeutic' || targetSymptom === 'perfusion' || lastInjectionAt === null) return false;
  if (now - lastInjectionAt > diaryExpectation.followedHours * HOUR_MS) return false;
  const heard = Math.max(lastInjectionAt, lastScoreAt ?? lastInjectionAt);
  return now - heard > diaryExpectation.silenceHours * HOUR_MS;
}
