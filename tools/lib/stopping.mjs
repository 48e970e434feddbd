/** One orderly end for a command: Ctrl-C, SIGTERM, or the npm that started it being killed. */
import { readFileSync, existsSync } from 'node:fs';
import { spawnSync } from 'node:child_process';

import { commandLineOf } from './processes.mjs';

/**
 * Calls `stop` once, at the first reason to end; further signals change nothing.
 * @param {(reason: string) => void} stop
 */
export function onStop(stop) {
  let asked = false;
  /** @param {string} reason */
  const ask = (reason) => {
    if (asked) return;
    asked = true;
    stop(reason);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => ask(signal));
  const npm = startingNpm();
  if (npm === null) return;
  // A killed npm cannot tell its children, and the shell between us and it waits for us.
  setInterval(() => {
    if (commandLineOf(npm) === null) ask('the npm that started this was killed');
  }, 500).unref();
}

/** The process number of the npm that runs this script; null when it was started by hand. */
function startingNpm() {
  if (!process.env['npm_lifecycle_event']) return null;
  const candidates = [process.ppid, parentOf(process.ppid)];
  return (
    candidates.find((pid) => pid !== null && /^(\S*\/)?npm\b|npm-cli\.js/.test(commandLineOf(pid) ?? '')) ??
    null
  );
}

/** @param {number} pid */
function parentOf(pid) {
  const file = `/proc/${pid}/stat`;
  // The second field is the name in parentheses, and may hold anything.
  const text = existsSync(file)
    ? readFileSync(file, 'utf8').replace(/^.*\) \S /s, '')
    : spawnSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }).stdout;
  return Number.parseInt(text, 10) || null;
}
