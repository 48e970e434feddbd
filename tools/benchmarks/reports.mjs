/**
 * The reports of one shape over the ground of `years.mjs`: each total that was counted by hand for the demonstration is
 * counted by the same statement here, and each report is timed over all years, and over one beside the one before.
 */
import { runnerImport } from 'vite';

import { inRoot } from '../lib/places.mjs';
import { say } from '../lib/progress.mjs';
import { measure } from './load.mjs';

const GOAL_MS = 2_000;
const ROUNDS = 3;

/** @typedef {{ table: string, figure: string, sql: string }} ByHand */
/** @typedef {{ tables: { key: string, columns: { key: string }[], totals: { value: number | null }[] }[] }} Report */

/**
 * @param {{ pool: import('./product.mjs').Pool, client: import('./load.mjs').Client, ground: import('./years.mjs').Ground }} where
 * @returns {Promise<boolean>} whether every total is what a count by hand says
 */
export async function measureReports({ pool, client, ground }) {
  /** @type {{ module: { countsByHand: Record<string, readonly ByHand[]> } }} */
  const { module } = await runnerImport(inRoot('apps/api/src/testing/report-by-hand.ts'));
  const lastYear = { ...ground, from: `${ground.to.slice(0, 4)}-01-01` };
  say('\nreport           all years   one beside one before   totals that equal a count by hand');
  let equal = true;
  for (const [code, counts] of Object.entries(module.countsByHand)) {
    const ask = async (/** @type {{ from: string, to: string }} */ { from, to }) => {
      const { status, body } = await client.call('GET', `/reports/of/${code}?from=${from}&to=${to}`);
      if (status !== 200) throw new Error(`The report ${code} answered ${status}: ${body.slice(0, 300)}`);
      return /** @type {Report} */ (JSON.parse(body));
    };
    const timed = async (/** @type {{ from: string, to: string }} */ range) =>
      (await measure({ clients: 1, count: ROUNDS, seconds: 60 }, () => ask(range))).p50;
    try {
      const report = await ask(ground);
      const others = await differences(pool, ground, report, counts);
      const times = [await timed(ground), await timed(lastYear)];
      equal &&= others.length === 0;
      say(
        `${code.padEnd(16)} ${times.map((ms) => `${ms.toFixed(0)} ms`.padStart(9)).join('   ')}   ${Math.max(...times) <= GOAL_MS ? 'met   ' : 'MISSED'}   ` +
          `${counts.length - others.length} of ${counts.length}${others.length === 0 ? '' : `, not: ${others.join('; ')}`}`,
      );
    } catch (error) {
      equal = false;
      say(`${code.padEnd(16)} MISSED: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return equal;
}

/**
 * @param {import('./product.mjs').Pool} pool @param {import('./years.mjs').Ground} ground
 * @param {Report} report @param {readonly ByHand[]} counts
 */
async function differences(pool, { practiceId, from, to }, report, counts) {
  /** @type {string[]} */
  const found = [];
  for (const { table, figure, sql } of counts) {
    const { rows } = await pool.query(sql, [practiceId, from, to]);
    const of = report.tables.find(({ key }) => key === table);
    const said = of?.totals[of.columns.findIndex(({ key }) => key === figure)]?.value ?? null;
    const [shown, counted] = [said, rows[0]?.n ?? null].map((each) =>
      each === null ? null : Math.round(Number(each) * 10) / 10,
    );
    if (shown !== counted) found.push(`${table}.${figure} ${shown}, by hand ${counted}`);
  }
  return found;
}
