/**
 * The process that owns the PostgreSQL server of one folder, so that no server outlives its users.
 *
 * Every user of the database holds a lease: an open connection to this process's socket. The kernel
 * closes it however the user ends, SIGKILL included; when the last lease is gone, the server is
 * stopped and this process ends. It runs in a session of its own, where no Ctrl-C reaches it.
 *
 * Usage: node supervisor.mjs <directory> <port or 0> <durable | fast>
 * Its standard input counts as the first lease: it covers the time until the starter has connected.
 */
import { createServer, connect } from 'node:net';
import {
  existsSync,
  linkSync,
  mkdtempSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { liveServer, logFile, openCluster, spawnServer, stopServer } from './cluster.mjs';
import { readRegistration, registrationFile } from './registration.mjs';
import { isSystemError, sentenceOf } from '../lib/errors.mjs';
import { until } from '../lib/processes.mjs';

/** @typedef {import('node:stream').Duplex} Duplex */

const LOG_LIMIT = 10 * 1024 * 1024;
const RESTARTS_PER_MINUTE = 3;

const [directoryArgument, portArgument, mode] = process.argv.slice(2);
if (!directoryArgument || !portArgument || !mode)
  throw new Error('usage: supervisor.mjs <directory> <port> <mode>');
const directory = realpathSync(directoryArgument);
const wantedPort = Number(portArgument);
const durable = mode === 'durable';

/** The users of the server. @type {Set<unknown>} */
const leases = new Set([process.stdin]);
/** What a new lease is told: nothing yet, or `ready <port>`, or `failed <sentence>`. */
let news = '';
let stopping = false;
/** @type {import('./cluster.mjs').Cluster | undefined} */
let cluster;
/** @type {import('node:child_process').ChildProcess | undefined} */
let server;
/** @type {Set<import('node:net').Socket>} */
const sockets = new Set();

const folder = mkdtempSync(join(tmpdir(), 'lull-'));
const address = join(folder, 'leases');

const door = createServer({ allowHalfOpen: true }, (socket) => {
  sockets.add(socket);
  leases.add(socket);
  leases.delete(process.stdin);
  if (news) socket.write(`${news}\n`);
  const release = () => {
    leases.delete(socket);
    // The last one to leave is answered when the server has stopped, the others at once.
    if (leases.size > 0) socket.end();
    stopWhenUnused();
  };
  socket.on('data', () => {});
  socket.on('end', release);
  socket.on('close', () => sockets.delete(socket));
  // A killed user may reset its connection; `close` follows, and `end` may not.
  socket.on('error', release);
});

for (const signal of /** @type {const} */ (['SIGINT', 'SIGHUP'])) process.on(signal, () => {});
process.on('SIGTERM', () => void stop());

process.stdin.on('error', () => {});
process.stdin.on('close', () => {
  leases.delete(process.stdin);
  stopWhenUnused();
});
process.stdin.resume();

door.listen(address);
await once(door, 'listening');
if (!register()) {
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
}

try {
  cluster = await openCluster(directory, { durable });
  // A server without a supervisor: its supervisor was killed. Ours begins anew on the same files.
  await stopServer(cluster.data);
  await serve();
} catch (error) {
  // Whoever holds a lease, or takes one now, is told; when they have left, this process ends.
  tell(`failed ${sentenceOf(error).replaceAll('\n', ' ')}`);
}

/** Only one supervisor may own a folder: the whole file appears in one step, and only if it is not there. */
function register() {
  const file = registrationFile(directory);
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify({ pid: process.pid, address }), { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (!isSystemError(error, 'EEXIST')) throw error;
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** @param {string} line */
function tell(line) {
  news = line;
  for (const socket of sockets) socket.write(`${line}\n`);
}

async function serve() {
  /** @type {number[]} */
  const deaths = [];
  for (;;) {
    const port = await startServer();
    if (stopping) return;
    tell(`ready ${port}`);
    if (server) await once(server, 'exit');
    if (stopping) return;
    deaths.push(performance.now());
    const recent = deaths.filter((time) => performance.now() - time < 60_000);
    if (recent.length > RESTARTS_PER_MINUTE) {
      throw new Error(
        `PostgreSQL ended ${recent.length} times within a minute. Its log: ${logFile(directory)}`,
      );
    }
  }
}

async function startServer() {
  if (!cluster) throw new Error('the cluster is opened before the server starts');
  const { data } = cluster;
  const end = performance.now() + 60_000;
  for (let attempt = 1; ; attempt += 1) {
    const port = await choosePort();
    const log = openLog();
    const child = spawnServer(cluster, { port, durable, log });
    server = child;
    const failure = once(child, 'error').then(([error]) => sentenceOf(error));
    const ended = new Promise((resolve) => child.once('exit', resolve)).then(() => 'it ended at once');
    let over = '';
    void Promise.race([failure, ended]).then((reason) => (over = reason));
    await until(() => over || liveServer(data)?.ready, Math.max(0, end - performance.now()));
    if (!over && liveServer(data)?.ready) {
      writeFileSync(join(directory, 'port'), String(port));
      return port;
    }
    if (stopping) return port;
    // Attempts: the port may have been taken between choosing and binding, and the last server's
    // children may take a moment to notice that it was killed.
    if (attempt === 5 || performance.now() > end) {
      throw new Error(
        `PostgreSQL does not start (${over || 'it is not ready after a minute'}). Its log: ${logFile(directory)}`,
      );
    }
    await until(() => stopping, 300 * attempt);
  }
}

/** The wanted port, or the one of the last time if it is free, or any free one. */
async function choosePort() {
  if (wantedPort) {
    if (await isFree(wantedPort)) return wantedPort;
    throw new Error(`Port ${wantedPort} on 127.0.0.1 is taken; the database cannot use it.`);
  }
  const file = join(directory, 'port');
  const last = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  if (last && (await isFree(last))) return last;
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const bound = probe.address();
  probe.close();
  if (!bound || typeof bound === 'string') throw new Error('a TCP server has a port');
  return bound.port;
}

/** @param {number} port */
async function isFree(port) {
  const probe = connect(port, '127.0.0.1');
  try {
    await once(probe, 'connect');
    return false;
  } catch {
    return true;
  } finally {
    probe.destroy();
  }
}

function openLog() {
  const file = logFile(directory);
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT) renameSync(file, `${file}.1`);
  return openSync(file, 'a', 0o600);
}

function stopWhenUnused() {
  if (leases.size === 0) void stop();
}

async function stop() {
  if (stopping) return;
  stopping = true;
  // From here on nobody can lease this server: who comes now waits until it is gone and starts another.
  door.close();
  if (server && server.exitCode === null && server.signalCode === null) {
    const gone = once(server, 'exit');
    server.kill('SIGINT');
    const patience = setTimeout(() => server?.kill('SIGQUIT'), 15_000);
    await gone;
    clearTimeout(patience);
  }
  rmSync(folder, { recursive: true, force: true });
  if (readRegistration(directory)?.pid === process.pid) rmSync(registrationFile(directory), { force: true });
  // The end of this process closes the connections, and so answers those who wait for it.
  process.exit(0);
}
