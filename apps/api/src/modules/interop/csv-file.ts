import type { BookFile, ColumnMapping } from '@lull/domain';
import { Readable, pipeline } from 'node:stream';
import { CsvError, parse, type Info } from 'csv-parse';
import type { Fault } from './book-faults.js';
import type { BookSource } from './book-source.js';

/** A row by column name. `line` is the physical line on which it begins; the header is line 1. */
export interface CsvRow {
  readonly line: number;
  readonly values: ReadonlyMap<string, string>;
}

/**
 * The rows of a file, one after the other and never all at once; columns in any order, with or without a
 * byte-order mark, any line ending, quotes as in RFC 4180. What is wrong with the file itself is reported on
 * the way; a row with too many or too few values is reported and left out.
 */
export async function* csvRows(
  source: BookSource,
  file: BookFile,
  columns: readonly string[],
  report: (fault: Fault) => void,
): AsyncGenerator<CsvRow> {
  let header: readonly string[] | null = null;
  let line = 1;
  const mapping = source.columns(file);
  // What stands for nothing, because the book has no such column, is left empty in every row.
  const absent = columns.filter((column) => mapping[column] === null);
  try {
    for await (const { record, info } of records(source.open(file))) {
      // The parser knows where a record ends; one with line breaks in it began as many lines before.
      line = info.lines - record.reduce((breaks, value) => breaks + value.split('\n').length - 1, 0);
      if (header === null) {
        header = namesOf(record, mapping);
        const wanted = columns.filter((column) => !absent.includes(column));
        for (const fault of headerFaults(file, header, wanted)) report(fault);
        if (wanted.some((column) => !header?.includes(column))) return;
      } else if (record.length === header.length) {
        yield { line, values: new Map(header.map((name, index) => [name, record[index] ?? ''])) };
      } else {
        const facts = { found: record.length, wanted: header.length };
        report({ file, line, field: '', code: 'column-count', facts });
      }
    }
    if (header === null) report({ file, line: 1, field: '', code: 'required', facts: {} });
  } catch (error) {
    report(unreadable(error, file, line));
  }
}

interface ParsedRecord {
  readonly record: readonly string[];
  readonly info: Info;
}

/** The name of a column that stands for none; no header can hold it. */
const leftOut = '\u0000';

/** The columns by the book's names: what stands for one is called as it is there, what stands for none is left out. */
function namesOf(record: readonly string[], mapping: ColumnMapping): string[] {
  const standing = new Map(Object.entries(mapping).map(([column, name]) => [name, column]));
  if (standing.size === 0) return record.map((name) => name.trim());
  return record.map((name) => standing.get(name.trim()) ?? leftOut);
}

function records(text: AsyncIterable<Uint8Array>): AsyncIterable<ParsedRecord> {
  const parser = parse({
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    record_delimiter: '\n',
  });
  // The error of either end comes out of the iteration.
  return pipeline(Readable.from(decoded(text)), parser, () => undefined);
}

/** Text with line feeds alone, so that lines are counted alike in every file. Refuses what is not UTF-8. */
async function* decoded(read: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let held = '';
  for await (const chunk of read) {
    const text: string = held + decoder.decode(chunk, { stream: true });
    // A carriage return at the end of a chunk may be the first half of a line ending.
    held = text.endsWith('\r') ? '\r' : '';
    yield (held === '' ? text : text.slice(0, -1)).replace(/\r\n?/g, '\n');
  }
  yield (held + decoder.decode()).replace(/\r\n?/g, '\n');
}

function headerFaults(file: BookFile, header: readonly string[], columns: readonly string[]): Fault[] {
  const at = (field: string, code: Fault['code'], facts: Fault['facts'] = {}): Fault => ({
    file,
    line: 1,
    field,
    code,
    facts,
  });
  return [
    ...columns.filter((column) => !header.includes(column)).map((column) => at(column, 'column-missing')),
    ...header
      .filter((name) => name !== leftOut && !columns.includes(name))
      .map((name) => at(name, 'column-unknown')),
    ...header
      .filter((name, index) => name !== leftOut && header.indexOf(name) !== index)
      .map((name) => at(name, 'duplicate', { value: name, earlier: 1 })),
  ];
}

/** The fault that an error while reading means; whatever is not the file's fault is thrown on. */
function unreadable(error: unknown, file: BookFile, line: number): Fault {
  if (error instanceof CsvError) {
    const at = typeof error['lines'] === 'number' ? error['lines'] : line;
    return {
      file,
      line: at,
      field: '',
      code: 'file-unreadable',
      facts: { why: 'a quotation mark stands where none may.' },
    };
  }
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return { file, line: 1, field: '', code: 'file-missing', facts: {} };
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
    return { file, line, field: '', code: 'file-unreadable', facts: { why: 'it is not written in UTF-8.' } };
  }
  throw error;
}
