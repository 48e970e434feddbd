import { endAll } from './children.mjs';
import { lastWords } from './errors.mjs';
import { say, secondsSince } from './progress.mjs';
import { onStop } from './stopping.mjs';

/** @typedef {import('./test-steps.mjs').Step} Step */
/** @typedef {import('./test-steps.mjs').Outcome} Outcome */

/**
 * Runs every step, whatever fails, and closes with `N passed, N failed, N skipped` on a line of its own.
 * A skipped test is a failure too: what is not run proves nothing. Steps in one list run side by side.
 * @param {readonly (Step | readonly Step[])[]} steps
 * @returns {Promise<number>} the exit code
 */
export async function runSteps(steps) {
  onStop(() => void endAll().then(() => process.exit(130)));
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { name, ended } of started(steps)) {
    process.stdout.write(`${name} ... `);
    const { took, ...outcome } = await ended;
    total.passed += outcome.passed;
    total.failed += outcome.failed;
    total.skipped += outcome.skipped;
    const bad = outcome.failed + outcome.skipped > 0;
    say(`${bad ? 'FAILED' : 'ok'}: ${counts(outcome)} (${took})`);
    if (bad && outcome.output) say(`\n${outcome.output.trim()}\n`);
  }
  say('');
  say(counts(total));
  return total.failed + total.skipped > 0 || total.passed === 0 ? 1 : 0;
}

/**
 * Each step in turn, begun with the first of its list; what it leads to and how long that took.
 * @param {readonly (Step | readonly Step[])[]} steps
 */
function* started(steps) {
  for (const together of steps)
    yield* [together].flat().map(({ name, work }) => ({ name, ended: timed(work) }));
}

/** @param {() => Promise<Outcome>} work */
async function timed(work) {
  const start = performance.now();
  const outcome = await work().catch(broken);
  return { ...outcome, took: secondsSince(start) };
}

/** @param {unknown} error @returns {Outcome} */
function broken(error) {
  return { passed: 0, failed: 1, skipped: 0, output: lastWords(error) };
}

/** @param {{ passed: number, failed: number, skipped: number }} numbers */
function counts({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
