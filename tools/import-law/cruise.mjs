/** Holds a tree against the import law. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cruise } from 'dependency-cruiser';

import law from '../../.dependency-cruiser.mjs';

/** @typedef {{ rule: string, from: string, to: string, comment: string }} Violation */

const ROOMS = ['libs', 'apps', 'e2e'];

/**
 * @param {string} tree a folder laid out like the project
 * @returns {Promise<{ files: number, violations: Violation[] }>}
 */
export async function cruiseTree(tree) {
  const { forbidden = [], options } = law;
  const rooms = ROOMS.filter((room) => existsSync(join(tree, room)));
  const { output } = await cruise(rooms, {
    ...options,
    baseDir: tree,
    validate: true,
    ruleSet: { forbidden },
  });
  if (typeof output === 'string') throw new Error('without a reporter the cruiser answers with an object');
  const comments = new Map(forbidden.map(({ name, comment }) => [name, comment ?? '']));
  return {
    files: output.modules.filter(({ source }) => rooms.some((room) => source.startsWith(`${room}/`))).length,
    violations: output.summary.violations.map(({ rule, from, to }) => ({
      rule: rule.name,
      from,
      to,
      comment: comments.get(rule.name) ?? '',
    })),
  };
}
