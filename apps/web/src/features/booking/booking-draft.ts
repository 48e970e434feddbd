import type {
  CheckSessionRequest,
  ClinicView,
  FreeTimeView,
  ProblemReason,
  SeriesView,
  SessionCheckView,
  SessionView,
} from '@lull/contracts';
import type { Sedation } from '@lull/contracts/plain';
import {
  instantOf,
  isCivilDate,
  isClockTime,
  minuteMs,
  Temporal,
  wallTimeAt,
  type Decision,
} from '@lull/domain';
import type { ChosenTime } from '../../ui/chosen-time.js';
import { instantText } from '../../ui/instant-text.js';

/** What is filled in before anything is typed. */
export interface BookingStart {
  readonly at?: number;
  readonly roomId?: string;
  readonly physicianId?: string;
}

/** A refusal that is set aside, with the reason somebody gave for it. */
export interface GivenOverride {
  readonly refusal: ProblemReason;
  readonly reason: string;
}

/** The drawer's fields as typed; kept whatever the server answers. */
export interface BookingDraft {
  readonly date: string;
  readonly time: string;
  /** Which of two equal clock times, on the night the clocks go back. */
  readonly occurrence: 'first' | 'second' | null;
  readonly roomId: string;
  /** Empty: the series' physician. */
  readonly physicianId: string;
  readonly durationMinutes: number | null;
  /** Null: as the series plans it. */
  readonly sedation: Sedation | null;
  readonly overrides: readonly GivenOverride[];
}

export function emptyDraft(
  clinic: ClinicView,
  { at, roomId, physicianId }: BookingStart,
  now: number,
): BookingDraft {
  const wall = wallTimeAt(at ?? now, clinic.timeZone);
  return {
    date: at === undefined ? '' : wall.slice(0, 10),
    time: at === undefined ? '' : wall.slice(11),
    occurrence: null,
    roomId: roomId ?? clinic.resources.find(({ kind }) => kind === 'room')?.id ?? '',
    physicianId: physicianId ?? '',
    durationMinutes: null,
    sedation: null,
    overrides: [],
  };
}

/** A move begins where the session stands, or where somebody pointed. */
export function draftOfMove(
  clinic: ClinicView,
  session: SessionView,
  { at, roomId, physicianId }: BookingStart,
): BookingDraft {
  const wall = wallTimeAt(at ?? session.start, clinic.timeZone);
  return {
    date: wall.slice(0, 10),
    time: wall.slice(11),
    occurrence: null,
    roomId: roomId ?? session.roomId,
    physicianId: physicianId ?? session.physicianId,
    durationMinutes: session.durationMinutes,
    sedation: session.sedation,
    overrides: [],
  };
}

/** The draft at the place that somebody points at while it is open; what the place does not tell stays. */
export function pointedAt(
  draft: BookingDraft,
  { at, roomId, physicianId }: BookingStart,
  zone: string,
): BookingDraft {
  const wall = at === undefined ? null : wallTimeAt(at, zone);
  return {
    ...draft,
    ...(wall !== null && { date: wall.slice(0, 10), time: wall.slice(11), occurrence: null }),
    ...(roomId !== undefined && { roomId }),
    ...(physicianId !== undefined && { physicianId }),
    overrides: [],
  };
}

/** The draft at a time that the server named. */
export function atFreeTime(
  draft: BookingDraft,
  { start, roomId, physicianId }: FreeTimeView,
  zone: string,
): BookingDraft {
  const wall = wallTimeAt(start, zone);
  // Of two equal clock times the server means one: only what it named can tell which.
  const first = instantOf(wall, zone, 'first');
  const occurrence = instantOf(wall, zone).accepted
    ? null
    : first.accepted && first.value === start
      ? 'first'
      : 'second';
  return {
    ...draft,
    date: wall.slice(0, 10),
    time: wall.slice(11),
    occurrence,
    roomId,
    physicianId,
    overrides: [],
  };
}

/** The instant of the typed clock time, a reason why there is none, or null while too little is typed. */
export function startOfDraft(
  { date, time, occurrence }: BookingDraft,
  zone: string,
): Decision<number> | null {
  if (!isCivilDate(date) || !isClockTime(time)) return null;
  return instantOf(`${date}T${time}`, zone, occurrence ?? undefined);
}

/** The question to the server; null while something is missing. */
export function questionOf(
  draft: BookingDraft,
  clinic: ClinicView,
  series: SeriesView | null,
  sessionId: string | null,
): CheckSessionRequest | null {
  const start = startOfDraft(draft, clinic.timeZone);
  if (series === null || start?.accepted !== true || draft.roomId === '') return null;
  return {
    seriesId: series.id,
    clinicId: clinic.id,
    roomId: draft.roomId,
    physicianId: draft.physicianId === '' ? series.physicianId : draft.physicianId,
    startsAt: instantText(start.value),
    ...(draft.durationMinutes !== null && { durationMinutes: draft.durationMinutes }),
    ...(draft.sedation !== null && { sedation: draft.sedation }),
    ...(draft.overrides.length > 0 && {
      overrides: draft.overrides.map(({ refusal, reason }) => ({ code: refusal.code, reason })),
    }),
    ...(sessionId !== null && { sessionId }),
  };
}

/** What the board draws of the question and of the answer, if there is one to this very question. */
export function chosenTimeOf(
  question: CheckSessionRequest,
  usualMinutes: number,
  answer: SessionCheckView | undefined,
): ChosenTime {
  const start = Temporal.Instant.from(question.startsAt).epochMilliseconds;
  if (answer?.accepted === true) return { start, holds: answer.holds, answer: 'possible' };
  const asked = {
    stage: 'procedure',
    start,
    end: start + (question.durationMinutes ?? usualMinutes) * minuteMs,
  };
  return {
    start,
    holds: [
      { ...asked, kind: 'room', resourceId: question.roomId },
      { ...asked, kind: 'physician', resourceId: question.physicianId },
    ],
    answer: answer === undefined ? 'asked' : 'refused',
  };
}
