import type { AuthDatabase } from '../../platform/database/auth-database.js';
import type { Database } from '../../platform/database/database.js';
import { knownPractices } from '../identity/identity.public.js';
import { VolumeSummaryRepository } from './volume-summary.repository.js';
import { sumUpVolume } from './volume-summary.service.js';

/** Sums every month of every practice up anew, from its rows alone, and prints a line for each practice. */
export async function rebuildEveryVolume(
  { database, auth }: { readonly database: Database; readonly auth: AuthDatabase },
  print: (line: string) => void,
): Promise<void> {
  const summary = new VolumeSummaryRepository();
  for (const { id, name } of await knownPractices(auth)) {
    const months = await sumUpVolume(database, summary, id, (tx) => summary.all(tx));
    print(`${name}: ${months} months summed up`);
  }
}
