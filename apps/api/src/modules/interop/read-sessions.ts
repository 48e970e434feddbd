import {
  cancelReasons,
  minuteMs,
  sedationLevels,
  type CancelReason,
  type SedationLevel,
  type SessionState,
  columnsOf,
} from '@lull/domain';
import type { ClinicOfBook, SessionOfBook } from './book.js';
import type { BookCalendar } from './book-calendar.js';
import type { BookReferences } from './book-references.js';
import type { BookTally } from './book-tally.js';
import type { BookSource } from './book-source.js';
import { csvRows } from './csv-file.js';
import { reference } from './read-clinic.js';
import { injectionColumns, injectionOf } from './read-injection.js';
import { RowReader } from './row-reader.js';
import { TakenTimes } from './taken-times.js';

const file = 'sessions.csv';
const states = {
  completed: 'discharged',
  booked: 'booked',
  cancelled: 'cancelled',
  'no-show': 'no-show',
} as const satisfies Readonly<Record<string, SessionState>>;
type StateOfBook = (typeof states)[keyof typeof states];
const itself = <Word extends string>(words: readonly Word[]): Readonly<Record<string, Word>> =>
  Object.fromEntries(words.map((word) => [word, word]));
const sedations = itself<SedationLevel>(sedationLevels);
const reasons = itself<CancelReason>(cancelReasons);
const stamps = [
  'arrived_local',
  'room_in_local',
  'needle_out_local',
  'room_out_local',
  'discharged_local',
] as const;

export interface SessionContext {
  readonly tally: BookTally;
  readonly references: BookReferences;
  readonly clinic: ClinicOfBook;
  readonly calendar: BookCalendar;
  /** Now, when the book is shifted: what it tells of the time after has not happened yet. Null: it stands as written. */
  readonly now: number | null;
}

export async function readSessions(source: BookSource, context: SessionContext): Promise<SessionOfBook[]> {
  const { tally, references } = context;
  const good: SessionOfBook[] = [];
  const taken = new TakenTimes();
  for await (const row of csvRows(source, file, columnsOf[file], tally.report)) {
    const read = new RowReader(file, row, tally.report);
    const key = read.required('session_ref');
    references.addSession(read, key);
    const series = references.seriesOf(read);
    const session = sessionOf(read, key, series?.reference ?? null, context);
    if (!read.faulty && session !== null && session.state !== 'cancelled')
      noteTaken(read, taken, session, series?.mrn ?? '');
    const dependent = series !== null && !series.taken;
    tally.count(file, read.faulty ? 'faulty' : dependent ? 'dependent' : 'good');
    if (read.faulty || dependent || session === null) continue;
    tally.note(
      'times that the shift brought to a clock change went to the first time after it',
      read.movedTimes,
    );
    good.push(notYet(session, context));
  }
  return good;
}

function sessionOf(
  read: RowReader,
  key: string | null,
  seriesReference: string | null,
  { clinic, calendar }: SessionContext,
): SessionOfBook | null {
  reference(read, 'clinic', [clinic.name]);
  const room = reference(read, 'room', clinic.rooms);
  const physician = reference(read, 'physician', clinic.physicians);
  const start = read.required('start_local') === null ? null : read.instant('start_local', calendar);
  const durationMinutes = read.requiredWhole('duration_minutes', { least: 5, most: 480 });
  const sedation = read.coded('sedation', sedations);
  const state = read.coded('status', states);
  const cancelReason = read.optionalCoded('cancel_reason', reasons);
  if (state !== null) checkState(read, state);
  const times = stampsOf(read, calendar);
  if (start !== null && state !== null) checkAgainstBook(read, start.wall, state, calendar);
  if (state === 'discharged' && times.needleOutAt === null && read.optional('needle_out_local') === null)
    read.fault('needle_out_local', 'required');
  const injection = injectionOf(read, state === 'discharged' ? times.needleOutAt : null);
  if (
    key === null ||
    seriesReference === null ||
    room === null ||
    physician === null ||
    start === null ||
    durationMinutes === null ||
    sedation === null ||
    state === null
  )
    return null;
  const { arrivedAt, roomInAt, roomOutAt, dischargedAt } = times;
  return {
    reference: key,
    line: read.line,
    seriesReference,
    room,
    physician,
    start: start.at,
    durationMinutes,
    sedation,
    state,
    cancelReason,
    arrivedAt,
    roomInAt,
    roomOutAt,
    dischargedAt,
    injection,
  };
}

/** What belongs to a status, and what does not. */
function checkState(read: RowReader, state: StateOfBook): void {
  const reason = read.optional('cancel_reason');
  if (state === 'cancelled' && reason === null) read.fault('cancel_reason', 'required');
  if (state !== 'cancelled' && reason !== null)
    read.fault('cancel_reason', 'inconsistent', {
      why: 'The session has a reason for a cancellation, yet it is not cancelled.',
    });
  if (state === 'discharged') return;
  const recorded = injectionColumns.find((column) => read.optional(column) !== null);
  if (recorded !== undefined)
    read.fault(recorded, 'inconsistent', {
      why: 'Something is recorded of an injection, yet the session is not completed.',
    });
}

/** A book cannot tell of what comes after it, nor expect what lies before it. */
function checkAgainstBook(read: RowReader, wall: string, state: StateOfBook, calendar: BookCalendar): void {
  const { asOf } = calendar;
  const happened = state === 'discharged' || state === 'no-show';
  if (happened && calendar.isAfterBook(wall)) read.fault('start_local', 'in-future', { value: wall, asOf });
  if (state === 'booked' && wall.slice(0, 10) < asOf) {
    read.fault('status', 'inconsistent', {
      why: `The session is still booked, yet its day lies before ${asOf}. Say whether it was completed, cancelled or missed.`,
    });
  }
}

function stampsOf(
  read: RowReader,
  calendar: BookCalendar,
): Record<'arrivedAt' | 'roomInAt' | 'needleOutAt' | 'roomOutAt' | 'dischargedAt', number | null> {
  const found = stamps.map((field) => ({ field, at: read.instant(field, calendar)?.at ?? null }));
  let last: { readonly field: string; readonly at: number } | null = null;
  for (const { field, at } of found) {
    if (at === null) continue;
    if (last !== null && at < last.at)
      read.fault(field, 'inconsistent', { why: `The time lies before ${last.field}.` });
    last = { field, at };
  }
  const [arrivedAt = null, roomInAt = null, needleOutAt = null, roomOutAt = null, dischargedAt = null] =
    found.map(({ at }) => at);
  return { arrivedAt, roomInAt, needleOutAt, roomOutAt, dischargedAt };
}

/** Room, physician and patient are each in one place at a time; one fault per row says enough. */
function noteTaken(read: RowReader, taken: TakenTimes, session: SessionOfBook, mrn: string): void {
  const interval = { start: session.start, end: session.start + session.durationMinutes * minuteMs };
  const occupied = [
    { field: 'room', name: session.room },
    { field: 'physician', name: session.physician },
    { field: 'series_ref', name: 'The patient', key: mrn },
  ];
  for (const { field, name, key } of occupied) {
    const by = taken.by(`${field} ${key ?? name}`, interval);
    if (by !== null) {
      read.fault(field, 'resource-overlap', { name, taken: `the session on line ${by}` });
      return;
    }
  }
  for (const { field, name, key } of occupied)
    taken.add(`${field} ${key ?? name}`, interval, String(session.line));
}

/** In a shifted book, what ends after now is still to come. */
function notYet(session: SessionOfBook, { now, tally }: SessionContext): SessionOfBook {
  const end = Math.max(session.dischargedAt ?? 0, session.start + session.durationMinutes * minuteMs);
  if (now === null || end <= now || (session.state !== 'discharged' && session.state !== 'no-show'))
    return session;
  tally.note('sessions of the shifted book lie after now and are booked instead');
  return {
    ...session,
    state: 'booked',
    arrivedAt: null,
    roomInAt: null,
    roomOutAt: null,
    dischargedAt: null,
    injection: null,
  };
}
