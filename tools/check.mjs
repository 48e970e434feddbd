/** `npm run check`: the fast part of `npm test`, for while one works. */
import './lib/node-version.mjs';

import { ensureInstalled } from './lib/install.mjs';
import { makeStateFolder } from './lib/progress.mjs';
import { runSteps } from './lib/run-steps.mjs';
import { fastSteps } from './lib/test-steps.mjs';

makeStateFolder();
await ensureInstalled();
process.exitCode = await runSteps(fastSteps);
