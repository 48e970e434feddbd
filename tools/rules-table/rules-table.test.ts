import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { checkRulesTable } from './rules-table.mjs';

const GOOD = '| CR-1 | No more than the ceiling | ASRA 2020 | `doseAllowed` in `dose.ts` | `dose.test.ts` |';

describe('the table of clinical rules', () => {
  let root = '';
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'lull-rules-'));
    mkdirSync(join(root, 'libs/domain/src'), { recursive: true });
    mkdirSync(join(root, 'docs'));
    writeFileSync(join(root, 'libs/domain/src/dose.ts'), 'export function doseAllowed() {}\n');
    writeFileSync(join(root, 'libs/domain/src/dose.test.ts'), 'doseAllowed();\n');
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const stories: [string, string[], string[]][] = [
    ['a rule with its function and test', [GOOD], []],
    ['a rule that waits for a clinician, marked *', [GOOD.replace('CR-1', 'CR-1 *')], []],
    ['the same id twice', [GOOD, GOOD], ['CR-1: two rows']],
    ['no rule at all', [], ['docs/clinical-rules.md holds no rule']],
    [
      'a function that is not there',
      [GOOD.replace('doseAllowed', 'other')],
      ['CR-1: dose.ts exports no "other"'],
    ],
    [
      'a file that is not there',
      [GOOD.replace('`dose.ts`', '`gone.ts`')],
      ['CR-1: gone.ts exports no "doseAllowed"'],
    ],
    [
      'a test that is not there',
      [GOOD.replace('dose.test', 'gone.test')],
      ['CR-1: gone.test.ts is not there'],
    ],
    ['no test', [GOOD.replace('`dose.test.ts`', 'by hand')], ['CR-1: "by hand" names no test']],
    [
      'no source',
      [GOOD.replace('ASRA 2020', '')],
      ['CR-1: the row lacks a sentence, a source, a function or a test'],
    ],
    [
      'no function',
      [GOOD.replace('`doseAllowed` in ', '')],
      ['CR-1: "`dose.ts`" names no function beside its file'],
    ],
  ];

  it.each(stories)('with %s', (_, rows, problems) => {
    const head = '| id | sentence | source | function | test |\n|---|---|---|---|---|';
    writeFileSync(join(root, 'docs/clinical-rules.md'), `# Rules\n\n${[head, ...rows].join('\n')}\n`);
    expect(checkRulesTable(root).problems).toEqual(problems);
  });
});
