/** Says every row of docs/seed-facts.md and docs/hazards.md that is missing or that the code does not bear out. */
import { root } from '../lib/places.mjs';
import { checkLedgers } from './ledgers.mjs';

const { rows, problems } = checkLedgers(root);
for (const problem of problems) process.stdout.write(`${problem}\n`);
process.stdout.write(`${rows} rows, ${problems.length} problems\n`);
process.exitCode = problems.length > 0 ? 1 : 0;
