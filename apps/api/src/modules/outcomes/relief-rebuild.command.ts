import { currentReliefDefinitions } from '@lull/domain';
import type { AuthDatabase } from '../../platform/database/auth-database.js';
import type { Database } from '../../platform/database/database.js';
import { knownPractices } from '../identity/identity.public.js';
import { ReliefFiguresRepository } from './relief-figures.repository.js';
import { rebuildRelief } from './relief-figures.js';

/**
 * Makes the relief figures of every practice anew and prints a line for each: how many there are, how many were others
 * than before (none, if all was well), and a fingerprint that two databases with the same facts share.
 */
export async function rebuildEveryRelief(
  { database, auth }: { readonly database: Database; readonly auth: AuthDatabase },
  print: (line: string) => void,
): Promise<void> {
  const repository = new ReliefFiguresRepository();
  const { name, version } = currentReliefDefinitions.primary;
  for (const { id: practiceId, name: practice } of await knownPractices(auth)) {
    const { patients, changed } = await rebuildRelief(database, repository, practiceId);
    const { rows, print: fingerprint } = await database.run(
      { kind: 'system', practiceId, purpose: 'maintenance' },
      (tx) => repository.fingerprint(tx, version),
      { longRunning: true },
    );
    print(
      `${practice}: ${rows} figures of ${patients} patients, ${name} and its companion in version ${version}; ${changed} changed; fingerprint ${fingerprint}`,
    );
  }
}
