import type { TargetSymptom } from '../series/target-symptom.js';

/**
 * When a patient is asked what: the versioned configuration behind the diary (clinical reference 4). Days are civil days
 * of the clinic, day 0 is the day of the injection. Half of all missing answers is burden, so nothing more is asked.
 */
export interface DiarySchedule {
  readonly version: string;
  readonly author: string;
  readonly effectiveFrom: string;
  /** One contact a day from day 0 for so many days; then on these days of each week after the injection. */
  readonly dailyDays: number;
  readonly laterDaysOfWeek: readonly number[];
  /** From which day after the injection function is asked, and for how many days until somebody has answered. */
  readonly pegDays: readonly number[];
  readonly pegWindowDays: number;
  /** From which day on the impression of change belongs to the review of the injection. */
  readonly pgicDay: number;
  /** So many days before the next session, function is asked once more. */
  readonly beforeSessionDays: number;
}

export const diarySchedule: DiarySchedule = {
  version: '1',
  author: 'Lull defaults, to be confirmed by the clinic',
  effectiveFrom: '2026-01-01',
  dailyDays: 14,
  laterDaysOfWeek: [0, 3],
  pegDays: [14, 42],
  pegWindowDays: 7,
  pgicDay: 14,
  beforeSessionDays: 2,
};

/** What one contact asks, in the order of the page. */
export type DiaryQuestionPart = 'nrs' | 'relief' | 'rescue' | 'returned' | 'hdss' | 'peg' | 'pgic';

/** One contact: the day on which it opened; the one before a session is named by the session's day. */
export interface DiarySlot {
  readonly day: number;
  readonly before: boolean;
}

/** All days are counted from the same day on, by the clinic's calendar; null where there is none. */
export interface DiaryCourse {
  readonly today: number;
  /** Of the last completed injection of an open series. */
  readonly injectedOn: number | null;
  readonly sessionOn: number | null;
  readonly entries: readonly DiaryEntryFact[];
  /** Of the open series: what is asked of each is another question. */
  readonly symptoms: readonly TargetSymptom[];
  /** Since that injection the patient has said on which day the pain came back. */
  readonly returned: boolean;
}

export interface DiaryEntryFact {
  readonly slot: DiarySlot;
  /** The day on which it was answered. */
  readonly on: number;
  readonly peg: boolean;
  readonly pgic: boolean;
}

export interface DiaryQuestion {
  readonly slot: DiarySlot;
  readonly asks: readonly DiaryQuestionPart[];
}

/**
 * HOME-01: what the diary asks today, or null when all of today is answered: once a day for 14 days after an injection,
 * then twice a week; function (PEG) at two and six weeks and before the next session; the impression of change (PGIC)
 * once for each injection, when it is reviewed; whether the pain is back at every contact, until it was said. SYM-02: who
 * is treated for sweating is asked for the HDSS in the place of pain; of blood flow nothing can be measured at home, so that
 * a contact may have nothing to ask, and then there is none.
 */
export function diaryQuestion(course: DiaryCourse, schedule = diarySchedule): DiaryQuestion | null {
  const opened = lastContact(course, schedule);
  const answered = (slot: DiarySlot) => course.entries.some((entry) => isSame(entry.slot, slot));
  const after = opened === null ? null : { day: opened, before: false };
  if (after !== null && !answered(after)) return questionOf(after, course, schedule);
  const { sessionOn } = course;
  if (sessionOn === null || !pegBeforeIsDue(course, schedule)) return null;
  const before = { day: sessionOn, before: true };
  return answered(before) ? null : questionOf(before, course, schedule);
}

function questionOf(slot: DiarySlot, course: DiaryCourse, schedule: DiarySchedule): DiaryQuestion | null {
  const asks = asksOf(course, schedule);
  return asks.length === 0 ? null : { slot, asks };
}

/** The first day after today on which something new is asked; null: nothing is foreseen. */
export function nextDiaryDay(course: DiaryCourse, schedule = diarySchedule): number | null {
  const { today, injectedOn, sessionOn } = course;
  if (course.symptoms.every((symptom) => symptom === 'perfusion')) {
    const impression = injectedOn === null ? today : injectedOn + schedule.pgicDay;
    return impression > today ? impression : null;
  }
  const days: number[] = [];
  if (injectedOn !== null) {
    let day = today + 1;
    while (!isContact(day - injectedOn, schedule)) day++;
    days.push(day);
  }
  const before = sessionOn === null ? today : sessionOn - schedule.beforeSessionDays;
  if (before > today) days.push(before);
  return days.length === 0 ? null : Math.min(...days);
}

/**
 * HOME-02: how many contacts opened from a day to another, both included, after injections on these days; each injection
 * begins the count anew. The denominator of the response rate: contacts before a session are asked beside them.
 */
export function diaryContacts(
  injectedOn: readonly number[],
  from: number,
  until: number,
  schedule = diarySchedule,
): number[] {
  const found: number[] = [];
  for (let day = from; day <= until; day++) {
    const last = Math.max(...injectedOn.filter((each) => each <= day));
    if (Number.isFinite(last) && isContact(day - last, schedule)) found.push(day);
  }
  return found;
}

/** The longest that a contact stands open, in days after the one on which it opened. */
export function longestOpenDays({ laterDaysOfWeek, dailyDays } = diarySchedule): number {
  const days = laterDaysOfWeek.toSorted((a, b) => a - b);
  const gaps = days.map((day, index) => (days[index + 1] ?? (days[0] ?? 0) + 7) - day);
  return Math.max(dailyDays > 0 ? 1 : 0, ...gaps) - 1;
}

function isSame(a: DiarySlot, b: DiarySlot): boolean {
  return a.day === b.day && a.before === b.before;
}

/** `since` are days since the injection. */
function isContact(since: number, { dailyDays, laterDaysOfWeek }: DiarySchedule): boolean {
  return since >= 0 && (since < dailyDays || laterDaysOfWeek.includes(since % 7));
}

/** The day on which the contact opened that stands today. */
function lastContact({ today, injectedOn }: DiaryCourse, schedule: DiarySchedule): number | null {
  if (injectedOn === null || injectedOn > today) return null;
  let day = today;
  while (!isContact(day - injectedOn, schedule)) day--;
  return day;
}

function asksOf(course: DiaryCourse, schedule: DiarySchedule): DiaryQuestionPart[] {
  const pain = course.symptoms.includes('pain');
  const injected = course.injectedOn !== null;
  const parts: readonly (readonly [DiaryQuestionPart, boolean])[] = [
    ['nrs', pain],
    ['relief', pain && injected],
    ['rescue', pain],
    ['returned', pain && injected && !course.returned],
    ['hdss', course.symptoms.includes('sweating')],
    ['peg', pain && (pegIsDue(course, schedule) || pegBeforeIsDue(course, schedule))],
    ['pgic', pgicIsDue(course, schedule)],
  ];
  return parts.flatMap(([part, isAsked]) => (isAsked ? [part] : []));
}

/** Nobody answered it on this day or later. */
function open(entries: readonly DiaryEntryFact[], part: 'peg' | 'pgic', from: number): boolean {
  return !entries.some((entry) => entry[part] && entry.on >= from);
}

function pegIsDue({ today, injectedOn, entries }: DiaryCourse, schedule: DiarySchedule): boolean {
  if (injectedOn === null) return false;
  return schedule.pegDays.some((day) => {
    const from = injectedOn + day;
    return today >= from && today < from + schedule.pegWindowDays && open(entries, 'peg', from);
  });
}

function pegBeforeIsDue({ today, sessionOn, entries }: DiaryCourse, schedule: DiarySchedule): boolean {
  if (sessionOn === null) return false;
  const from = sessionOn - schedule.beforeSessionDays;
  return today >= from && today <= sessionOn && open(entries, 'peg', from);
}

function pgicIsDue(course: DiaryCourse, schedule: DiarySchedule): boolean {
  const { today, injectedOn, sessionOn, entries } = course;
  if (injectedOn === null || injectedOn > today || !open(entries, 'pgic', injectedOn)) return false;
  const reviewed = today >= injectedOn + schedule.pgicDay;
  const beforeNext = sessionOn !== null && today >= sessionOn - schedule.beforeSessionDays;
  return reviewed || (beforeNext && sessionOn > injectedOn);
}
