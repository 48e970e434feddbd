import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { BookFile, ColumnMapping } from '@lull/domain';

/** Where the files of a book are read from: each may be read more than once. */
export interface BookSource {
  /** The bytes of a file; a file that is not there fails with ENOENT when it is read. */
  open(file: BookFile): AsyncIterable<Uint8Array>;
  /** What the file's columns stand for; empty: each stands for itself. */
  columns(file: BookFile): ColumnMapping;
}

/** A folder with the files, as the command line is given one. */
export function bookInFolder(folder: string): BookSource {
  return {
    open: (file) => createReadStream(join(folder, file)) as AsyncIterable<Uint8Array>,
    columns: () => ({}),
  };
}

export interface SentFile {
  readonly text: string;
  readonly columns: ColumnMapping;
}

/** Files that came with a request: they are in memory, and never on a disk. */
export function bookInMemory(files: ReadonlyMap<BookFile, SentFile>): BookSource {
  return {
    open: (file) => inPieces(file, files.get(file)?.text),
    columns: (file) => files.get(file)?.columns ?? {},
  };
}

const pieceLetters = 64 * 1024;

/** As a disk would give it, so that the reader's memory does not grow with the file. */
async function* inPieces(file: BookFile, text: string | undefined): AsyncGenerator<Uint8Array> {
  if (text === undefined) throw Object.assign(new Error(`${file} was not sent`), { code: 'ENOENT' });
  const encoder = new TextEncoder();
  for (let from = 0; from < text.length;) {
    const end = from + pieceLetters;
    // A letter of two halves is not cut between them.
    const to = /[\uD800-\uDBFF]/.test(text[end - 1] ?? '') ? end + 1 : end;
    yield encoder.encode(text.slice(from, to));
    from = to;
    // Others are served meanwhile.
    await new Promise((goOn) => setImmediate(goOn));
  }
}
