import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

import { isSystemError } from './errors.mjs';

/**
 * The command line of a living process, or null. A process number alone proves nothing: after a
 * crash or a restart of the machine it may belong to anything.
 * @param {number} pid
 * @returns {string | null}
 */
export function commandLineOf(pid) {
  if (existsSync('/proc/self/cmdline')) {
    try {
      // A zombie has an empty command line.
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim() || null;
    } catch (error) {
      if (isSystemError(error, 'ENOENT', 'ESRCH')) return null;
      throw error;
    }
  }
  return (
    spawnSync('ps', ['-ww', '-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim() || null
  );
}

/**
 * Asks again every 20 ms until the answer is truthy, or the time is over.
 * @template Answer
 * @param {() => Answer} ask
 * @param {number} milliseconds
 * @returns {Promise<Answer | undefined>} undefined when the time is over
 */
export async function until(ask, milliseconds) {
  const end = performance.now() + milliseconds;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (performance.now() > end) return undefined;
    await wait(20);
  }
}
