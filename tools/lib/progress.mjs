import { inState } from './places.mjs';
import { mkdirSync } from 'node:fs';

/** @param {string} text */
export function say(text) {
  process.stdout.write(`${text}\n`);
}

/** @param {number} start from `performance.now()` */
export function secondsSince(start) {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}

/**
 * Says what is being done, and how long it took.
 * @template Result
 * @param {string} what
 * @param {() => Promise<Result>} work
 */
export async function step(what, work) {
  const start = performance.now();
  process.stdout.write(`${what} ... `);
  try {
    const result = await work();
    process.stdout.write(`${secondsSince(start)}\n`);
    return result;
  } catch (error) {
    process.stdout.write('failed\n');
    throw error;
  }
}

export function makeStateFolder() {
  mkdirSync(inState(), { recursive: true, mode: 0o755 });
}
