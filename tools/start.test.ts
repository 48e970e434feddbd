/** What `npm start` promises whoever runs it: it serves, it ends whole, and nothing that was there is gone. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { eraseDatabase } from './database/launcher.mjs';
import { commandLineOf, until } from './lib/processes.mjs';

const inTools = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const account = { email: 'ada@elm.example', password: 'seven quiet lanes' };

let state = '';
const running = new Set<ChildProcess>();

beforeAll(async () => {
  state = realpathSync(mkdtempSync(join(tmpdir(), 'lull-start-')));
  // Root's database runs under another account, which must be able to walk here.
  chmodSync(state, 0o755);
  const parameters = [
    '--name',
    'Elm Street',
    '--administrator',
    account.email,
    '--member-name',
    'Ada Verhoeven',
  ];
  const made = run('command.mjs', ['practice', ...parameters], { input: `${account.password}\n` });
  if ((await made.code) !== 0) throw new Error(`The practice was not made:\n${made.output()}`);
});

afterEach(async () => {
  // Only what a failed story has left.
  for (const child of running) child.kill('SIGKILL');
  await until(() => running.size === 0, 10_000);
});

afterAll(async () => {
  await until(() => processesUnder(process.pid).every(({ command }) => !command.includes(state)), 20_000);
  await eraseDatabase(join(state, 'database'));
  rmSync(state, { recursive: true, force: true });
});

/** A tool with the private state folder, as if nothing of the caller's settings were there. */
function run(tool: string, parameters: readonly string[], { input = '', port = '' } = {}) {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(LULL_|DATABASE_|npm_|PORT$|NODE_)/.test(name),
  );
  const env = { ...Object.fromEntries(own), LULL_STATE_FOLDER: state, LULL_DEMONSTRATION: '0', PORT: port };
  const child = spawn(process.execPath, [inTools(tool), ...parameters], { env, stdio: 'pipe' });
  running.add(child);
  child.once('exit', () => running.delete(child));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  child.stdin.end(input);
  const code = once(child, 'close').then(([status]) => Number(status));
  return { child, code, output: () => output };
}

/** Started and ready; `processes` are its own: the API, the supervisor of the database and PostgreSQL. */
async function start() {
  const port = await freePort();
  const { child, code, output } = run('start.mjs', [], { port: String(port) });
  const ready = await until(() => /Lull is ready at (\S+)/.exec(output()), 50_000);
  const url = ready?.[1] ?? '';
  expect({ url, output: output() }).toMatchObject({ url: `http://127.0.0.1:${port}` });
  return { child, code, output, url, port, processes: processesUnder(child.pid ?? 0) };
}

interface Process {
  readonly pid: number;
  readonly command: string;
}

function processesUnder(ancestor: number): Process[] {
  const listed = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).stdout.split('\n');
  const all = listed.flatMap((line) => {
    const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return command === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
  });
  const below = (parent: number): Process[] =>
    all.filter((each) => each.parent === parent).flatMap((each) => [each, ...below(each.pid)]);
  return below(ancestor);
}

/** Those that still live; a number that another program was given since is not one of ours. */
const left = (processes: readonly Process[]) =>
  processes.filter(({ pid, command }) => (commandLineOf(pid) ?? '').startsWith(command.slice(0, 20)));

async function signIn(url: string): Promise<number> {
  const answer = await fetch(`${url}/api/v1/sign-ins`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', connection: 'close' },
    body: JSON.stringify(account),
  });
  return answer.status;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

describe('npm start', () => {
  it('serves the screens and lets in who was there before', async () => {
    const { child, code, url, processes } = await start();
    expect(processes.map(({ command }) => command).join('\n')).toMatch(
      /main\.js[\s\S]*supervisor\.mjs|supervisor\.mjs[\s\S]*main\.js/,
    );
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect(await (await fetch(url)).text()).toContain('<div id="root">');
    expect(await signIn(url)).toBe(201);
    child.kill('SIGTERM');
    expect(await code).toBe(0);
  });

  it('leaves no process behind when Ctrl-C ends it', async () => {
    const { child, code, output, processes } = await start();
    child.kill('SIGINT');
    expect(await code).toBe(0);
    expect(output()).toMatch(/Stopping \.\.\.\n$/);
    expect(left(processes)).toEqual([]);
  });

  it('leaves no process behind when it is killed, and everything is there at the next start', async () => {
    const killed = await start();
    expect(await signIn(killed.url)).toBe(201);
    killed.child.kill('SIGKILL');
    await until(() => left(killed.processes).length === 0, 15_000);
    expect(left(killed.processes)).toEqual([]);

    const again = await start();
    expect(await signIn(again.url)).toBe(201);
    again.child.kill('SIGINT');
    expect(await again.code).toBe(0);
  });

  it('says so when the port it was given is taken, and the first goes on', async () => {
    const first = await start();
    const second = run('start.mjs', [], { port: String(first.port) });
    expect(await second.code).toBe(1);
    expect(second.output()).toContain(
      `Port ${first.port} is taken by another program. Set PORT to another one`,
    );
    expect(await signIn(first.url)).toBe(201);
    first.child.kill('SIGINT');
    expect(await first.code).toBe(0);
  });
});
