import { endAll } from './children.mjs';
import { lastWords } from './errors.mjs';
import { say, secondsSince } from './progress.mjs';
import { onStop } from './stopping.mjs';

/** @typedef {import('./test-steps.mjs').Step} Step */
/** @typedef {import('./test-steps.mjs').Outcome} Outcome */

/**
 * Runs every step, whatever fails, and closes with `N passed, N failed, N skipped` on a line of its own.
 * A skipped test is a failure too: what is not run proves nothing.
 * @param {readonly Step[]} steps
 * @returns {Promise<number>} the exit code
 */
export async function runSteps(steps) {
  onStop(() => void endAll().then(() => process.exit(130)));
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { name, work } of steps) {
    const start = performance.now();
    process.stdout.write(`${name} ... `);
    const outcome = await work().catch(broken);
    total.passed += outcome.passed;
    total.failed += outcome.failed;
    total.skipped += outcome.skipped;
    const bad = outcome.failed + outcome.skipped > 0;
    say(`${bad ? 'FAILED' : 'ok'}: ${counts(outcome)} (${secondsSince(start)})`);
    if (bad && outcome.output) say(`\n${outcome.output.trim()}\n`);
  }
  say('');
  say(counts(total));
  return total.failed + total.skipped > 0 || total.passed === 0 ? 1 : 0;
}

/** @param {unknown} error @returns {Outcome} */
function broken(error) {
  return { passed: 0, failed: 1, skipped: 0, output: lastWords(error) };
}

/** @param {{ passed: number, failed: number, skipped: number }} numbers */
function counts({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
