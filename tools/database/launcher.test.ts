import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';

import { serverAccount, runsAsRoot } from './account.mjs';
import { liveServer } from './cluster.mjs';
import { eraseDatabase, startDatabase } from './launcher.mjs';
import { readRegistration } from './registration.mjs';
import { commandLineOf, until } from '../lib/processes.mjs';

const holder = fileURLToPath(new URL('fixtures/hold-database.mjs', import.meta.url));
const places: string[] = [];

function freshDirectory(mode = 0o755, parent = tmpdir()): string {
  const place = mkdtempSync(join(parent, 'lull-launcher-'));
  spawnSync('chmod', [mode.toString(8), place]);
  places.push(place);
  return join(place, 'database');
}

/** Another process that starts the database, says so on standard output, and then waits. */
async function anotherUser(directory: string, options: { uid?: number; gid?: number } = {}) {
  const child = spawn(process.execPath, [holder, directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
    ...options,
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout.once('data', (chunk) => resolve(Number(String(chunk))));
    child.once('exit', () => reject(new Error('the process ended before the database was ready')));
  });
  return { child, port, pid: child.pid ?? 0 };
}

function serverOf(directory: string) {
  const cluster = join(directory, 'cluster');
  return existsSync(cluster) ? liveServer(join(realpathSync(cluster), 'data')) : null;
}

/** Signs in by the wire protocol's first step: PostgreSQL must answer with a SCRAM challenge. */
function authenticationAsked(port: number): Promise<number> {
  const message = Buffer.from('\0\x03\0\0user\0postgres\0database\0postgres\0\0', 'latin1');
  const length = Buffer.alloc(4);
  length.writeInt32BE(message.length + 4);
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(Buffer.concat([length, message])));
    socket.once('error', reject);
    socket.once('data', (answer) => {
      socket.destroy();
      resolve(answer.readInt32BE(5));
    });
  });
}

const SCRAM = 10;

async function closedHomeOfRoot() {
  const directory = freshDirectory(0o700);
  const database = await startDatabase({ directory, durable: false });
  const owner = spawnSync('ps', ['-o', 'user=', '-p', String(serverOf(directory)?.pid)], {
    encoding: 'utf8',
  });
  expect(owner.stdout.trim()).toBe(serverAccount('/').name);
  await database.stop();
  const again = await startDatabase({ directory, durable: false });
  expect(again.adminUrl).toBe(database.adminUrl);
  await again.stop();
  await eraseDatabase(directory);
}

async function removedFolderInClosedHome() {
  const directory = freshDirectory(0o700);
  const before = await startDatabase({ directory, durable: false });
  await before.stop();
  rmSync(directory, { recursive: true });
  const after = await startDatabase({ directory, durable: false });
  expect(after.adminUrl).not.toBe(before.adminUrl);
  await after.stop();
  await eraseDatabase(directory);
}

async function ordinaryUserOfThisMachine() {
  const { uid, gid } = serverAccount('/');
  const directory = freshDirectory(0o700);
  spawnSync('chown', [`${uid}:${gid}`, join(directory, '..')]);
  const { child } = await anotherUser(directory, { uid, gid });
  const pid = serverOf(directory)?.pid ?? 0;
  expect(commandLineOf(pid)).toContain(directory);
  child.kill('SIGKILL');
  expect(await until(() => !commandLineOf(pid), 10_000)).toBe(true);
}

async function closedHomeOfThisUser() {
  const directory = freshDirectory(0o700);
  const database = await startDatabase({ directory, durable: false });
  expect(await authenticationAsked(database.port)).toBe(SCRAM);
  await database.stop();
}

/** Root and an ordinary user differ in everything that concerns files; root can play both. */
const stories: [string, () => Promise<void>][] = runsAsRoot
  ? [
      ['for root inside a closed home, under an account without rights', closedHomeOfRoot],
      ['anew when the folder in the closed home of root was removed', removedFolderInClosedHome],
      ['for an ordinary user in a home of mode 0700', ordinaryUserOfThisMachine],
    ]
  : [['for an ordinary user in a home of mode 0700', closedHomeOfThisUser]];

describe('the database of a folder', { timeout: 60_000 }, () => {
  afterEach(() => {
    for (const place of places.splice(0)) rmSync(place, { recursive: true, force: true });
  });

  it('starts on loopback with a password, stops, and comes back on the same port', async () => {
    const directory = freshDirectory();
    const first = await startDatabase({ directory, durable: false });
    expect(await authenticationAsked(first.port)).toBe(SCRAM);
    expect(first.adminUrl).toMatch(/^postgres:\/\/postgres:[\w-]{32}@127\.0\.0\.1:\d+\/postgres$/);
    const server = serverOf(directory);
    await first.stop();
    expect(server && commandLineOf(server.pid)).toBeNull();
    expect(readRegistration(directory)).toBeNull();

    const second = await startDatabase({ directory, durable: false });
    expect(second.adminUrl).toBe(first.adminUrl);
    await second.stop();
    await eraseDatabase(directory);
    expect(existsSync(directory)).toBe(false);
  });

  it('is shared by a second start, and runs until the last of them has stopped', async () => {
    const directory = freshDirectory();
    const [first, second] = await Promise.all([
      startDatabase({ directory, durable: false }),
      startDatabase({ directory, durable: false }),
    ]);
    expect(second.port).toBe(first.port);
    await first.stop();
    expect(serverOf(directory)).toMatchObject({ ready: true, port: first.port });
    await second.stop();
    expect(serverOf(directory)).toBeNull();
  });

  it('leaves no process behind when its user is killed, and starts again', async () => {
    const directory = freshDirectory();
    const { child, port } = await anotherUser(directory);
    const server = serverOf(directory);
    const supervisor = readRegistration(directory);
    child.kill('SIGKILL');
    const gone = () => !commandLineOf(server?.pid ?? 0) && !commandLineOf(supervisor?.pid ?? 0);
    expect(await until(gone, 10_000)).toBe(true);

    const again = await startDatabase({ directory, durable: false });
    expect(again.port).toBe(port);
    await again.stop();
  });

  it('starts again at once, while the server of a killed user is still stopping', async () => {
    const directory = freshDirectory();
    const { child } = await anotherUser(directory);
    child.kill('SIGKILL');
    const again = await startDatabase({ directory, durable: false });
    expect(await authenticationAsked(again.port)).toBe(SCRAM);
    await again.stop();
    // The killed user's lease may still be open for a moment when ours is given back.
    expect(await until(() => serverOf(directory) === null, 10_000)).toBe(true);
  });

  it('comes back by itself on the same port when the server is killed under its users', async () => {
    const directory = freshDirectory();
    const database = await startDatabase({ directory, durable: false });
    const killed = serverOf(directory);
    process.kill(killed?.pid ?? 0, 'SIGKILL');
    const back = await until(() => {
      const server = serverOf(directory);
      return server?.ready && server.pid !== killed?.pid ? server : null;
    }, 20_000);
    expect(back?.port).toBe(database.port);
    await database.stop();
    expect(serverOf(directory)).toBeNull();
  });

  it('takes over from a server whose supervisor was killed', async () => {
    const directory = freshDirectory();
    const { child } = await anotherUser(directory);
    const orphan = serverOf(directory);
    process.kill(readRegistration(directory)?.pid ?? 0, 'SIGKILL');
    child.kill('SIGKILL');
    const again = await startDatabase({ directory, durable: false });
    expect(serverOf(directory)?.pid).not.toBe(orphan?.pid);
    expect(commandLineOf(orphan?.pid ?? 0)).toBeNull();
    await again.stop();
  });

  it('is not fooled by a stale note that names another living process', async () => {
    const directory = freshDirectory();
    await (await startDatabase({ directory, durable: false })).stop();
    writeFileSync(
      join(directory, 'supervisor.json'),
      JSON.stringify({ pid: process.pid, address: '/nowhere/leases' }),
    );
    writeFileSync(
      join(directory, 'cluster', 'data', 'postmaster.pid'),
      `${process.pid}\n${directory}\n0\n1\n\n\n\nready\n`,
    );
    const database = await startDatabase({ directory, durable: false });
    expect(await authenticationAsked(database.port)).toBe(SCRAM);
    await database.stop();
  });

  it('survives Ctrl-C, which reaches every process of the terminal', async () => {
    const directory = freshDirectory();
    const database = await startDatabase({ directory, durable: false });
    process.kill(readRegistration(directory)?.pid ?? 0, 'SIGINT');
    expect(await authenticationAsked(database.port)).toBe(SCRAM);
    await database.stop();
  });

  it('says which port is taken when the caller insisted on one', async () => {
    const squatter = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => squatter.once('listening', resolve));
    const { port } = squatter.address() as { port: number };
    const directory = freshDirectory();
    await expect(startDatabase({ directory, port, durable: false })).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is taken`,
    );
    squatter.close();
    expect(readRegistration(directory)).toBeNull();
  });

  it('refuses a cluster of another major version by a sentence that names both', async () => {
    const directory = freshDirectory();
    await (await startDatabase({ directory, durable: false })).stop();
    writeFileSync(join(directory, 'cluster', 'data', 'PG_VERSION'), '9\n');
    await expect(startDatabase({ directory, durable: false })).rejects.toThrow(
      /was made by PostgreSQL 9, .* are PostgreSQL 18/,
    );
  });

  it('writes no statement and no value into its log', async () => {
    const directory = freshDirectory();
    const database = await startDatabase({ directory, durable: false });
    const options = readFileSync(join(directory, 'cluster', 'data', 'postmaster.opts'), 'utf8');
    await database.stop();
    for (const setting of [
      'log_error_verbosity=terse',
      'log_parameter_max_length=0',
      'log_parameter_max_length_on_error=0',
      'log_min_error_statement=panic',
    ]) {
      expect(options).toContain(setting);
    }
  });

  it.each(stories)('runs %s', async (_, story) => story());
});
