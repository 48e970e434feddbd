/** Runs the built API as a child and waits until it listens. */
import { createInterface } from 'node:readline';
import { once } from 'node:events';

import { Failure } from './errors.mjs';
import { hasEnded, startNode } from './children.mjs';
import { lastLines, openLog } from './log-file.mjs';
import { places } from './places.mjs';

/**
 * @typedef {object} SignIn
 * @property {string} email
 * @property {string} practice
 * @property {string} password
 * @property {string} role
 */

/**
 * What `main.js` prints when it listens, as one line.
 * @typedef {{ event: 'ready', url: string, signIns?: SignIn[], setupCode?: string }} Ready
 */

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ child: import('node:child_process').ChildProcess, ready: Ready }>}
 */
export async function startApi(env) {
  const log = openLog(places.apiLog);
  const child = startNode([places.apiMain], { env: { ...process.env, ...env }, output: 'pipe' });
  const { stdout, stderr } = child;
  if (!stdout || !stderr) throw new Error('the output of the API is piped');
  stderr.pipe(log, { end: false });
  /** @type {Promise<Ready>} */
  const ready = new Promise((done) => {
    createInterface(stdout).on('line', (line) => {
      const event = readyIn(line);
      if (event) done(event);
      else log.write(`${line}\n`);
    });
  });
  const first = await Promise.race([ready, once(child, 'close').then(() => null)]);
  if (!first || hasEnded(child)) {
    throw new Failure(`The API did not start. The end of ${places.apiLog}:\n${lastLines(places.apiLog, 30)}`);
  }
  return { child, ready: first };
}

/**
 * @param {string} line
 * @returns {Ready | null}
 */
function readyIn(line) {
  if (!line.startsWith('{"event":"ready"')) return null;
  return JSON.parse(line);
}
