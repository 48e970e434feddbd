import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigProblem } from '../../platform/config.js';
import { AuthDatabase } from '../../platform/database/auth-database.js';
import { fingerprint } from '../../testing/all-rows.js';
import { faultyBook } from '../../testing/given-book.js';
import { givenPractice, startTestApp, type TestApp } from '../../testing/test-app.js';
import { importCommand } from './import.command.js';

describe('the command `import`', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startTestApp();
  });
  afterAll(() => test.close());

  const run = async (...args: string[]): Promise<{ done: boolean; said: string }> => {
    let said = '';
    const done = await importCommand(
      args,
      test.door,
      test.app.get(AuthDatabase),
      (text) => void (said += text),
    );
    return { done, said };
  };

  it('asks for a name when there is no practice yet', async () => {
    await expect(run(faultyBook)).rejects.toThrow(ConfigProblem);
  });

  it('does not even create the practice for a book that it refuses, and shows each fault with its place and a sentence', async () => {
    const before = await fingerprint(test.database);
    const { done, said } = await run(faultyBook, '--practice', 'Midtown');
    expect([done, await fingerprint(test.database)]).toEqual([false, before]);
    expect(said).toMatch(
      /patients\.csv\s+14\s+birth_date\s+date-invalid\s+"2025-02-30" is not a day of the calendar/,
    );
    expect(said).toContain(
      'Nothing was written: correct the rows above, or leave them out with --skip-faulty. 229 rows in',
    );
  });

  it('creates the practice with its book, and finds it again by its name or as the only one', async () => {
    const first = await run(faultyBook, '--skip-faulty', '--practice', 'Midtown');
    const before = await fingerprint(test.database);
    const again = [
      await run(faultyBook, '--skip-faulty'),
      await run(faultyBook, '--skip-faulty', '--practice', 'Midtown'),
    ];
    expect([first.done, ...again.map(({ done }) => done)]).toEqual([true, true, true]);
    expect(first.said).toContain('Taken over into "Midtown".');
    expect(await fingerprint(test.database)).toEqual(before);
  });

  it('asks which one when there are several', async () => {
    await givenPractice(test, 'Harbour');
    await expect(run(faultyBook)).rejects.toThrow(/"Harbour".*--practice|--practice.*"Harbour"/);
  });

  it.each([
    ['an option that it does not know', ['--chek', faultyBook]],
    ['two folders', [faultyBook, faultyBook]],
    ['no folder', []],
  ])('says how it is used: %s', async (_story, args) => {
    await expect(run(...args)).rejects.toThrow('import <folder> [--check] [--skip-faulty]');
  });
});
