/** One PostgreSQL cluster in a folder: where it lies, how it is made, how its server is run and stopped. */
import { spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

import { canReach, makeOpenFolder, runsAsRoot, serverAccount, SHARED_STATE } from './account.mjs';
import { majorVersion, postgresBin } from './binaries.mjs';
import { commandLineOf, until } from '../lib/processes.mjs';

/**
 * @typedef {object} Cluster
 * @property {string} directory the caller's folder: password, port, logs
 * @property {string} place the folder that holds `data`
 * @property {string} data
 * @property {string} bin
 * @property {import('./account.mjs').Account | null} account that the server runs under; null: the caller's own
 */

export const SUPERUSER = 'postgres';

/** @param {string} directory */
export const passwordFile = (directory) => join(directory, 'superuser-password');

/** @param {string} directory */
export const logFile = (directory) => join(directory, 'postgres.log');

/**
 * Opens the cluster of `directory`, making it on the first call.
 * @param {string} directory
 * @param {{ durable: boolean }} options
 * @returns {Promise<Cluster>}
 */
export async function openCluster(directory, options) {
  const place = await placeOf(directory);
  const data = join(place, 'data');
  const account = runsAsRoot ? serverAccount(data) : null;
  if (account) chownSync(place, account.uid, account.gid);
  const bin = postgresBin(account, directory);
  /** @type {Cluster} */
  const cluster = { directory, place, data, bin, account };
  if (existsSync(data)) refuseOtherVersion(cluster);
  else initialise(cluster, options);
  return cluster;
}

/**
 * `<directory>/cluster` is the place itself, or, when root's project lies where the server's account
 * cannot go, a link to a folder of ours under /var/lib. Whoever removes the link has removed the
 * database: what it pointed at is cleared away at the next start.
 * @param {string} directory
 */
async function placeOf(directory) {
  const place = join(directory, 'cluster');
  if (existsSync(place)) return realpathSync(place);
  rmSync(place, { force: true });
  if (runsAsRoot && !canReach(directory, serverAccount(place))) {
    const elsewhere = sharedPlace(directory);
    await erase(elsewhere);
    makeOpenFolder(elsewhere);
    symlinkSync(elsewhere, place);
    return elsewhere;
  }
  makeOpenFolder(place);
  return place;
}

/** @param {string} directory */
function sharedPlace(directory) {
  return join(SHARED_STATE, createHash('sha256').update(directory).digest('hex').slice(0, 16));
}

/** @param {string} place */
async function erase(place) {
  await stopServer(join(place, 'data'));
  rmSync(place, { recursive: true, force: true });
}

/**
 * Removes the cluster of `directory` for good. Precondition: nobody uses it.
 * @param {string} directory
 */
export async function eraseCluster(directory) {
  const place = join(directory, 'cluster');
  const target = statSync(place, { throwIfNoEntry: false }) ? realpathSync(place) : place;
  await erase(target);
  rmSync(directory, { recursive: true, force: true });
}

/** @param {Cluster} cluster @param {{ durable: boolean }} options */
function initialise({ directory, place, data, bin, account }, { durable }) {
  const password = randomBytes(24).toString('base64url');
  const told = join(place, 'password-for-initdb');
  const unfinished = join(place, 'unfinished');
  rmSync(unfinished, { recursive: true, force: true });
  rmSync(told, { force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(told, password, { mode: 0o600 });
  if (account) for (const path of [told, unfinished]) chownSync(path, account.uid, account.gid);
  const parameters = [
    `--pgdata=${unfinished}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${told}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=libc',
    '--locale=C',
    '--data-checksums',
  ];
  const { status, stderr, error } = spawnSync(
    join(bin, 'initdb'),
    [...parameters, ...(durable ? [] : ['--no-sync'])],
    { ...surroundings(account, place), encoding: 'utf8' },
  );
  rmSync(told, { force: true });
  if (error || status !== 0) {
    throw new Error(`PostgreSQL could not make its cluster in ${place}: ${error?.message ?? stderr.trim()}`);
  }
  // The password first: a cluster that stands under its final name can always be opened.
  writeFileSync(passwordFile(directory), password, { mode: 0o600 });
  renameSync(unfinished, data);
}

/** @param {Cluster} cluster */
function refuseOtherVersion({ data, bin }) {
  if (!runsAsRoot && statSync(data).uid !== process.getuid?.()) {
    throw new Error(`The cluster in ${data} belongs to another user. Start Lull as that user, or as root.`);
  }
  const made = Number(readFileSync(join(data, 'PG_VERSION'), 'utf8'));
  const runs = majorVersion(bin);
  if (made !== runs) {
    throw new Error(
      `The cluster in ${data} was made by PostgreSQL ${made}, and the programs in ${bin} are PostgreSQL ${runs}. ` +
        `Use PostgreSQL ${made} (LULL_POSTGRES_BIN), or move the folder away to begin with an empty database.`,
    );
  }
}

/**
 * @param {import('./account.mjs').Account | null} account
 * @param {string} cwd
 */
function surroundings(account, cwd) {
  // None of the caller's PG* settings, time zone or language may reach the server.
  const env = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
  return account ? { cwd, env, uid: account.uid, gid: account.gid } : { cwd, env };
}

/**
 * @param {Cluster} cluster
 * @param {{ port: number, durable: boolean, log: number }} options `log`: an open file
 */
export function spawnServer({ data, bin, account, place }, { port, durable, log }) {
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // No patient's data in the server's log: no values, no statements, no details (trust.md 3.13).
    log_error_verbosity: 'terse',
    log_parameter_max_length: 0,
    log_parameter_max_length_on_error: 0,
    log_min_error_statement: 'panic',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return spawn(
    join(bin, 'postgres'),
    ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { ...surroundings(account, place), stdio: ['ignore', log, log] },
  );
}

/**
 * What `postmaster.pid` says of a living server of exactly this cluster.
 * @param {string} data
 * @returns {{ pid: number, port: number, ready: boolean } | null}
 */
export function liveServer(data) {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const [pid, , , port, , , , state] = readFileSync(file, 'utf8').split('\n');
  if (!pid || !commandLineOf(Number(pid))?.includes(` -D ${data} -c `)) return null;
  return { pid: Number(pid), port: Number(port), ready: state?.trim() === 'ready' };
}

/**
 * Stops a server that lost its supervisor. SIGINT is PostgreSQL's fast stop: sessions end, nothing
 * that was committed is lost.
 * @param {string} data
 */
export async function stopServer(data) {
  const server = liveServer(data);
  if (!server) return;
  process.kill(server.pid, 'SIGINT');
  if (!(await until(() => !commandLineOf(server.pid), 20_000))) {
    throw new Error(`PostgreSQL (process ${server.pid}) does not stop. Its cluster is ${data}.`);
  }
}
