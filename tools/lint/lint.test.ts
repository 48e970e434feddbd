import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const SERVICE = 'apps/api/src/modules/series/series.service.ts';
const REPOSITORY = 'apps/api/src/modules/series/series.repository.ts';
const SCREEN = 'apps/web/src/features/series/series.tsx';
const RULE = 'libs/domain/src/series/dose.ts';
const TEST = 'libs/domain/src/series/dose.test.ts';

const lines = (count: number): string =>
  Array.from({ length: count }, (_, index) => `export const line${index} = ${index};`).join('\n');

/** What is written where, and the rule that must refuse it. */
const refused: [string, string, string, string][] = [
  [
    'a service that asks for a connection',
    SERVICE,
    `import { DataSource } from 'typeorm';\nexport const used = DataSource;`,
    'lull(database-door)',
  ],
  [
    'an injected repository of the framework',
    REPOSITORY,
    `import { InjectRepository } from '@nestjs/typeorm';\nexport const used = InjectRepository;`,
    'lull(database-door)',
  ],
  [
    'a statement past the transaction',
    REPOSITORY,
    'export const read = (pool: Pool) => pool.query("SELECT 1");',
    'lull(database-door)',
  ],
  [
    'a repository taken from anywhere but tx',
    REPOSITORY,
    'export const read = (manager: Manager) => manager.getRepository(Series).find();',
    'lull(database-door)',
  ],
  [
    'a statement in a service',
    SERVICE,
    'export const read = (tx: Tx) => tx.query("SELECT 1");',
    'lull(database-door)',
  ],
  [
    'an HTTP exception in a service',
    SERVICE,
    `import { NotFoundException } from '@nestjs/common';\nexport const used = NotFoundException;`,
    'eslint(no-restricted-imports)',
  ],
  ['Date in a rule', RULE, 'export const today = () => new Date();', 'eslint(no-restricted-globals)'],
  [
    'chance in a rule',
    RULE,
    'export const chance = () => Math.random();',
    'eslint(no-restricted-properties)',
  ],
  [
    'an ambient now in a rule',
    RULE,
    'export const now = () => Temporal.Now.instant();',
    'eslint(no-restricted-properties)',
  ],
  [
    'the environment in a rule',
    RULE,
    'export const zone = () => process.env;',
    'eslint(no-restricted-globals)',
  ],
  [
    'a setting in domain/time',
    'libs/domain/src/time/zone.ts',
    'export const zone = () => process.env;',
    'eslint(no-restricted-globals)',
  ],
  [
    'console in the product',
    SERVICE,
    'export const log = () => console.log("patient");',
    'eslint(no-console)',
  ],
  [
    'HTML from a string',
    SCREEN,
    'export const Note = () => <p dangerouslySetInnerHTML={{ __html: "" }} />;',
    'react(no-danger)',
  ],
  ['any', RULE, 'export const dose = (value: any): number => value;', 'typescript(no-explicit-any)'],
  [
    'a swallowed error',
    SERVICE,
    'export function run(work: () => void) {\n  try {\n    work();\n  } catch {}\n}',
    'eslint(no-empty)',
  ],
  [
    'a lone test',
    TEST,
    `import { it, expect } from 'vitest';\nit.only('adds', () => { expect(1 + 1).toBe(2); });`,
    'vitest(no-focused-tests)',
  ],
  [
    'a skipped test',
    TEST,
    `import { it, expect } from 'vitest';\nit.skip('adds', () => { expect(1 + 1).toBe(2); });`,
    'vitest(no-disabled-tests)',
  ],
  [
    'a test without an expectation',
    TEST,
    `import { it } from 'vitest';\nit('adds', () => {});`,
    'vitest(expect-expect)',
  ],
  [
    'a promise that nobody waits for',
    RULE,
    'const later = async () => 1;\nexport function go() {\n  later();\n}',
    'typescript(no-floating-promises)',
  ],
  ['a file of more than 400 lines', RULE, lines(401), 'eslint(max-lines)'],
];

const accepted: [string, string, string][] = [
  ['a repository that asks tx', REPOSITORY, 'export const read = (tx: Tx) => tx.query("SELECT 1");'],
  [
    'a repository of tx',
    REPOSITORY,
    'export const read = (tx: Tx) => tx.manager.getRepository(Series).find();',
  ],
  ['a file of 400 lines', RULE, lines(400)],
  ['Date in domain/time', 'libs/domain/src/time/zone.ts', 'export const epoch = () => new Date(0);'],
  [
    'a class imported as a value in the API, whose type is injected',
    SERVICE,
    `import { Series } from './series.js';\nexport class Uses {\n  constructor(readonly series: Series) {}\n}`,
  ],
];

describe('the lint rules of the house', () => {
  let tree = '';
  beforeAll(() => {
    tree = mkdtempSync(join(tmpdir(), 'lull-lint-'));
    for (const path of ['.oxlintrc.json', 'tools/lint/database-door.mjs'])
      cpSync(join(root, path), join(tree, path));
    symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
    writeFileSync(
      join(tree, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: { strict: true, target: 'es2023', types: [], jsx: 'react-jsx' } }),
    );
  });
  afterAll(() => rmSync(tree, { recursive: true, force: true }));

  function complaintsAbout(path: string, source: string): string[] {
    const file = join(tree, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${source}\n`);
    const { stdout } = spawnSync(join(root, 'node_modules/.bin/oxlint'), ['--format', 'json', path], {
      cwd: tree,
      encoding: 'utf8',
    });
    rmSync(file);
    const report: { diagnostics: { code: string }[] } = JSON.parse(stdout);
    return report.diagnostics.map(({ code }) => code);
  }

  it.each(refused)('refuse %s', (_, path, source, rule) => {
    expect(complaintsAbout(path, source)).toContain(rule);
  });

  it.each(accepted)('let %s pass', (_, path, source) => {
    expect(complaintsAbout(path, source)).toEqual([]);
  });
});
