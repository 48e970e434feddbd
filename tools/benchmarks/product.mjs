/** The product as `npm start` runs it, on a state folder and a port of its own, for as long as a benchmark lasts. */
import { spawn } from 'node:child_process';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { join } from 'node:path';

import { startNode } from '../lib/children.mjs';
import { Failure } from '../lib/errors.mjs';
import { inRoot } from '../lib/places.mjs';
import { until } from '../lib/processes.mjs';

/** The driver that the product uses, not one of the tools' own. */
const pg = createRequire(inRoot('apps/api/package.json'))('pg');

/** @typedef {string | { name: string, text: string, values: unknown[] }} Statement */
/** @typedef {(statement: Statement, values?: unknown[]) => Promise<{ rows: any[], rowCount: number | null }>} Query */
/** @typedef {{ query: Query, release: () => void }} Connection */
/** @typedef {{ query: Query, connect: () => Promise<Connection>, end: () => Promise<void> }} Pool */

/** Nothing of the caller's settings may reach the product that is measured. @param {string} state */
function environment(state) {
  const kept = Object.entries(process.env).filter(([name]) => !/^(LULL_|DATABASE_|PORT$|npm_)/.test(name));
  return { ...Object.fromEntries(kept), LULL_STATE_FOLDER: state, LULL_DEMONSTRATION: '0' };
}

/**
 * @param {string} state folder
 * @returns {Promise<{ url: string, seconds: number, memoryMb: () => number, stop: () => Promise<void> }>}
 */
export async function startProduct(state) {
  const begun = performance.now();
  const env = { ...environment(state), PORT: String(await freePort()) };
  const child = startNode([inRoot('tools/start.mjs')], { env, output: 'pipe' });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (output += String(text)));
  const stop = async () => {
    if (child.exitCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGINT');
    await gone;
  };
  const ready = await until(() => /Lull is ready at (\S+)/.exec(output) ?? child.exitCode !== null, 90_000);
  const url = typeof ready === 'object' ? ready[1] : undefined;
  if (!url) {
    await stop();
    throw new Failure(`The product did not start:\n${output}`);
  }
  const seconds = (performance.now() - begun) / 1000;
  return { url, seconds, stop, memoryMb: () => residentMb(child.pid ?? 0) };
}

/** What the API holds in memory; Linux only, elsewhere NaN. @param {number} starter process number of its parent */
function residentMb(starter) {
  if (process.platform !== 'linux') return NaN;
  const children = readFileSync(`/proc/${starter}/task/${starter}/children`, 'utf8').trim().split(' ');
  const api = children.find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('main.js'));
  const kilobytes = api && /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${api}/status`, 'utf8'))?.[1];
  return kilobytes ? Number(kilobytes) / 1024 : NaN;
}

export const demonstrationBook = inRoot('apps/api/demonstration/clinic-book');

/**
 * Takes a book over as a clinic would take its own.
 * @param {string} state @param {string} practice
 * @param {string} [book] folder
 * @param {readonly string[]} [options]
 * @returns {Promise<{ rows: number, seconds: number }>} as the command reports
 */
export async function importBook(state, practice, book = demonstrationBook, options = []) {
  const parameters = ['import', book, '--shift-to-today', '--practice', practice, ...options];
  const child = spawn(process.execPath, [inRoot('tools/command.mjs'), ...parameters], {
    env: environment(state),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += String(text)));
  const [code] = await once(child, 'close');
  const [, rows, seconds] = /(\d+) rows in ([\d.]+) s/.exec(output) ?? [];
  if (code !== 0 || !rows || !seconds) throw new Failure(`The book was not taken over:\n${output}`);
  return { rows: Number(rows), seconds: Number(seconds) };
}

/**
 * Connections of the superuser: they arrange rows and run the floors.
 * @param {string} state @param {number} size @returns {Pool}
 */
export function openPool(state, size) {
  const directory = join(state, 'database');
  const port = Number(readFileSync(join(directory, 'port'), 'utf8'));
  const password = readFileSync(join(directory, 'superuser-password'), 'utf8');
  const pool = new pg.Pool({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password,
    database: 'lull',
    max: size,
  });
  pool.on('error', () => undefined);
  return pool;
}

/**
 * Cookies of one member who is signed in so many times: a sign-in may make 1,200 calls a minute.
 * @param {Pool} pool @param {string} practiceId @param {number} count
 */
export async function signIns(pool, practiceId, count) {
  const [accountId, memberId] = [randomUUID(), randomUUID()];
  await pool.query(
    `INSERT INTO account (id, email, password_hash) VALUES ($1, 'load@bench.example', 'none')`,
    [accountId],
  );
  await pool.query(
    `INSERT INTO member (practice_id, id, account_id, name, roles) VALUES ($1, $2, $3, 'Load', '{scheduler,physician}')`,
    [practiceId, memberId, accountId],
  );
  const tokens = Array.from({ length: count }, () => randomBytes(32).toString('base64url'));
  await pool.query(
    `INSERT INTO sign_in (practice_id, id, token_hash, member_id, expires_at)
     SELECT $1, gen_random_uuid(), hash, $2, clock_timestamp() + interval '1 hour' FROM unnest($3::bytea[]) AS hash`,
    [practiceId, memberId, tokens.map((token) => createHash('sha256').update(token).digest())],
  );
  return tokens.map((token) => `lull=${token}`);
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
