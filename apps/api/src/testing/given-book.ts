import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The demonstration clinic's book: eighteen months, nothing wrong in it. */
export const goodBook = fileURLToPath(new URL('../../demonstration/clinic-book', import.meta.url));
/** A small book with planted faults; `expected-errors.csv` beside it names them. */
export const faultyBook = fileURLToPath(
  new URL('../modules/interop/fixtures/clinic-book-faulty', import.meta.url),
);

export interface GivenBook {
  readonly folder: string;
  remove(): Promise<void>;
}

/** A copy of a book with some of its files rewritten. */
export async function givenBook(
  from: string,
  changes: Readonly<Record<string, (text: string) => string | Buffer>>,
): Promise<GivenBook> {
  const folder = await mkdtemp(join(tmpdir(), 'lull-book-'));
  await cp(from, folder, { recursive: true });
  for (const [file, change] of Object.entries(changes)) {
    const path = join(folder, file);
    await writeFile(path, change(await readFile(path, 'utf8')));
  }
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
