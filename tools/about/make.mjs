/**
 * Writes what the product can say of itself: version, commit, and the packages that run in it with their licences. Part
 * of the build, because where the product runs neither the lock file nor the history need be.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { runningPackages } from './packages.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
/** Where the API reads it. */
const file = join(root, 'apps', 'api', 'dist', 'about', 'about.json');

export function writeAbout() {
  /** @type {string[]} */
  const texts = [];
  const packages = runningPackages(root).map(({ text, ...named }) => {
    if (text === null) return { ...named, text: null };
    if (!texts.includes(text)) texts.push(text);
    return { ...named, text: texts.indexOf(text) };
  });
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ version, commit: commit(), packages, texts }));
}

/** Named by whoever builds, or asked of git; null: nobody knows. */
function commit() {
  const named = (process.env['LULL_COMMIT'] ?? '').trim();
  if (/^[0-9a-f]{7,40}$/.test(named)) return named;
  try {
    return execFileSync(
      'git',
      ['-C', root, 'describe', '--always', '--dirty', '--abbrev=12', '--exclude', '*'],
      {
        stdio: ['ignore', 'pipe', 'ignore'],
        encoding: 'utf8',
      },
    ).trim();
  } catch (error) {
    // No git, or no history here.
    if (error instanceof Error) return null;
    throw error;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeAbout();
