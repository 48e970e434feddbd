import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { addCivilDays, hourMs, type CivilDate } from '@lull/domain';

/** So long a sheet stays after its day. */
const keptDays = 3;
/** A file that a process was writing when it was killed. */
const leftover = /^[.].*[.]part$/;
const leftoverMs = hourMs;
const sheetName = /^(\d{4}-\d{2}-\d{2}) .*[.]html$/;

/** A name that every file system takes; what tells two of the same name apart is the id behind it. */
export function fileWord(name: string, id: string): string {
  const word = name
    .normalize('NFKD')
    .replace(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim()
    .slice(0, 60);
  return `${word} ${id.slice(-8)}`.trim();
}

/**
 * Puts a file where it belongs in one step: who reads meanwhile sees the old one or the new one, whole, and two
 * processes that write the same leave one of the two. Nobody but the account of the process may read it.
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const part = join(dirname(path), `.${randomUUID()}.part`);
  try {
    await writeFile(part, text, { mode: 0o600, flag: 'wx' });
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** Removes the sheets of days long over, and what a killed process left; nothing that we did not write. */
export async function removeOld(folder: string, today: CivilDate, now: number): Promise<void> {
  const oldest = addCivilDays(today, -keptDays);
  for (const name of await readdir(folder, { recursive: true })) {
    const path = join(folder, name);
    const file = name.split(/[/\\]/).at(-1) ?? name;
    const date = sheetName.exec(file)?.[1];
    const isOld = date !== undefined && date < oldest;
    if (isOld || (leftover.test(file) && (await isOlder(path, now)))) await rm(path, { force: true });
  }
}

async function isOlder(path: string, now: number): Promise<boolean> {
  try {
    return now - (await stat(path)).mtimeMs > leftoverMs;
  } catch (error) {
    // Another process has finished with it, or removed it, in the meantime.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}
