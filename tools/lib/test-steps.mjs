/** The steps of `npm test` and `npm run check`: each runs to its end and says what it counted. */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';

import { ensureBrowser } from './browser.mjs';
import { buildAll } from './build.mjs';
import { run, runNode } from './children.mjs';
import { sentenceOf } from './errors.mjs';
import { lockFileProblems } from './lock-file.mjs';
import { inRoot, inState, programs, root } from './places.mjs';

/**
 * @typedef {{ passed: number, failed: number, skipped: number, output: string }} Outcome
 * @typedef {{ name: string, work: () => Promise<Outcome> }} Step
 */

/** What the steps print is read later, in one piece. */
const plain = { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' };

/** @param {boolean} passed @param {string} output @returns {Outcome} */
function one(passed, output) {
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0, output };
}

/**
 * A check that passes or fails as a whole.
 * @param {string} name
 * @param {string} script run with this Node.js
 * @param {readonly string[]} [parameters]
 * @returns {Step}
 */
function check(name, script, parameters = []) {
  return {
    name,
    work: async () => {
      const { code, output } = await runNode(script, parameters, { cwd: root, env: plain });
      return one(code === 0, output);
    },
  };
}

/**
 * A step whose runner leaves a report to count in. No report, or no test in it, is a failure.
 * @param {string} name
 * @param {(report: string) => Promise<{ code: number, output: string }>} work
 * @param {(report: any) => Omit<Outcome, 'output'>} count
 * @returns {Step}
 */
function counted(name, work, count) {
  return {
    name,
    work: async () => {
      mkdirSync(inState('reports'), { recursive: true });
      const report = inState('reports', `${name.replaceAll(' ', '-')}.json`);
      rmSync(report, { force: true });
      const { code, output } = await work(report);
      if (!existsSync(report)) return one(false, `${output}\nThe runner left no report.`);
      const { passed, failed, skipped } = count(JSON.parse(readFileSync(report, 'utf8')));
      if (passed + failed + skipped === 0) return one(false, `${output}\nThere is no test.`);
      // A failed set-up, or an error outside every test, fails the run without failing a test.
      const unnamed = code !== 0 && failed === 0 && skipped === 0 ? 1 : 0;
      return { passed, failed: failed + unnamed, skipped, output };
    },
  };
}

/** @param {{ status: string, assertionResults: unknown[] }} file of vitest's report */
function isUnloadable({ status, assertionResults }) {
  return status === 'failed' && assertionResults.length === 0;
}

/** @param {string} project of vitest.config.ts */
function vitest(project) {
  return counted(
    `${project} tests`,
    (report) =>
      runNode(
        inRoot('node_modules/vitest/vitest.mjs'),
        ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
        { cwd: root, env: plain },
      ),
    ({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults }) => ({
      passed: numPassedTests,
      // A file that cannot be loaded fails without a test in it.
      failed: numFailedTests + testResults.filter(isUnloadable).length,
      skipped: numPendingTests + numTodoTests,
    }),
  );
}

const journeys = counted(
  'journeys',
  async (report) => {
    const browser = await ensureBrowser();
    return run(
      'npx',
      ['playwright', 'test', '--config', 'e2e/playwright.config.ts', '--reporter=line,json'],
      {
        cwd: root,
        env: {
          ...process.env,
          CHROMIUM_PATH: browser,
          PLAYWRIGHT_JSON_OUTPUT_NAME: report,
          NO_COLOR: '1',
          FORCE_COLOR: '0',
        },
      },
    );
  },
  // A journey that passed only when tried again has failed once.
  ({ stats: { expected, unexpected, flaky, skipped } }) => ({
    passed: expected,
    failed: unexpected + flaky,
    skipped,
  }),
);

/** @type {Step} */
const lockFile = {
  name: 'lock file',
  work: async () => {
    const problems = lockFileProblems();
    return one(problems.length === 0, problems.join('\n'));
  },
};

/** @type {Step} */
const build = {
  name: 'build',
  work: () =>
    buildAll().then(
      () => one(true, ''),
      (error) => one(false, sentenceOf(error)),
    ),
};

/** Products and their tests: what is built leaves the tests out, so they stand in projects of their own. */
const PROJECTS = [
  'libs/domain',
  'libs/contracts',
  'tsconfig.tests.json',
  'apps/api',
  'apps/api/tsconfig.test.json',
  'apps/web',
  'e2e',
];
const types = check('types', programs.tsc, ['-b', ...PROJECTS]);
const toolTypes = check('types of the tools', programs.tsc, ['-p', 'tools']);
const format = check('format', inRoot('node_modules/prettier/bin/prettier.cjs'), [
  '--check',
  '--log-level',
  'warn',
  '.',
]);
const lint = check('lint', inRoot('node_modules/oxlint/bin/oxlint'), ['--deny-warnings']);
const importLaw = check('import law', inRoot('tools/import-law/check.mjs'));
const rulesTable = check('rules table', inRoot('tools/rules-table/check.mjs'));
const ledgers = check('ledgers of facts and hazards', inRoot('tools/ledgers/check.mjs'));
const licences = check('licences', inRoot('tools/about/check.mjs'));
const deadCode = check('dead code', inRoot('node_modules/knip/bin/knip.js'), ['--no-progress']);
const containers = check('container files', inRoot('tools/containers/check.mjs'));

/** @type {Step[]} */
export const fastSteps = [types, toolTypes, format, lint, importLaw, vitest('rules'), vitest('web')];

/** @type {(Step | Step[])[]} */
export const allSteps = [
  lockFile,
  // Each has one processor to itself at most; what reads the types waits for them.
  [types, format],
  [toolTypes, lint, importLaw, rulesTable, ledgers, licences, deadCode],
  // The containers mostly wait for the disk.
  [vitest('rules'), containers],
  vitest('api'),
  vitest('web'),
  build,
  vitest('start'),
  journeys,
];
