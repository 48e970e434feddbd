/** Says every package that runs under a licence that is not known or not allowed. */
import { root } from '../lib/places.mjs';
import { licenceProblems, runningPackages } from './packages.mjs';

const packages = runningPackages(root);
const problems = licenceProblems(packages);
for (const problem of problems) process.stdout.write(`${problem}\n`);
process.stdout.write(`${packages.length} packages, ${problems.length} problems\n`);
process.exitCode = problems.length > 0 || packages.length === 0 ? 1 : 0;
