import { parseArgs } from 'node:util';
import { v4 as uuid } from 'uuid';
import { ConfigProblem } from '../../platform/config.js';
import type { AuthDatabase } from '../../platform/database/auth-database.js';
import type { Database } from '../../platform/database/database.js';
import { Refused } from '../../platform/errors.js';
import { Accounts } from './accounts.js';
import { createMember } from './member.repository.js';
import { RateLimits } from './rate-limits.js';
import { insertPractice, practiceNamed, requireSecondFactor } from './practice.repository.js';

const usage =
  'practice --name <practice> --administrator <e-mail> --member-name <name>, and the password on standard input';

interface Asked {
  readonly name: string;
  readonly email: string;
  readonly memberName: string;
}

export interface Talk {
  readonly password: () => Promise<string>;
  readonly say: (text: string) => void;
}

/**
 * `practice`: a practice with nothing in it but its first administrator. Both stand, or neither: what can be refused
 * is refused before anything is written, and a run that is killed in between can be done again.
 */
export async function practiceCommand(
  args: readonly string[],
  database: Database,
  auth: AuthDatabase,
  { password, say }: Talk,
): Promise<void> {
  const { name, email, memberName } = asked(args);
  const standing = await practiceNamed(auth, name);
  if (standing !== undefined)
    throw new ConfigProblem(`There is a practice of this name already (${standing}).`);
  const accountId = await claim(new Accounts(auth, new RateLimits(auth)), email, await password());
  if (accountId === undefined) {
    throw new ConfigProblem(
      `${email} has an account already: its password stays as it is, and nothing was made. Name another address.`,
    );
  }
  const practiceId = uuid();
  await database.run({ kind: 'system', practiceId, purpose: 'maintenance' }, async (tx) => {
    await insertPractice(tx, name);
    // Whoever can let others in proves it twice, from the first day; a practice may ask more, or less (ADR 17).
    await requireSecondFactor(tx, 'administrators');
    await createMember(tx, { accountId, name: memberName, roles: ['administrator'] });
  });
  say(`"${name}" stands (${practiceId}). ${email} signs in as its administrator.\n`);
}

async function claim(accounts: Accounts, email: string, password: string): Promise<string | undefined> {
  if (password === '') throw new ConfigProblem(`There was no password on standard input. Usage: ${usage}`);
  try {
    return await accounts.claimAccount({ email, password });
  } catch (error) {
    const weakness = error instanceof Refused ? error.refusals[0].facts?.['message'] : undefined;
    if (typeof weakness === 'string') throw new ConfigProblem(`The password is too weak. ${weakness}`);
    throw error;
  }
}

function asked(args: readonly string[]): Asked {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        name: { type: 'string' },
        administrator: { type: 'string' },
        'member-name': { type: 'string' },
      },
    });
    const [name, email, memberName] = [values.name, values.administrator, values['member-name']].map((text) =>
      (text ?? '').normalize('NFC').trim(),
    );
    if (!name || !email || !memberName) throw new ConfigProblem(`Say all three. Usage: ${usage}`);
    if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw new ConfigProblem(`"${email}" is not an e-mail address.`);
    return { name, email: email.toLowerCase(), memberName };
  } catch (error) {
    if (error instanceof TypeError) throw new ConfigProblem(`${error.message} Usage: ${usage}`);
    throw error;
  }
}
