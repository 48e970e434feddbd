import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import { accessMatrix, audited, patientPage, roles, type Role } from '@lull/contracts/plain';

const spoken = (name: string) => name.replaceAll('-', ' ');

/** The access matrix as a page that a practice's administrator can read. */
function accessPage(): string {
  const rows = Object.entries(accessMatrix).flatMap(([resource, cells]) =>
    Object.entries(cells).map(
      ([action, allowed]: [string, readonly Role[]]) =>
        `| ${spoken(resource)} | ${spoken(action)} | ${roles.map((role) => (allowed.includes(role) ? '●' : '')).join(' | ')} |`,
    ),
  );
  return [
    '# Who may do what',
    '',
    'Made from `libs/contracts/src/access-matrix.ts`, which also feeds the guard of the API, the screens and the tests.',
    'Change it there, then run `npx vitest run --project rules tools/docs -u`.',
    '',
    'What does not stand here is allowed to nobody. A member with several roles may do what any of them may.',
    "Everything is about the member's own practice: another practice's records look as if they did not exist (404);",
    'what the role does not include is refused (403).',
    '',
    `| what | may be | ${roles.join(' | ')} |`,
    `|---|---|${roles.map(() => ':-:').join('|')}|`,
    ...rows,
    '',
    '## With a patient link',
    '',
    'A link and the birth date open the own page of one patient for half an hour, and nothing of the table above; no sign-in opens it.',
    '',
    '| what | may be |',
    '|---|---|',
    ...Object.entries(patientPage).flatMap(([thing, actions]: [string, readonly string[]]) =>
      actions.map((action) => `| ${spoken(thing)} | ${spoken(action)} |`),
    ),
    '',
    '## In the trail',
    '',
    `Each read and write of these leaves an event in the audit trail, or nothing is served: ${[...audited].map(spoken).join(', ')}, own page.`,
    '',
  ].join('\n');
}

describe('docs/access.md', () => {
  it('says what the access matrix says', async () => {
    const page = await format(accessPage(), {
      ...(await resolveConfig('docs/access.md')),
      parser: 'markdown',
    });
    await expect(page).toMatchFileSnapshot('../../docs/access.md');
  });
});
