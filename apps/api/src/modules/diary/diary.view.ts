import type { DiaryPageView, OwnPreparationCode, OwnSessionView } from '@lull/contracts';
import {
  civilDay,
  clockText,
  diaryQuestion,
  hourMs,
  lastToldAt,
  minuteMs,
  nextDiaryDay,
  preparationTimes,
  visitInterval,
  type CivilDate,
  type DiaryCourse,
  readinessPolicies,
  type FastingIntake,
} from '@lull/domain';
import { dateOf, dayAt, dayOf, slotOf, slotText } from './diary-days.js';
import type { DiaryRecords, OwnSession } from './diary.repository.js';
import type { OwnEscort } from './own-escorts.js';

/** The course that the schedule judges. */
function diaryCourse(records: DiaryRecords, now: number): DiaryCourse {
  const { clinic, injectedOn, returned, entries, sessions } = records;
  const [next] = sessions;
  return {
    today: dayAt(now, clinic.timeZone),
    injectedOn,
    returned,
    sessionOn: next === undefined ? null : dayAt(next.start, clinic.timeZone),
    entries: entries.map(({ slot, ...entry }) => ({ ...entry, slot: slotOf(slot) })),
  };
}

interface Answered {
  readonly slot: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly nrs: number;
  readonly returnedOn: CivilDate | null;
  readonly peg: readonly number[] | undefined;
  readonly pgic: number | undefined;
}

const recentMs = 14 * 24 * hourMs;

/** The records after an answer that was kept in this very transaction: reading them anew would double its cost. */
export function answered(records: DiaryRecords, now: number, answer: Answered): DiaryRecords {
  const { slot, at, nrs, returnedOn, peg, pgic } = answer;
  const { entries, recent, injectedOn } = records;
  const on = dayAt(at, records.clinic.timeZone);
  const isNew = at > now - recentMs && !recent.some((each) => each.at === at && each.nrs === nrs);
  return {
    ...records,
    entries: [...entries, { slot, on, peg: peg !== undefined, pgic: pgic !== undefined }],
    recent: isNew ? [...recent, { at, nrs }].sort((a, b) => a.at - b.at) : recent,
    returned:
      records.returned || (returnedOn !== null && injectedOn !== null && dayOf(returnedOn) >= injectedOn),
  };
}

export function diaryPageView(
  { patientId, accessUntil }: { readonly patientId: string; readonly accessUntil: number },
  records: DiaryRecords,
  escorts: ReadonlyMap<string, OwnEscort>,
  now: number,
): DiaryPageView {
  const { firstName, clinic, recent, sessions, flags } = records;
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
    sessions: sessions.map((session) => ownSessionView(session, escorts.get(session.id), flags, language)),
  };
}

/** Flags that change what the patient is told; the plan itself is the prescriber's (never "stop"). */
const agreed: readonly (readonly [flag: string, code: OwnPreparationCode])[] = [
  ['anticoagulant', 'blood-thinner-as-agreed'],
  ['diabetes', 'diabetes-plan-as-agreed'],
];

const fastingCodes: Readonly<Record<FastingIntake, OwnPreparationCode>> = {
  'full-meal': 'no-full-meal-after',
  'light-meal': 'no-solid-food-after',
  'solid-food': 'no-solid-food-after',
  'clear-liquids': 'clear-liquids-until',
};

/** The times are those that staff see: the same rule from the same holds. */
function ownSessionView(
  session: OwnSession,
  escort: OwnEscort | undefined,
  flags: readonly string[],
  language: 'en' | 'es',
): OwnSessionView {
  const { id, version, state, start, durationMinutes, sedation, stages, changeRequested, where, zone } =
    session;
  const begins =
    session.begins ?? visitInterval({ procedureType: '', sedation, stages }, start, durationMinutes).start;
  const prepareMinutes = (start - Math.min(start, begins)) / minuteMs;
  const basis = { policies: readinessPolicies, glp1: flags.includes('glp-1') };
  const times = preparationTimes({ start, durationMinutes, sedation, prepareMinutes }, zone, basis);
  const clock = (at: number) => ({ at, text: clockText(at, zone, language === 'es' ? 'es' : 'en-GB') });
  const needed = times.escort === 'required';
  return {
    id,
    version,
    state,
    startsAt: clock(start),
    arriveAt: clock(times.arriveAt),
    preparation: [
      ...times.fasting.map(({ intake, lastAt }) => ({
        code: fastingCodes[intake],
        at: clock(lastToldAt(lastAt, zone)),
      })),
      ...(needed ? [{ code: 'bring-escort', at: null } as const] : []),
      ...agreed.filter(([flag]) => flags.includes(flag)).map(([, code]) => ({ code, at: null })),
      { code: 'bring-medicine-list', at: null },
    ],
    escort: { needed, name: escort?.name ?? null, confirmed: escort?.confirmed ?? false },
    canConfirm: state === 'booked',
    changeRequested,
    where,
  };
}
