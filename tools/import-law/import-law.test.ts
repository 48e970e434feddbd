import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

import law from '../../.dependency-cruiser.mjs';
import { cruiseTree } from './cruise.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const fixtures = fileURLToPath(new URL('fixtures', import.meta.url));
const rules = (law.forbidden ?? []).map(({ name }) => name ?? '');

describe('the import law', () => {
  it('has a fixture for every rule, and no other', () => {
    expect(new Set(readdirSync(fixtures))).toEqual(new Set(rules));
  });

  it.each(rules)('%s: its fixture breaks this rule and no other', async (rule) => {
    const { violations } = await cruiseTree(`${fixtures}/${rule}`);
    expect([...new Set(violations.map((violation) => violation.rule))]).toEqual([rule]);
  });

  it('is kept by the project', { timeout: 60_000 }, async () => {
    const { files, violations } = await cruiseTree(root);
    expect(files).toBeGreaterThan(0);
    expect(violations).toEqual([]);
  });
});
