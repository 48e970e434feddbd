import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { checkRulesTable } from './rules-table.mjs';

const GOOD =
  '| CR-1 | No more than the ceiling | ASRA 2020 | `rules/dose.ts#doseAllowed` | `rules/dose.test.ts` |';

describe('the table of clinical rules', () => {
  let root = '';
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'lull-rules-'));
    mkdirSync(join(root, 'rules'));
    writeFileSync(join(root, 'rules/dose.ts'), 'export function doseAllowed() {}\n');
    writeFileSync(join(root, 'rules/dose.test.ts'), 'doseAllowed();\n');
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const stories: [string, string[], string[]][] = [
    ['a rule with its function and test', [GOOD], []],
    ['the same id twice', [GOOD, GOOD], ['CR-1: two rows']],
    ['no rule at all', [], ['table.md holds no rule']],
    [
      'a function that is not there',
      [GOOD.replace('#doseAllowed', '#other')],
      ['CR-1: rules/dose.ts exports no "other"', 'CR-1: rules/dose.test.ts does not test "other"'],
    ],
    [
      'a test that is not there',
      [GOOD.replace('dose.test', 'gone.test')],
      ['CR-1: rules/gone.test.ts does not test "doseAllowed"'],
    ],
    [
      'a rule without a source',
      [GOOD.replace('ASRA 2020', '')],
      ['CR-1: the row lacks a sentence, a source, a function or a test'],
    ],
    [
      'a path without a function',
      [GOOD.replace('#doseAllowed', '')],
      ['CR-1: "`rules/dose.ts`" does not name a function as path#name'],
    ],
  ];

  it.each(stories)('with %s', (_, rows, problems) => {
    const head = '| id | sentence | source | function | test |\n|---|---|---|---|---|';
    writeFileSync(join(root, 'table.md'), `# Rules\n\n${[head, ...rows].join('\n')}\n`);
    expect(checkRulesTable(root, 'table.md').problems).toEqual(problems);
  });
});
