import type { BookFaultView, ClinicView } from '@lull/contracts';
import {
  bookFiles,
  civilDateAt,
  columnsOf,
  csvHead,
  mostLettersOfBookFile,
  suggestColumns,
  suggestFile,
  type BookFile,
  type ColumnMapping,
  type CsvHead,
} from '@lull/domain';
import type { BookFiles } from './setup.queries.js';

/** A file as it was dropped, and what it is taken for. */
export interface BroughtFile {
  readonly name: string;
  /** Null: nobody has said yet which file of the book it is. */
  readonly file: BookFile | null;
  readonly text: string;
  readonly head: CsvHead;
  readonly mapping: ColumnMapping;
}

/** Why a file is not taken at all. */
export interface UnreadFile {
  readonly name: string;
  readonly sentence: string;
}

const shownRows = 3;

/** Refuses what is not UTF-8: a name with the wrong letters is another name. */
export async function readBrought(dropped: File): Promise<BroughtFile | UnreadFile> {
  const { name } = dropped;
  if (dropped.size > mostLettersOfBookFile)
    return { name, sentence: `It is larger than ${mostLettersOfBookFile / 1_000_000} MB.` };
  const text = await dropped.text();
  // What stands for letters that could not be read: the browser puts it where bytes are no UTF-8.
  if (text.includes('\uFFFD'))
    return { name, sentence: 'It is not written in UTF-8. Save it as CSV in UTF-8 and drop it again.' };
  const head = csvHead(text, shownRows);
  return takenFor({ name, text, head }, suggestFile(name, head.header));
}

export function takenFor(
  { name, text, head }: Pick<BroughtFile, 'name' | 'text' | 'head'>,
  file: BookFile | null,
): BroughtFile {
  return { name, text, head, file, mapping: file === null ? {} : suggestColumns(file, head.header) };
}

/** Later files take the place of earlier ones that are the same file of the book, or bear the same name. */
export function withBrought(
  standing: readonly BroughtFile[],
  brought: readonly BroughtFile[],
): readonly BroughtFile[] {
  const kept = standing.filter(
    (each) => !brought.some(({ name, file }) => name === each.name || (file !== null && file === each.file)),
  );
  return [...kept, ...brought];
}

/** Whether its columns bear the names of the book: nothing needs to be said then. */
export function isPlain({ file, head }: BroughtFile): boolean {
  if (file === null) return false;
  const { header } = head;
  return (
    header.length === columnsOf[file].length && columnsOf[file].every((column) => header.includes(column))
  );
}

/** Columns of the book for which nothing was found, and columns of the file that stand for nothing. */
export function unmapped({ file, head, mapping }: BroughtFile): {
  readonly wanted: readonly string[];
  readonly unused: readonly string[];
} {
  if (file === null) return { wanted: [], unused: head.header };
  const used = new Set(Object.values(mapping));
  return {
    wanted: columnsOf[file].filter((column) => mapping[column] == null),
    unused: head.header.filter((name) => !used.has(name)),
  };
}

export function missingFiles(brought: readonly BroughtFile[]): readonly BookFile[] {
  return bookFiles.filter((file) => brought.every((each) => each.file !== file));
}

/** What is sent: a file that nobody brought is empty, and the clinic's own is written from what stands. */
export function requestOf(brought: readonly BroughtFile[], clinic: ClinicView, now: number): BookFiles {
  return bookFiles.map((name) => {
    const found = brought.find(({ file }) => file === name);
    if (found === undefined)
      return { name, text: name === 'clinic.csv' ? clinicFile(clinic, now) : columnsOf[name].join(',') };
    const columns = Object.entries(found.mapping).map(([column, from]) => ({ column, from }));
    return { name, text: found.text, ...(!isPlain(found) && { columns }) };
  });
}

function clinicFile({ name, timeZone, resources, openingHours }: ClinicView, now: number): string {
  const names = (kind: string): string =>
    resources
      .filter((each) => each.kind === kind)
      .map((each) => each.name)
      .join('|');
  const values: Readonly<Record<(typeof columnsOf)['clinic.csv'][number], string>> = {
    clinic: name,
    time_zone: timeZone,
    as_of: civilDateAt(now, timeZone),
    rooms: names('room'),
    physicians: names('physician'),
    c_arms: names('c-arm'),
    sedation_nurses: names('sedation-nurse'),
    recovery_bays: names('recovery-bay'),
    opens: openingHours.map(({ opens }) => opens).toSorted()[0] ?? '08:00',
    closes:
      openingHours
        .map(({ closes }) => closes)
        .toSorted()
        .at(-1) ?? '17:00',
  };
  const columns = columnsOf['clinic.csv'];
  return `${columns.join(',')}\n${columns.map((column) => cell(values[column])).join(',')}\n`;
}

/** The name of the clinic that the book is about, as it says itself. */
export function clinicOfBook(brought: readonly BroughtFile[]): string | null {
  const found = brought.find(({ file }) => file === 'clinic.csv');
  if (found === undefined) return null;
  const at = found.head.header.indexOf(found.mapping['clinic'] ?? '');
  return found.head.rows[0]?.[at]?.trim() ?? null;
}

/** The list as a file for whoever corrects the book; no cell can become a formula. */
export function faultsFile(faults: readonly BookFaultView[]): string {
  const lines = faults.map(({ file, line, field, code, sentence }) =>
    [file, String(line), field, code, sentence].map(cell).join(','),
  );
  return `\uFEFF${['file,line,field,code,what to do', ...lines].join('\r\n')}\r\n`;
}

function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
