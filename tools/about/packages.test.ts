import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../lib/places.mjs';
import { isAllowed, licenceProblems, runningPackages } from './packages.mjs';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lull-about-'));
  const at = (path: string) => join(folder, 'node_modules', path);
  for (const name of ['fine', 'silent', 'old', '@some/where']) mkdirSync(at(name), { recursive: true });
  writeFileSync(at('fine/LICENSE.md'), 'Do what you like.\n');
  writeFileSync(at('silent/package.json'), JSON.stringify({ license: 'ISC' }));
  writeFileSync(at('old/package.json'), JSON.stringify({ licenses: [{ type: 'MIT' }] }));
  writeFileSync(
    join(folder, 'package-lock.json'),
    JSON.stringify({
      packages: {
        '': { version: '1.0.0' },
        'apps/api': { version: '1.0.0' },
        'node_modules/@lull/api': { link: true },
        'node_modules/fine': { version: '1.2.3', license: 'MIT' },
        'node_modules/silent': { version: '2.0.0' },
        'node_modules/old': { version: '0.1.0' },
        'node_modules/mute': { version: '3.0.0' },
        'node_modules/@some/where': { version: '4.0.0', license: 'AGPL-3.0-only' },
        'node_modules/tester': { version: '5.0.0', license: 'GPL-3.0-only', dev: true },
      },
    }),
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the packages that run', () => {
  it('are read from the lock file, with the licence of what is installed and its text; those of tests are not', () => {
    expect(runningPackages(folder)).toEqual([
      { name: '@some/where', version: '4.0.0', licence: 'AGPL-3.0-only', text: null },
      { name: 'fine', version: '1.2.3', licence: 'MIT', text: 'Do what you like.' },
      { name: 'mute', version: '3.0.0', licence: null, text: null },
      { name: 'old', version: '0.1.0', licence: 'MIT', text: null },
      { name: 'silent', version: '2.0.0', licence: 'ISC', text: null },
    ]);
  });

  it('are refused under a licence that is not allowed, or under none', () => {
    expect(licenceProblems(runningPackages(folder))).toEqual([
      '@some/where 4.0.0 is under AGPL-3.0-only, which is not allowed.',
      'mute 3.0.0 does not say its licence.',
    ]);
  });

  it('of this tree are under licences that are allowed, and express is one of them', () => {
    const packages = runningPackages(root);
    expect(licenceProblems(packages)).toEqual([]);
    expect(packages.find(({ name }) => name === 'express')?.text).toContain('Permission is hereby granted');
  });

  it.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0-only)', true],
    ['MIT AND GPL-3.0-only', false],
    ['(MIT AND ISC) OR GPL-3.0-only', true],
    ['MIT AND (ISC OR GPL-3.0-only)', true],
    ['GPL-3.0-only', false],
    ['MIT ISC', false],
    ['', false],
    ['(MIT', false],
  ])('under "%s" may run: %s', (expression, allowed) => {
    expect(isAllowed(expression)).toBe(allowed);
  });
});
