/**
 * What the product is made of: every package that runs, with its licence and the text of it, read from the lock file and
 * from what is installed; nobody writes it down. And which licences may run at all.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Those whose terms a product under Apache-2.0 keeps by naming its packages and handing their texts on. */
const allowedLicences = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  // Asks for the source of its own files where they were changed: ours are as they were published.
  'MPL-2.0',
  'PostgreSQL',
  'Python-2.0',
  'Unlicense',
];

/**
 * @typedef {{ version?: string, license?: unknown, dev?: boolean, link?: boolean }} Locked
 * @typedef {{ name: string, version: string, licence: string | null, text: string | null }} RunningPackage
 */

/**
 * Packages that run, by name and version. What is only built or tested with is none of them.
 * @param {string} root
 * @returns {RunningPackage[]}
 */
export function runningPackages(root) {
  /** @type {Record<string, Locked>} */
  const locked = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  /** @type {Map<string, RunningPackage>} */
  const found = new Map();
  for (const [path, { version = '', license, dev, link }] of Object.entries(locked)) {
    const name = path.split('node_modules/').at(-1);
    if (!path.includes('node_modules/') || name === undefined || dev || link) continue;
    const folder = join(root, path);
    const licence = typeof license === 'string' ? license : installedLicence(folder);
    found.set(`${name} ${version}`, { name, version, licence, text: textIn(folder) });
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/**
 * A sentence for each package whose licence is not known or not allowed.
 * @param {readonly RunningPackage[]} packages
 */
export function licenceProblems(packages) {
  return packages.flatMap(({ name, version, licence }) => {
    if (licence === null) return [`${name} ${version} does not say its licence.`];
    return isAllowed(licence) ? [] : [`${name} ${version} is under ${licence}, which is not allowed.`];
  });
}

/**
 * An expression of SPDX: of `OR` one is enough, of `AND` each is needed; brackets bind.
 * @param {string} expression
 * @returns {boolean}
 */
export function isAllowed(expression) {
  const words = expression.match(/[()]|[^\s()]+/g) ?? [];
  let at = 0;
  const next = () => words[at++];
  /** @returns {boolean} */
  const one = () => {
    const word = next();
    if (word !== '(') return allowedLicences.includes(word ?? '');
    const inner = either();
    return next() === ')' && inner;
  };
  const both = () => {
    let allowed = one();
    while (words[at] === 'AND') {
      next();
      allowed = one() && allowed;
    }
    return allowed;
  };
  const either = () => {
    let allowed = both();
    while (words[at] === 'OR') {
      next();
      allowed = both() || allowed;
    }
    return allowed;
  };
  return either() && at === words.length;
}

/** @param {string} folder */
function installedLicence(folder) {
  const manifest = join(folder, 'package.json');
  if (!existsSync(manifest)) return null;
  const { license, licenses } = JSON.parse(readFileSync(manifest, 'utf8'));
  if (typeof license === 'string') return license;
  // As it was written before there was SPDX: a list, of which each may be chosen.
  const named = Array.isArray(licenses) ? licenses.map((each) => each?.type) : [];
  return named.length > 0 && named.every((type) => typeof type === 'string') ? named.join(' OR ') : null;
}

/** @param {string} folder null: it is for another machine and not installed, or it has none */
function textIn(folder) {
  if (!existsSync(folder)) return null;
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying)([.-].*)?$/i.test(name));
  return file === undefined ? null : readFileSync(join(folder, file), 'utf8').trim();
}
