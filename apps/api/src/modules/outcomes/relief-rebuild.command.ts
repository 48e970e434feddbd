import type { AuthDatabase } from '../../platform/database/auth-database.js';
import { clinicalPolicy } from '../../platform/database/clinical-policies.js';
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
  for (const { id: practiceId, name: practice } of await knownPractices(auth)) {
    const { patients, changed } = await rebuildRelief(database, repository, practiceId);
    const { rows, fingerprint, version } = await database.run(
      { kind: 'system', practiceId, purpose: 'maintenance' },
      async (tx) => {
        const { version: inForce } = (await clinicalPolicy(tx, 'relief')).inForce;
        const kept = await repository.fingerprint(tx, inForce);
        return { rows: kept.rows, fingerprint: kept.print, version: inForce };
      },
      { longRunning: true },
    );
    print(
      `${practice}: ${rows} figures of ${patients} patients, relief50 and its companion in version ${version}; ${changed} changed; fingerprint ${fingerprint}`,
    );
  }
}
