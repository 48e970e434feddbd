import { bookFiles } from '@lull/domain';
import { parseArgs } from 'node:util';
import { v4 as uuid } from 'uuid';
import type { AuthDatabase } from '../../platform/database/auth-database.js';
import type { Database } from '../../platform/database/database.js';
import { ConfigProblem } from '../../platform/config.js';
import { sentenceOf, type Fault } from './book-faults.js';
import { BookImport, type ImportOptions, type ImportReport } from './book-import.service.js';
import { BookRepository } from './book.repository.js';
import { bookInFolder } from './book-source.js';
import { knownPractices, type KnownPractice } from '../identity/identity.public.js';

const usage = 'import <folder> [--check] [--skip-faulty] [--shift-to-today] [--practice <name or id>]';
const mostFaultsShown = 200;

/**
 * `import`: takes the book in a folder over into a practice. Answers whether it did all it was asked for; what is
 * wrong with the book is told on the way.
 */
export async function importCommand(
  args: readonly string[],
  database: Database,
  auth: AuthDatabase,
  say: (text: string) => void,
): Promise<boolean> {
  const { folder, practice: wanted, options } = argumentsOf(args);
  const started = performance.now();
  const { practice, isNew } = await practiceOf(wanted, auth);
  const report = await new BookImport(database, new BookRepository()).run(
    practice.id,
    bookInFolder(folder),
    isNew ? { ...options, newPractice: practice.name } : options,
  );
  say(reportText(report, practice, options, (performance.now() - started) / 1000));
  return report.faults.length === 0 || report.written;
}

function argumentsOf(args: readonly string[]): {
  folder: string;
  practice: string | undefined;
  options: ImportOptions;
} {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        check: { type: 'boolean', default: false },
        'skip-faulty': { type: 'boolean', default: false },
        'shift-to-today': { type: 'boolean', default: false },
        practice: { type: 'string' },
      },
    });
    const [folder, ...more] = positionals;
    if (folder === undefined || more.length > 0) throw new ConfigProblem(`Name one folder: ${usage}`);
    const options = {
      check: values.check,
      skipFaulty: values['skip-faulty'],
      shiftToToday: values['shift-to-today'],
    };
    return { folder, practice: values.practice, options };
  } catch (error) {
    if (error instanceof TypeError) throw new ConfigProblem(`${error.message} Usage: ${usage}`);
    throw error;
  }
}

/** The practice that was named; without a name the only one there is, or a first one. */
async function practiceOf(
  wanted: string | undefined,
  auth: AuthDatabase,
): Promise<{ practice: KnownPractice; isNew: boolean }> {
  const practices = await knownPractices(auth);
  const found =
    wanted === undefined ? practices : practices.filter(({ id, name }) => id === wanted || name === wanted);
  const [only, ...more] = found;
  if (only !== undefined && more.length === 0) return { practice: only, isNew: false };
  if (only !== undefined) {
    throw new ConfigProblem(
      `Say into which practice, with --practice: ${found.map(({ id, name }) => `"${name}" (${id})`).join(', ')}.`,
    );
  }
  if (wanted === undefined)
    throw new ConfigProblem(
      'There is no practice yet: name it with --practice, and it is created with its book.',
    );
  return { practice: { id: uuid(), name: wanted, demonstration: false }, isNew: true };
}

function reportText(
  report: ImportReport,
  practice: KnownPractice,
  { check }: ImportOptions,
  seconds: number,
): string {
  const { faults, added, notes, shiftedWeeks } = report;
  const rows = bookFiles.reduce((sum, file) => sum + report.files[file].rows, 0);
  const verdict = report.written
    ? `Taken over into "${practice.name}".`
    : faults.length > 0
      ? `Nothing was written${check ? '' : ': correct the rows above, or leave them out with --skip-faulty'}.`
      : 'Nothing is wrong with the book; nothing was written (--check).';
  return [
    ...faultTable(faults),
    ...table(
      ['file', 'rows', 'faulty', 'left out with them'],
      bookFiles.map((file) => {
        const counts = report.files[file];
        return [file, String(counts.rows), String(counts.faulty), String(counts.dependent)];
      }),
    ),
    '',
    ...(report.written
      ? [
          ...table(
            ['table', 'rows added'],
            Object.entries(added).map(([name, count]) => [name, String(count)]),
          ),
          '',
        ]
      : []),
    ...(shiftedWeeks === 0 ? [] : [`Shifted by ${shiftedWeeks} weeks.`]),
    ...notes.map(({ sentence, rows: count }) => `${count} ${sentence}.`),
    `${verdict} ${rows} rows in ${seconds.toFixed(1)} s.`,
    '',
  ].join('\n');
}

function faultTable(faults: readonly Fault[]): string[] {
  if (faults.length === 0) return [];
  const shown = faults.slice(0, mostFaultsShown);
  const lines = table(
    ['file', 'line', 'field', 'code', 'what to do'],
    shown.map((fault) => [fault.file, String(fault.line), fault.field, fault.code, sentenceOf(fault)]),
  );
  const hidden = faults.length - shown.length;
  return [...lines, ...(hidden > 0 ? [`... and ${hidden} more.`] : []), ''];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [
    line(head),
    line(
      widths.map((width, column) =>
        '-'.repeat(column === head.length - 1 ? (head[column]?.length ?? 0) : width),
      ),
    ),
    ...rows.map(line),
  ];
}
