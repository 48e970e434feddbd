import { readFileSync } from 'node:fs';

import { inRoot } from './places.mjs';

/**
 * The lock file must work with any registry, and tell for each package what it has to be.
 * @returns {string[]} one sentence for each entry that does not
 */
export function lockFileProblems() {
  /** @type {Record<string, { link?: boolean, resolved?: string, integrity?: string }>} */
  const packages = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8')).packages;
  return Object.entries(packages)
    .filter(([path, { link }]) => path.includes('node_modules/') && !link)
    .flatMap(([path, { resolved, integrity }]) => [
      ...(resolved ? [`${path} names where it was fetched from: ${resolved}`] : []),
      ...(integrity ? [] : [`${path} has no integrity`]),
    ]);
}
