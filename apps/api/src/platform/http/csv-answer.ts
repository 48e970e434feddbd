import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify, type Stringifier } from 'csv-stringify';
import type { Response } from 'express';

export type CsvCell = string | number | null;

/**
 * The one way to a CSV file (RFC 4180 with a byte-order mark, streamed). A text that a spreadsheet would take for a
 * formula (`= + - @`, tab, carriage return, line feed, also in their full-width forms) begins with an apostrophe
 * instead, so that nothing in a patient's name is ever executed (trust.md F18).
 */
export async function answerCsv(
  response: Response,
  fileName: string,
  rows: Iterable<readonly CsvCell[]> | AsyncIterable<readonly CsvCell[]>,
): Promise<void> {
  response.status(200).type('text/csv; charset=utf-8');
  response.setHeader('Content-Disposition', `attachment; filename="${fileName}"`);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  try {
    await pipeline(Readable.from(rows), csv(), response);
  } catch (error) {
    // Who stopped the download has seen nothing that was not noted; anything else breaks it off visibly.
    if (error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE') return;
    throw error;
  }
}

function csv(): Stringifier {
  return stringify({
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
    // A lone carriage return would end the record for many readers.
    quoted_match: /[\r\n]/,
    cast: { string: (text) => (text.startsWith('\n') ? `'${text}` : text) },
  });
}
