/**
 * Checks Dockerfile and docker-compose.yml with a parser and a linter, then carries the stages out in a clean
 * folder, and runs what comes out of them: the migration, the product, and its health check.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { once } from 'node:events';
import { randomBytes } from 'node:crypto';

import { eraseDatabase, startDatabase } from '../database/launcher.mjs';
import { end, run, runNode, startNode } from '../lib/children.mjs';
import { sentenceOf } from '../lib/errors.mjs';
import { inRoot, root } from '../lib/places.mjs';
import { say } from '../lib/progress.mjs';
import { composeProblems, servicesOf } from './compose.mjs';
import { dockerfileProblems, stagesOf } from './dockerfile.mjs';
import { bare, buildImage } from './image.mjs';

const dockerfile = readFileSync(inRoot('Dockerfile'), 'utf8');
const compose = readFileSync(inRoot('docker-compose.yml'), 'utf8');
const workshop = mkdtempSync(join(tmpdir(), 'lull-image-'));

/** @type {string[]} */
let problems;
try {
  problems = [...(await problemsOfTheFiles()), ...(await problemsOfTheImage())];
} catch (error) {
  problems = [sentenceOf(error)];
} finally {
  rmSync(workshop, { recursive: true, force: true });
}
for (const problem of problems) say(problem);
say(`container files: ${problems.length} problems`);
process.exitCode = problems.length > 0 ? 1 : 0;

async function problemsOfTheFiles() {
  const linter = inRoot('node_modules/dclint/bin/dclint.cjs');
  const { code, output } = await runNode(
    linter,
    ['docker-compose.yml', '--color=false', '--max-warnings', '0'],
    { cwd: root },
  );
  return [
    ...dockerfileProblems(dockerfile, readFileSync(inRoot('.dockerignore'), 'utf8')).map(
      (problem) => `Dockerfile: ${problem}`,
    ),
    ...composeProblems(compose).map((problem) => `docker-compose.yml: ${problem}`),
    ...(code === 0 ? [] : [output]),
  ];
}

async function problemsOfTheImage() {
  const context = join(workshop, 'context');
  await copyOfTheProject(context);
  const image = await buildImage(stagesOf(dockerfile), { context, workshop });
  const database = await startDatabase({ directory: join(workshop, 'database'), durable: false });
  try {
    const environment = {
      ...bare(image.environment),
      ...addresses(database.adminUrl),
      LULL_HOST: '127.0.0.1',
      PORT: '0',
    };
    const [node = '', ...migration] = servicesOf(compose)['migrate']?.command ?? [];
    const { code, output } = await run(node, migration, { cwd: image.folder, env: environment });
    if (code !== 0) return [`The migration fails in the image:\n${output}`];
    return await problemsOfTheProduct(image, environment);
  } finally {
    await database.stop();
    await eraseDatabase(join(workshop, 'database'));
  }
}

/**
 * @param {import('./image.mjs').Image} image
 * @param {NodeJS.ProcessEnv} environment
 */
async function problemsOfTheProduct({ folder, command, health }, environment) {
  const child = startNode(command.slice(1), { cwd: folder, env: environment, output: 'pipe' });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (printed += text));
  try {
    const port = await Promise.race([portOf(child), once(child, 'exit').then(() => null)]);
    if (port === null) return [`The product does not start in the image:\n${printed}`];
    const { code } = await run(health[0] ?? '', health.slice(1), { env: { ...environment, PORT: port } });
    const page = await fetch(`http://127.0.0.1:${port}/`);
    return [
      ...(code === 0 ? [] : ['The health check of the image fails while the product runs.']),
      ...(page.ok && (await page.text()).includes('<script')
        ? []
        : [`The image does not serve the web application (${page.status}).`]),
    ];
  } finally {
    await end(child);
  }
}

/** @param {import('node:child_process').ChildProcess} child @returns {Promise<string>} */
async function portOf(child) {
  if (!child.stdout) throw new Error('the output of the product is piped');
  for await (const line of createInterface(child.stdout)) {
    if (line.startsWith('{"event":"ready"')) return new URL(JSON.parse(line).url).port;
  }
  return new Promise(() => {});
}

/** What docker-compose.yml puts together from the environment. @param {string} adminUrl */
function addresses(adminUrl) {
  /** @param {string} role */
  const as = (role) => {
    const url = new URL('/lull', adminUrl);
    url.username = role;
    url.password = randomBytes(24).toString('base64url');
    return url.href;
  };
  return {
    LULL_ADMIN_DATABASE_URL: adminUrl,
    DATABASE_MIGRATE_URL: as('lull_owner'),
    DATABASE_URL: as('lull_app'),
    DATABASE_AUTH_URL: as('lull_auth'),
  };
}

/** The files that git knows, or would take: what a build on another machine begins with. @param {string} context */
async function copyOfTheProject(context) {
  const { code, output } = await run(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'],
    { cwd: root },
  );
  if (code !== 0) throw new Error(`The project's files could not be listed:\n${output}`);
  for (const path of output.split('\0').filter(Boolean)) {
    // As .dockerignore has it: of the tools and the documents, only what the build calls and reads.
    if (/^(docs(?!\/glossary[.]md$)|tools(?!\/(openapi|about)\/))\//.test(path)) continue;
    cpSync(join(root, path), join(context, dirname(path), path.split('/').at(-1) ?? ''), { recursive: true });
  }
}
