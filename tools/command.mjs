/**
 * `npm run practice`, `npm run import`, `npm run audit:verify`, `npm run relief:rebuild`, `npm run volume:rebuild`: one command of the API's command line, with what it needs.
 * Usage: node tools/command.mjs <command> [...parameters]
 */
import './lib/node-version.mjs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { lastWords } from './lib/errors.mjs';
import { ensureBuilt } from './lib/build.mjs';
import { openConnections } from './lib/connections.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { places } from './lib/places.mjs';
import { ensurePrepared } from './lib/prepare.mjs';
import { makeStateFolder } from './lib/progress.mjs';

try {
  makeStateFolder();
  await ensureInstalled();
  const buildStamp = await ensureBuilt();
  const connections = await openConnections();
  try {
    await ensurePrepared(connections, { buildStamp, demonstration: false });
    process.exitCode = await runCommand(connections);
  } finally {
    await connections.close();
  }
} catch (error) {
  process.stderr.write(`${lastWords(error)}
`);
  process.exitCode = 1;
}

/** @param {import('./lib/connections.mjs').Connections} connections */
async function runCommand({ api, cli }) {
  const child = spawn(process.execPath, [places.apiCli, ...process.argv.slice(2)], {
    // npm runs scripts in the project's folder; a path that was typed is meant from where it was typed.
    cwd: process.env['INIT_CWD'] ?? process.cwd(),
    env: { ...process.env, ...api, ...cli },
    stdio: 'inherit',
  });
  // The terminal's Ctrl-C reaches the child as well; we wait for it, and then stop the database.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
    process.on(signal, () => child.kill(signal));
  const [code, signal] = await once(child, 'exit');
  return signal ? 128 : code;
}
