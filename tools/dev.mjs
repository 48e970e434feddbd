/**
 * `npm run dev`: database, compiler, API and web application, each following the sources. One Ctrl-C ends all.
 * The web application is on port 5173 and hands /api and /livez on to the API.
 */
import './lib/node-version.mjs';
import { once } from 'node:events';

import { endAll, startNode } from './lib/children.mjs';
import { openConnections } from './lib/connections.mjs';
import { lastWords } from './lib/errors.mjs';
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { inRoot, places, programs } from './lib/places.mjs';
import { choosePort } from './lib/port.mjs';
import { ensurePrepared } from './lib/prepare.mjs';
import { makeStateFolder, say } from './lib/progress.mjs';
import { onStop } from './lib/stopping.mjs';

/** @type {import('./lib/connections.mjs').Connections | undefined} */
let connections;
let stopping = false;

onStop(() => void shutDown(0));

try {
  makeStateFolder();
  await ensureInstalled();
  const buildStamp = await ensureBuilt();
  connections = await openConnections();
  await ensurePrepared(connections, { buildStamp, demonstration: true });
  const port = await choosePort();
  const env = {
    ...process.env,
    ...connections.api,
    PORT: String(port),
    LULL_DEMONSTRATION: '1',
    LULL_API_DOCUMENTATION: 'browsable',
  };
  say('\nCtrl-C ends everything.\n');
  const loops = [
    startNode([programs.tsc, '-b', '-w', '--preserveWatchOutput', inRoot('apps/api')], { output: 'inherit' }),
    startNode(['--watch', '--watch-preserve-output', places.apiMain], { env, output: 'inherit' }),
    startNode([inRoot('tools/lib/web-server.mjs'), String(port)], { output: 'inherit' }),
  ];
  await Promise.race(loops.map((loop) => once(loop, 'exit')));
  await shutDown(1);
} catch (error) {
  if (!stopping) {
    process.stderr.write(`${lastWords(error)}\n`);
    await shutDown(1);
  }
}

/** @param {number} code */
async function shutDown(code) {
  if (stopping) return;
  stopping = true;
  await endAll();
  await connections?.close();
  process.exit(code);
}
