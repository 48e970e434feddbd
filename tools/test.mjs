/** `npm test`: every check of the project, alone on a fresh clone. */
import './lib/node-version.mjs';

import { ensureInstalled } from './lib/install.mjs';
import { makeStateFolder } from './lib/progress.mjs';
import { runSteps } from './lib/run-steps.mjs';
import { allSteps } from './lib/test-steps.mjs';

makeStateFolder();
await ensureInstalled();
process.exitCode = await runSteps(allSteps);
