/** Says every row of docs/clinical-rules.md that the code does not bear out. */
import { root } from '../lib/places.mjs';
import { checkRulesTable } from './rules-table.mjs';

const { rules, problems } = checkRulesTable(root);
for (const problem of problems) process.stdout.write(`${problem}\n`);
process.stdout.write(`${rules} rules, ${problems.length} problems\n`);
process.exitCode = problems.length > 0 ? 1 : 0;
