import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { checkLedgers } from './ledgers.mjs';

const FIRST = '| H1 | Wrong side | `guard.ts` | `guard.test.ts` "refuses the other side" |';
const SECOND = FIRST.replace('H1', 'H2');
const ledger = [{ file: 'docs/hazards.md', letter: 'H', last: 2 }];

describe('a ledger of facts or hazards', () => {
  let root = '';
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'lull-ledgers-'));
    mkdirSync(join(root, 'docs'));
    writeFileSync(join(root, 'guard.ts'), 'export function guard() {}\n');
    writeFileSync(join(root, 'guard.test.ts'), "it('H1: refuses the other side', () => guard());\n");
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const stories: [string, string[], string[]][] = [
    ['with every row borne out', [FIRST, SECOND], []],
    ['without a row', [FIRST], ['H2: no row in docs/hazards.md']],
    ['with two rows for one', [FIRST, FIRST, SECOND], ['H1: two rows']],
    ['with a row too many', [FIRST, SECOND, FIRST.replace('H1', 'H3')], ['H3: is no id of docs/hazards.md']],
    [
      'that names a file that is gone',
      [FIRST.replace('`guard.ts`', '`gone.ts`'), SECOND],
      ['H1: gone.ts is not there'],
    ],
    [
      'that names a test that is gone',
      [FIRST.replace('guard.test.ts', 'gone.test.ts'), SECOND],
      ['H1: gone.test.ts is not there'],
    ],
    [
      'that quotes a sentence that no test says',
      [FIRST.replace('refuses the', 'accepts the'), SECOND],
      ['H1: guard.test.ts has no test that says "accepts the other side"'],
    ],
    [
      'that names no test',
      [FIRST.replace(/`guard.test.ts` ".*" /, 'by hand '), SECOND],
      ['H1: "by hand" names no test with its sentence'],
    ],
    [
      'that names no place',
      [FIRST.replace('`guard.ts`', 'the guard'), SECOND],
      ['H1: "the guard" names no file'],
    ],
  ];

  it.each(stories)('%s', (_, rows, problems) => {
    const head = '| id | harm | where | test |\n| --- | --- | --- | --- |';
    writeFileSync(join(root, 'docs/hazards.md'), `# Hazards\n\n${[head, ...rows].join('\n')}\n`);
    expect(checkLedgers(root, ledger).problems).toEqual(problems);
  });
});
