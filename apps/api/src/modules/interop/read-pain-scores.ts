import { isCivilDate, columnsOf } from '@lull/domain';
import type { ScoreOfBook } from './book.js';
import type { BookCalendar } from './book-calendar.js';
import type { BookReferences } from './book-references.js';
import type { BookTally } from './book-tally.js';
import type { BookSource } from './book-source.js';
import { csvRows } from './csv-file.js';
import { RowReader } from './row-reader.js';

const file = 'pain_scores.csv';
const kinds = { now: 'now', avg24h: 'avg24h', 'pain-returned': 'pain-returned' } as const;
const sources = { clinic: 'clinic', diary: 'diary', phone: 'phone' } as const;
const yesOrNo = { yes: 'yes', no: 'no' } as const;

export interface ScoreContext {
  readonly tally: BookTally;
  readonly references: BookReferences;
  readonly calendar: BookCalendar;
  /** Now, when the book is shifted: a score after it was not given yet. */
  readonly now: number | null;
}

/** The good scores, one after the other: there are ten times as many as everything else, so they are never all kept. */
export async function* readPainScores(
  source: BookSource,
  { tally, references, calendar, now }: ScoreContext,
): AsyncGenerator<ScoreOfBook> {
  const told = new Map<string, number>();
  for await (const row of csvRows(source, file, columnsOf[file], tally.report)) {
    const read = new RowReader(file, row, tally.report);
    const patient = references.patient(read);
    const series = references.seriesOf(read);
    if (patient !== null && series !== null && series.mrn !== '' && series.mrn !== patient.mrn) {
      read.fault('series_ref', 'inconsistent', {
        why: `The series ${series.reference} belongs to the patient ${series.mrn}.`,
      });
    }
    const score = scoreOf(read, series?.reference ?? '', calendar);
    const dependent = series !== null && !series.taken;
    tally.count(file, read.faulty ? 'faulty' : dependent ? 'dependent' : 'good');
    if (read.faulty || dependent || score === null) continue;
    tally.note(
      'times that the shift brought to a clock change went to the first time after it',
      read.movedTimes,
    );
    if (now !== null && score.at > now) {
      tally.note('pain scores of the shifted book lie after now and were left out');
      continue;
    }
    // Two equal rows are two entries: no score may be lost.
    const times = (told.get(score.key) ?? 0) + 1;
    told.set(score.key, times);
    yield times === 1 ? score : { ...score, key: `${score.key} ${times}` };
  }
}

function scoreOf(read: RowReader, seriesReference: string, calendar: BookCalendar): ScoreOfBook | null {
  const kind = read.coded('kind', kinds);
  const source = read.coded('source', sources);
  const rescue = read.coded('rescue', yesOrNo);
  const written = read.optional('score');
  const value =
    kind === 'pain-returned' || kind === null ? null : read.requiredWhole('score', { least: 0, most: 10 });
  if (kind === 'pain-returned' && written !== null)
    read.fault('score', 'inconsistent', { why: 'That the pain came back is a statement without a score.' });
  const span = spanOf(read, kind === 'pain-returned', calendar);
  if (kind === null || source === null || rescue === null || span === null) return null;
  const key = [seriesReference, kind, source, span.written, written ?? '', rescue].join(' ');
  return {
    seriesReference,
    at: span.at,
    until: span.until,
    kind,
    value,
    source,
    rescue: rescue === 'yes',
    key,
  };
}

/** A score has a time; a statement may name the day alone, and is then the whole day (clinical reference 1.1). */
function spanOf(
  read: RowReader,
  dayAllowed: boolean,
  calendar: BookCalendar,
): { readonly written: string; readonly at: number; readonly until: number | null } | null {
  const written = read.required('recorded_local');
  if (written === null) return null;
  const inFuture = (): boolean => calendar.isAfterBook(written);
  if (dayAllowed && !written.includes('T')) {
    if (!isCivilDate(written)) return read.fault('recorded_local', 'date-invalid', { value: written });
    if (inFuture()) return read.fault('recorded_local', 'in-future', { value: written, asOf: calendar.asOf });
    const day = calendar.day(written);
    return { written, at: day.start, until: day.end };
  }
  const instant = read.instant('recorded_local', calendar);
  if (instant === null) return null;
  if (inFuture()) return read.fault('recorded_local', 'in-future', { value: written, asOf: calendar.asOf });
  return { written, at: instant.at, until: null };
}
