/**
 * Starts the embedded PostgreSQL, or joins the server that already runs on the same folder.
 * The server lives as long as anybody uses it, and not longer: see supervisor.mjs.
 */
import { spawn } from 'node:child_process';
import { openSync, closeSync, readFileSync, realpathSync } from 'node:fs';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { makeOpenFolder } from './account.mjs';
import { eraseCluster, passwordFile, SUPERUSER } from './cluster.mjs';
import { livingSupervisor } from './registration.mjs';
import { until } from '../lib/processes.mjs';

/**
 * @typedef {object} Database
 * @property {string} adminUrl of the superuser, to the database `postgres`
 * @property {number} port on 127.0.0.1
 * @property {boolean} joined whether the server was running already
 * @property {() => Promise<void>} stop gives the lease back; resolves when the server has stopped, or at
 *   once when others still use it
 */

/**
 * @param {object} options
 * @param {string} options.directory made if it is not there; all that the database needs is kept in it
 * @param {number} [options.port] default: the port of the last time if it is free, or any free one
 * @param {boolean} [options.durable] false, for tests only: faster, and lost when the machine stops
 * @returns {Promise<Database>}
 */
export async function startDatabase({ directory, port = 0, durable = true }) {
  if (process.platform === 'win32') {
    throw new Error(
      'The embedded database runs on Linux and macOS. On Windows use WSL, or set DATABASE_URL.',
    );
  }
  makeOpenFolder(resolve(directory));
  const home = realpathSync(directory);
  const lease = await takeLease(home, { port, durable });
  const password = readFileSync(passwordFile(home), 'utf8');
  return {
    adminUrl: `postgres://${SUPERUSER}:${password}@127.0.0.1:${lease.port}/postgres`,
    port: lease.port,
    joined: lease.joined,
    stop: lease.giveBack,
  };
}

/**
 * Removes the database of `directory` and the folder itself. Precondition: every user has stopped.
 * @param {string} directory
 */
export async function eraseDatabase(directory) {
  if (livingSupervisor(directory)) throw new Error(`The database in ${directory} is in use.`);
  await eraseCluster(realpathSync(directory));
}

/**
 * @param {string} directory
 * @param {{ port: number, durable: boolean }} options
 */
async function takeLease(directory, options) {
  const log = join(directory, 'supervisor.log');
  const end = performance.now() + 90_000;
  let joined = true;
  while (performance.now() < end) {
    const registration = livingSupervisor(directory);
    const lease = registration && (await connectTo(registration.address));
    if (lease) {
      try {
        const port = await lease.port;
        if (port) return { port, joined, giveBack: lease.giveBack };
        continue;
      } catch (error) {
        await lease.giveBack();
        throw error;
      }
    }
    if (registration) {
      // It is stopping; it must be gone before another may begin.
      await until(() => livingSupervisor(directory)?.pid !== registration.pid, 30_000);
      continue;
    }
    joined = false;
    await startSupervisor(directory, options, log);
  }
  throw new Error(`The database in ${directory} did not start within 90 s. See ${log}`);
}

/**
 * @param {string} directory
 * @param {{ port: number, durable: boolean }} options
 * @param {string} log
 */
async function startSupervisor(directory, { port, durable }, log) {
  const output = openSync(log, 'a', 0o600);
  const program = fileURLToPath(new URL('supervisor.mjs', import.meta.url));
  const child = spawn(process.execPath, [program, directory, String(port), durable ? 'durable' : 'fast'], {
    detached: true,
    stdio: ['pipe', 'ignore', output],
  });
  closeSync(output);
  child.unref();
  child.on('error', () => {});
  const opened = await until(
    () => livingSupervisor(directory) || child.exitCode !== null || child.signalCode !== null,
    15_000,
  );
  if (!opened || (child.exitCode ?? 0) !== 0) {
    throw new Error(`The supervisor of the database does not start. See ${log}`);
  }
  // The pipe is the first lease, until the caller has connected; the supervisor then forgets it.
  const pipe = /** @type {import('node:net').Socket} */ (child.stdin);
  pipe.on('error', () => {});
  pipe.unref();
}

/**
 * @param {string} address
 * @returns {Promise<{ port: Promise<number | null>, giveBack: () => Promise<void> } | null>} null when nobody
 *   answers; `port` is null when the server stopped before it was ready
 */
async function connectTo(address) {
  const socket = connect({ path: address, allowHalfOpen: true });
  const closed = new Promise((done) => socket.once('close', done));
  const connected = await new Promise((done) => {
    socket.once('connect', () => done(true));
    socket.once('error', () => done(false));
  });
  if (!connected) return null;
  socket.on('error', () => {});
  let heard = '';
  /** @type {Promise<number | null>} */
  const port = new Promise((done, fail) => {
    socket.on('data', (chunk) => {
      heard += String(chunk);
      const [line, rest] = heard.split('\n');
      if (line === undefined || rest === undefined) return;
      socket.unref();
      const [word, ...sentence] = line.split(' ');
      if (word === 'ready') done(Number(sentence[0]));
      else fail(new Error(sentence.join(' ')));
    });
    socket.once('end', () => socket.end());
    socket.once('close', () => done(null));
  });
  return {
    port,
    giveBack: async () => {
      socket.ref();
      socket.end();
      await closed;
    },
  };
}
