import { createWriteStream, existsSync, readFileSync, renameSync, statSync } from 'node:fs';

const LIMIT = 20 * 1024 * 1024;

/**
 * Opens a log for writing at its end; a long one is put aside first.
 * @param {string} file
 */
export function openLog(file) {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LIMIT) renameSync(file, `${file}.1`);
  return createWriteStream(file, { flags: 'a', mode: 0o600 });
}

/** @param {string} file @param {number} lines */
export function lastLines(file, lines) {
  return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n') : '';
}
