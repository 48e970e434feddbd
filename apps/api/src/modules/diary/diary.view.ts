import { ownPreparationCodes, type DiaryPageView, type OwnSessionView } from '@lull/contracts';
import {
  civilDay,
  clockText,
  diaryQuestion,
  hourMs,
  nextDiaryDay,
  sedationRules,
  type CivilDate,
  type DiaryCourse,
} from '@lull/domain';
import { dateOf, dayAt, dayOf, slotOf, slotText } from './diary-days.js';
import type { DiaryRecords, OwnSession } from './diary.repository.js';
import type { OwnReadinessView } from './own-readiness.js';

/** The course that the schedule judges. */
function diaryCourse(records: DiaryRecords, now: number): DiaryCourse {
  const { clinic, injectedOn, returned, entries, sessions, series } = records;
  const [next] = sessions;
  return {
    today: dayAt(now, clinic.timeZone),
    injectedOn,
    returned,
    symptoms: series.map(({ targetSymptom }) => targetSymptom),
    sessionOn: next === undefined ? null : dayAt(next.start, clinic.timeZone),
    entries: entries.map(({ slot, ...entry }) => ({ ...entry, slot: slotOf(slot) })),
  };
}

interface Answered {
  readonly slot: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly nrs: number | undefined;
  readonly hdss: number | undefined;
  readonly returnedOn: CivilDate | null;
  readonly peg: readonly number[] | undefined;
  readonly pgic: number | undefined;
}

const recentMs = 14 * 24 * hourMs;

/** The records after an answer that was kept in this very transaction: reading them anew would double its cost. */
export function answered(records: DiaryRecords, now: number, answer: Answered): DiaryRecords {
  const { slot, at, nrs, hdss, returnedOn, peg, pgic } = answer;
  const { entries, recent, recentSweating, injectedOn } = records;
  const on = dayAt(at, records.clinic.timeZone);
  const isRecent = at > now - recentMs;
  return {
    ...records,
    entries: [...entries, { slot, on, peg: peg !== undefined, pgic: pgic !== undefined }],
    recent: nrs === undefined || !isRecent ? recent : withAnswer(recent, { at, nrs }, 'nrs'),
    recentSweating:
      hdss === undefined || !isRecent ? recentSweating : withAnswer(recentSweating, { at, hdss }, 'hdss'),
    returned:
      records.returned || (returnedOn !== null && injectedOn !== null && dayOf(returnedOn) >= injectedOn),
  };
}

/** In order of time; the same number at the same instant is one answer. */
function withAnswer<Answer extends { readonly at: number }>(
  known: readonly Answer[],
  answer: Answer,
  value: keyof Answer,
): readonly Answer[] {
  if (known.some((each) => each.at === answer.at && each[value] === answer[value])) return known;
  return [...known, answer].sort((a, b) => a.at - b.at);
}

export function diaryPageView(
  { patientId, accessUntil }: { readonly patientId: string; readonly accessUntil: number },
  records: DiaryRecords,
  readiness: ReadonlyMap<string, OwnReadinessView>,
  now: number,
): DiaryPageView {
  const { firstName, clinic, recent, recentSweating, sessions } = records;
  const language = records.language.toLowerCase().startsWith('es') ? 'es' : 'en';
  const course = diaryCourse(records, now);
  const question = diaryQuestion(course);
  const nextDay = nextDiaryDay(course);
  const nextAt = nextDay === null ? null : civilDay(dateOf(nextDay), clinic.timeZone).start;
  return {
    owner: patientId,
    firstName,
    language,
    now,
    accessUntil,
    clinic,
    question: question === null ? null : { slot: slotText(question.slot), asks: question.asks, nextAt },
    nextQuestionAt: nextAt,
    recent,
    recentSweating,
    sessions: sessions.flatMap((session) => {
      const known = readiness.get(session.id);
      return known === undefined ? [] : [ownSessionView(session, known, language)];
    }),
  };
}

/** The times are those of the sheet and of the messages; a time that is not settled is not said (hazard H4). */
function ownSessionView(
  session: OwnSession,
  { escort, preparation: { lines } }: OwnReadinessView,
  language: 'en' | 'es',
): OwnSessionView {
  const { id, version, state, start, sedation, changeRequested, where, zone } = session;
  const clock = (at: number) => ({ at, text: clockText(at, zone, language === 'es' ? 'es' : 'en-GB') });
  const arriveAt = lines.find(({ code }) => code === 'arrive-at')?.at ?? start;
  return {
    id,
    version,
    state,
    startsAt: clock(start),
    arriveAt: clock(arriveAt),
    preparation: ownPreparationCodes.flatMap((code) =>
      lines
        .filter((line) => line.code === code)
        .map(({ at }) => ({ code, at: at === null ? null : clock(at) })),
    ),
    escort: { needed: sedationRules[sedation].escort === 'required', ...escort },
    canConfirm: state === 'booked',
    changeRequested,
    where,
  };
}
