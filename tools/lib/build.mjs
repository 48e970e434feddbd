/** Builds what runs, when a source has changed since the last build. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { Failure } from './errors.mjs';
import { runNode } from './children.mjs';
import { inRoot, places, programs } from './places.mjs';
import { step } from './progress.mjs';

const SOURCES = ['libs', 'apps', 'docs/glossary.md', 'package-lock.json', 'tsconfig.base.json'];
const NOT_SOURCES = /^(node_modules|dist|coverage|.*\.tsbuildinfo)$/;
const COMPILED = ['libs/domain', 'libs/contracts', 'apps/api'];

/** Path, size and time of change of every source: 1 ms per hundred files, where reading them takes ten. */
function sourceStamp() {
  const hash = createHash('sha256');
  for (const source of SOURCES) addTo(hash, inRoot(source));
  return hash.digest('hex');
}

/** @param {import('node:crypto').Hash} hash @param {string} path */
function addTo(hash, path) {
  const entry = statSync(path);
  if (!entry.isDirectory()) {
    hash.update(`${path} ${entry.size} ${entry.mtimeMs}\n`);
    return;
  }
  for (const name of readdirSync(path).sort()) if (!NOT_SOURCES.test(name)) addTo(hash, join(path, name));
}

/** @returns {Promise<string>} the stamp of what is built */
export async function ensureBuilt() {
  const stamp = sourceStamp();
  const built = [places.apiMain, places.apiCli, join(places.webRoot, 'index.html')].every(existsSync);
  const { buildStamp } = places;
  if (!built || !existsSync(buildStamp) || readFileSync(buildStamp, 'utf8') !== stamp)
    await step('Building', buildAll);
  return stamp;
}

/** Builds everything and leaves the stamp of the sources that it began with. */
export async function buildAll() {
  const stamp = sourceStamp();
  rmSync(places.buildStamp, { force: true });
  for (const project of COMPILED) removeStale(inRoot(project, 'dist'), inRoot(project, 'src'));
  const results = await Promise.all([
    runNode(programs.tsc, ['-b', inRoot('apps/api')]),
    // Reads the sources, not what the compiler makes of them, so that it need not wait.
    runNode(inRoot('tools/openapi/answer-schemas.mjs'), []),
    runNode(inRoot('tools/about/make.mjs'), []),
    runNode(programs.vite, ['build', '--logLevel', 'warn'], { cwd: inRoot('apps/web') }),
  ]);
  const failed = results.filter(({ code }) => code !== 0);
  if (failed.length > 0)
    throw new Failure(`The build failed:\n${failed.map(({ output }) => output).join('\n')}`);
  writeFileSync(places.buildStamp, stamp);
}

/**
 * The compiler leaves the output of a removed source where it is. A removed migration must not run.
 * @param {string} output @param {string} source
 */
function removeStale(output, source) {
  if (!existsSync(output)) return;
  for (const entry of readdirSync(output, { withFileTypes: true })) {
    const path = join(output, entry.name);
    if (entry.isDirectory()) {
      removeStale(path, join(source, entry.name));
      continue;
    }
    const [, stem] = /^(.+?)(?:\.d\.ts|\.js)(?:\.map)?$/.exec(entry.name) ?? [];
    if (stem && !existsSync(join(source, `${stem}.ts`))) rmSync(path);
  }
}
