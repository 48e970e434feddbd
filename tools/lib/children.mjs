/** Child processes: every one of them ends when this process is asked to end, or is killed. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/** @type {Set<ChildProcess>} */
const running = new Set();

const guard = new URL('end-with-parent.mjs', import.meta.url).href;

/**
 * Runs a program to its end and returns what it printed.
 * @param {string} program
 * @param {readonly string[]} parameters
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, show?: boolean }} [options] `show`: print as it comes
 * @returns {Promise<{ code: number, output: string }>} a program ended by a signal has the code 128
 */
export async function run(program, parameters, { cwd, env = process.env, show = false } = {}) {
  const child = spawn(program, parameters, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text) => {
      output += text;
      if (show) process.stdout.write(text);
    });
  }
  try {
    const [code] = await once(child, 'close');
    return { code: code ?? 128, output };
  } finally {
    running.delete(child);
  }
}

/**
 * The same with a program of Node.js.
 * @param {string} script
 * @param {readonly string[]} parameters
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, show?: boolean }} [options]
 */
export function runNode(script, parameters, options) {
  return run(process.execPath, [script, ...parameters], options);
}

/**
 * Starts a long-running Node.js program in a group of its own, so that Ctrl-C in the terminal reaches
 * only us and we end things in order. It ends with us even when we are killed: see end-with-parent.mjs.
 * @param {readonly string[]} parameters of `node`
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, output: 'pipe' | 'inherit' }} options
 */
export function startNode(parameters, { cwd, env = process.env, output }) {
  const child = spawn(process.execPath, ['--import', guard, ...parameters], {
    cwd,
    env,
    detached: true,
    stdio: ['ignore', output, output, 'ipc'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** @param {ChildProcess} child */
export function hasEnded(child) {
  return child.exitCode !== null || child.signalCode !== null;
}

/**
 * Asks a child to end, and ends it when it does not.
 * @param {ChildProcess} child
 * @param {number} patience in milliseconds
 */
export async function end(child, patience = 20_000) {
  if (hasEnded(child)) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), patience);
  await gone;
  clearTimeout(force);
}

/** Ends whatever still runs. */
export async function endAll() {
  await Promise.all([...running].map((child) => end(child, 5_000)));
}
