import { describe, expect, it } from 'vitest';
import { diaryOverdue, type DiaryFacts } from './diary-overdue.js';

const hour = 3_600_000;
const ago = (hours: number) => -hours * hour;

describe('SCO-02 whether a score is overdue', () => {
  it.each<[string, Partial<DiaryFacts>, boolean]>([
    ['48 hours of silence are not', { lastInjectionAt: ago(48) }, false],
    ['a moment more is', { lastInjectionAt: ago(48) - 1 }, true],
    ['a score within 48 hours settles it', { lastInjectionAt: ago(200), lastScoreAt: ago(47) }, false],
    ['an older one does not', { lastInjectionAt: ago(200), lastScoreAt: ago(49) }, true],
    [
      'a score from before the injection does not shorten the wait',
      { lastInjectionAt: ago(40), lastScoreAt: ago(90) },
      false,
    ],
    ['on the fourteenth day it still is', { lastInjectionAt: ago(14 * 24) }, true],
    ['after it nobody waits', { lastInjectionAt: ago(14 * 24) - 1 }, false],
    ['without an injection nobody waits', { lastInjectionAt: null, lastScoreAt: ago(90) }, false],
    [
      'a diagnostic series is judged in its window',
      { purpose: 'diagnostic', lastInjectionAt: ago(90) },
      false,
    ],
    ['of sweating the HDSS is waited for', { targetSymptom: 'sweating', lastInjectionAt: ago(90) }, true],
    [
      'of blood flow nothing is asked at home',
      { targetSymptom: 'perfusion', lastInjectionAt: ago(90) },
      false,
    ],
    ['a pre-surgical one by the operation', { purpose: 'pre-surgical', lastInjectionAt: ago(90) }, false],
  ])('%s', (_story, changes, overdue) => {
    expect(
      diaryOverdue({
        purpose: 'therapeutic',
        targetSymptom: 'pain',
        lastInjectionAt: null,
        lastScoreAt: null,
        now: 0,
        ...changes,
      }),
    ).toBe(overdue);
  });
});
