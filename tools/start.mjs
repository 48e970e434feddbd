/**
 * `npm start`: from a fresh clone to a served product. Must run with no packages installed.
 * What is already done (installed, built, prepared) is seen and left out.
 */
import './lib/node-version.mjs';
import { once } from 'node:events';

import { Failure, lastWords } from './lib/errors.mjs';
import { startApi } from './lib/api.mjs';
import { ensureBuilt } from './lib/build.mjs';
import { end, endAll } from './lib/children.mjs';
import { openConnections } from './lib/connections.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { places } from './lib/places.mjs';
import { choosePort } from './lib/port.mjs';
import { ensurePrepared } from './lib/prepare.mjs';
import { makeStateFolder, say, secondsSince } from './lib/progress.mjs';
import { onStop } from './lib/stopping.mjs';

const start = performance.now();
// An empty product for a practice of one's own; `--empty` keeps it apart from the demonstration (tools/lib/places.mjs).
const demonstration = process.env['LULL_DEMONSTRATION'] !== '0' && !process.argv.includes('--empty');

/** @type {import('./lib/connections.mjs').Connections | undefined} */
let connections;
/** @type {import('node:child_process').ChildProcess | undefined} */
let api;
let stopping = false;

onStop(() => {
  stopping = true;
  say('\nStopping ...');
  void shutDown(0);
});

try {
  makeStateFolder();
  await ensureInstalled();
  const buildStamp = await ensureBuilt();
  connections = await openConnections();
  await ensurePrepared(connections, { buildStamp, demonstration });
  await serve(connections);
} catch (error) {
  // Whatever fails while we stop fails because we stop.
  if (!stopping) {
    process.stderr.write(`${lastWords(error)}
`);
    await shutDown(1);
  }
}

/** @param {import('./lib/connections.mjs').Connections} to */
async function serve(to) {
  const port = await choosePort();
  const { child, ready } = await startApi({
    ...to.api,
    PORT: String(port),
    LULL_WEB_ROOT: places.webRoot,
    LULL_DEMONSTRATION: demonstration ? '1' : '0',
    LULL_DOWNTIME_FOLDER: process.env['LULL_DOWNTIME_FOLDER'] ?? places.downtime,
  });
  api = child;
  welcome(ready);
  const [code, signal] = await once(child, 'exit');
  if (!stopping)
    throw new Failure(`The API ended by itself (${signal ?? `code ${code}`}). Its log: ${places.apiLog}`);
}

/** @param {import('./lib/api.mjs').Ready} ready */
function welcome({ url, signIns = [], setupCode }) {
  say(`\nLull is ready at ${url} (${secondsSince(start)})`);
  if (signIns.length > 0) {
    const width = Math.max(...signIns.map(({ email }) => email.length));
    const passwords = [...new Set(signIns.map(({ password }) => password))].join(', ');
    say(`\nThe sign-in page offers the sign-ins of the demonstration; their password is ${passwords}:`);
    for (const { email, practice, role } of signIns) say(`  ${email.padEnd(width)}  ${role}, ${practice}`);
  } else if (setupCode) {
    say(`\nThere is no practice yet. Begin yours at ${url}/setup with this code, once:\n\n  ${setupCode}`);
  } else if (demonstration) {
    say('This database has a practice of its own, so there are no demonstration sign-ins.');
  }
  say('\nCtrl-C stops it.');
}

/** The API first, so that it finishes what it has begun; then the database. @param {number} code */
async function shutDown(code) {
  if (api) await end(api);
  await endAll();
  await connections?.close();
  process.exit(code);
}
