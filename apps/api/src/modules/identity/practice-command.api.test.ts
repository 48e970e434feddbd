import { Readable, Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { v4 as uuid } from 'uuid';
import { ConfigProblem } from '../../platform/config.js';
import { AuthDatabase } from '../../platform/database/auth-database.js';
import { readPassword } from '../../platform/read-password.js';
import { givenPractice, startTestApp, type TestApp } from '../../testing/test-app.js';
import { practiceCommand } from './practice.command.js';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

const password = 'seven quiet lanes';

/** Runs the command and gives what it said. */
async function practice(args: readonly string[], typed = password): Promise<string> {
  const said: string[] = [];
  await practiceCommand(args, test.door, test.app.get(AuthDatabase), {
    password: () => Promise.resolve(typed),
    say: (text) => said.push(text),
  });
  return said.join('');
}

const parameters = (name: string, email: string): string[] => [
  '--name',
  name,
  '--administrator',
  email,
  '--member-name',
  'Ada Verhoeven',
];

function signIn(email: string, typed = password) {
  return test.anybody().post('/api/v1/sign-ins').send({ email, password: typed });
}

async function counts(): Promise<{ practices: number; accounts: number; members: number } | undefined> {
  const [row] = await test.database.rows<{ practices: number; accounts: number; members: number }>(
    `SELECT (SELECT count(*) FROM practice)::int AS practices, (SELECT count(*) FROM account)::int AS accounts, (SELECT count(*) FROM member)::int AS members`,
  );
  return row;
}

describe('a practice that begins without a demonstration', () => {
  it('has an administrator who can sign in, and is none of the demonstration', async () => {
    const said = await practice(parameters('Elm Street Pain Clinic', 'Ada@Elm.example'));
    expect(said).toMatch(/^"Elm Street Pain Clinic" stands \([0-9a-f-]{36}\)\. ada@elm\.example signs in/);
    expect(said).not.toContain(password);
    const { status, body } = await signIn('ada@elm.example');
    expect([status, body]).toMatchObject([201, { name: 'Ada Verhoeven', roles: ['administrator'] }]);
    const rows = await test.database.rows(
      `SELECT demonstration FROM practice WHERE name = 'Elm Street Pain Clinic'`,
    );
    expect(rows).toEqual([{ demonstration: false }]);
  });

  it('is made by a second run when the first was killed between account and practice', async () => {
    await test.database.rows(
      `INSERT INTO account (id, email, password_hash) VALUES ($1, 'left@elm.example', 'none')`,
      [uuid()],
    );
    await practice(parameters('Left Behind Clinic', 'left@elm.example'));
    expect((await signIn('left@elm.example')).status).toBe(201);
  });

  const refusals: readonly [story: string, args: readonly string[], typed: string, sentence: RegExp][] = [
    [
      'when a parameter is missing',
      ['--name', 'A', '--administrator', 'a@b.example'],
      password,
      /Say all three\. Usage: practice --name/,
    ],
    [
      'when a parameter is unknown, such as a password',
      [...parameters('A', 'a@b.example'), '--password', password],
      password,
      /--password.*Usage: practice --name/,
    ],
    ['when the address is none', parameters('A', 'nobody'), password, /"nobody" is not an e-mail address/],
    ['when there is no password', parameters('A', 'a@b.example'), '', /no password on standard input/],
    [
      'when the password is short',
      parameters('A', 'a@b.example'),
      'short',
      /too weak\. Use at least 15 characters/,
    ],
    [
      'when the password holds the address',
      parameters('A', 'adriana@b.example'),
      'adriana in the lane',
      /Leave your e-mail address out of it/,
    ],
    [
      'when a practice of this name stands',
      parameters('Standing Clinic', 'a@b.example'),
      password,
      /There is a practice of this name already/,
    ],
    [
      'when somebody has this account',
      parameters('A', 'Taken@Elm.example'),
      password,
      /taken@elm\.example has an account already/,
    ],
  ];

  it.each(refusals)('is refused %s, and nothing is written', async (_, args, typed, sentence) => {
    await givenPractice(test, 'Standing Clinic');
    const [account] = await test.database.rows<{ id: string }>(
      `INSERT INTO account (id, email, password_hash) VALUES ($1, 'taken@elm.example', 'kept') ON CONFLICT (email) DO UPDATE SET email = excluded.email RETURNING id`,
      [uuid()],
    );
    const practiceId = await givenPractice(test, 'Their Clinic');
    await test.database.rows(
      `INSERT INTO member (practice_id, id, account_id, name, roles) VALUES ($1, $2, $3, 'Taken', '{nurse}')`,
      [practiceId, uuid(), account?.id],
    );
    const before = await counts();
    const refused = await practice(args, typed).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(refused).toBeInstanceOf(ConfigProblem);
    expect(String(refused)).toMatch(sentence);
    expect(String(refused)).not.toContain(password);
    expect(await counts()).toEqual(before);
    expect(
      await test.database.rows(`SELECT password_hash FROM account WHERE email = 'taken@elm.example'`),
    ).toEqual([{ password_hash: 'kept' }]);
  });
});

describe('a password from standard input', () => {
  const piped: readonly [story: string, input: string, read: string][] = [
    ['is its first line', 'seven quiet lanes\nand nothing else\n', 'seven quiet lanes'],
    ['may end without a line break', 'seven quiet lanes', 'seven quiet lanes'],
    ['keeps its spaces', ' seven  quiet \n', ' seven  quiet '],
    ['may come from Windows', 'seven quiet lanes\r\n', 'seven quiet lanes'],
    ['is empty when nothing comes', '', ''],
  ];

  it.each(piped)('%s', async (_, input, read) => {
    const shown: string[] = [];
    const screen = new Writable({
      write: (chunk, _encoding, done) => {
        shown.push(String(chunk));
        done();
      },
    });
    expect(await readPassword(Readable.from([input]), screen)).toBe(read);
    expect(shown).toEqual([]);
  });
});
