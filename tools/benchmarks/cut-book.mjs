/** A part of a clinic's book, in a folder of its own. */
import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `coming`: booked and not yet done. @typedef {'past' | 'coming' | 'none'} Kept */

/**
 * @param {string} book folder
 * @param {Kept} sessions which are kept; the pain scores go unless all that is past stays
 * @returns {Promise<string>} the new folder
 */
export async function cutBook(book, sessions) {
  const folder = await mkdtemp(join(tmpdir(), 'lull-cut-book-'));
  await cp(book, folder, { recursive: true });
  const keep = async (/** @type {string} */ file, /** @type {(row: string) => boolean} */ isKept) => {
    const [head = '', ...rows] = (await readFile(join(folder, file), 'utf8')).split('\n');
    await writeFile(join(folder, file), [head, ...rows.filter(isKept), ''].join('\n'));
  };
  await keep('sessions.csv', (row) => sessions === (row.split(',')[8] === 'booked' ? 'coming' : 'past'));
  await keep('pain_scores.csv', () => sessions === 'past');
  return folder;
}
