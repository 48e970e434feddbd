/** Installs the packages when `node_modules` is not what `package-lock.json` says. */
import { existsSync, readFileSync } from 'node:fs';

import { Failure } from './errors.mjs';
import { run } from './children.mjs';
import { inRoot, root } from './places.mjs';
import { step } from './progress.mjs';

/** @typedef {{ version?: string, link?: boolean, optional?: boolean, devOptional?: boolean, peer?: boolean }} LockEntry */

/**
 * npm leaves a lock file of what it really installed inside `node_modules`, written last.
 * Packages for other platforms stand in our lock file only.
 */
function isInstalled() {
  const installed = packagesOf(inRoot('node_modules', '.package-lock.json'));
  const wanted = packagesOf(inRoot('package-lock.json'));
  if (!installed || !wanted) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    const ours = path === '' || !path.includes('node_modules/');
    if (ours || entry.link || ((entry.optional || entry.devOptional) && !installed[path])) return true;
    return installed[path]?.version === entry.version;
  });
}

/**
 * @param {string} file
 * @returns {Record<string, LockEntry> | null}
 */
function packagesOf(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : null;
}

export async function ensureInstalled() {
  if (isInstalled()) return;
  await step('Installing the packages (npm ci --ignore-scripts)', async () => {
    const { code, output } = await run('npm', ['ci', '--ignore-scripts', '--include=dev', '--no-progress'], {
      cwd: root,
    });
    if (code !== 0) throw new Failure(`The packages could not be installed:\n${output}`);
  });
}
