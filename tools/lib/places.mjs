/**
 * Where things lie in a clone. What a run writes goes to `.lull/`, which git ignores, or to the folder that
 * LULL_STATE_FOLDER names: another folder is another database, other passwords and other logs.
 */
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** @param {...string} parts */
export const inRoot = (...parts) => join(root, ...parts);

const state = resolve(process.env['LULL_STATE_FOLDER'] || inRoot('.lull'));

/** @param {...string} parts */
export const inState = (...parts) => join(state, ...parts);

export const places = {
  database: inState('database'),
  secrets: inState('secrets.json'),
  /** Opens what is sealed in the database, and must not lie in it. */
  secretKey: inState('secret.key'),
  apiLog: inState('api.log'),
  downtime: inState('downtime'),
  apiMain: inRoot('apps', 'api', 'dist', 'main.js'),
  apiCli: inRoot('apps', 'api', 'dist', 'cli.js'),
  webRoot: inRoot('apps', 'web', 'dist'),
  /** Beside what was built, not with the state: it tells of this clone's `dist` folders. */
  buildStamp: inRoot('apps', 'api', 'dist', 'build.stamp'),
};

/** The programs of the development dependencies, run with this Node.js and no shell. */
export const programs = {
  tsc: inRoot('node_modules', 'typescript', 'bin', 'tsc'),
  vite: inRoot('node_modules', 'vite', 'bin', 'vite.js'),
};
