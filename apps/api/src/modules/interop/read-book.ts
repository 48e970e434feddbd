import { columnsOf, isCivilDate } from '@lull/domain';
import {
  type BlockTimeOfBook,
  type ClinicOfBook,
  type PatientOfBook,
  type ScoreOfBook,
  type SeriesOfBook,
  type SessionOfBook,
} from './book.js';
import { BookCalendar } from './book-calendar.js';
import { BookReferences } from './book-references.js';
import { BookTally } from './book-tally.js';
import type { BookSource } from './book-source.js';
import { csvRows } from './csv-file.js';
import { readBlockTimes, readClinic } from './read-clinic.js';
import { readPainScores } from './read-pain-scores.js';
import { readPatients } from './read-patients.js';
import { readSeries } from './read-series.js';
import { readSessions } from './read-sessions.js';

/** The good rows of a book. Scores are not kept: they are read again when they are written. */
export interface Book {
  readonly clinic: ClinicOfBook;
  readonly calendar: BookCalendar;
  readonly blockTimes: readonly BlockTimeOfBook[];
  readonly patients: readonly PatientOfBook[];
  readonly series: readonly SeriesOfBook[];
  readonly sessions: readonly SessionOfBook[];
  scores(): AsyncGenerator<ScoreOfBook>;
}

/** How far to shift a book, and the now that it must not tell of. */
export interface BookShift {
  readonly weeks: number;
  readonly now: number;
}

/**
 * Reads and judges the whole book, without a database. Null when the clinic's own row is wrong: nothing else can
 * be understood then, and nothing else is reported.
 */
export async function readBook(
  source: BookSource,
  tally: BookTally,
  shiftOf: (clinic: ClinicOfBook) => BookShift | null,
): Promise<Book | null> {
  const clinic = await readClinic(source, tally);
  if (clinic === null) return null;
  const shift = shiftOf(clinic);
  const calendar = new BookCalendar(clinic.zone, clinic.asOf, shift?.weeks ?? 0);
  const now = shift?.now ?? null;
  const references = new BookReferences();
  const blockTimes = await readBlockTimes(source, tally, clinic);
  const patients = await readPatients(source, tally, references, clinic.asOf);
  const series = await readSeries(source, tally, references, clinic, calendar);
  const sessions = await readSessions(source, { tally, references, clinic, calendar, now });
  for await (const _score of readPainScores(source, { tally, references, calendar, now })) void _score;
  return {
    clinic,
    calendar,
    blockTimes,
    patients,
    series,
    sessions,
    // The faults of this second reading were reported by the first.
    scores: () => readPainScores(source, { tally: new BookTally(), references, calendar, now }),
  };
}

/** The day on which each series of the book was opened, as it stands there: it never changes, so it tells a shift. */
export async function openingDays(source: BookSource): Promise<ReadonlyMap<string, string>> {
  const days = new Map<string, string>();
  for await (const { values } of csvRows(source, 'series.csv', columnsOf['series.csv'], () => undefined)) {
    const [reference, openedOn] = [
      values.get('series_ref')?.trim() ?? '',
      values.get('opened_on')?.trim() ?? '',
    ];
    if (isCivilDate(openedOn) && !days.has(reference)) days.set(reference, openedOn);
  }
  return days;
}
