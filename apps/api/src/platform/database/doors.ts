import { DataSource } from 'typeorm';
import { Clock } from '../clock.js';
import { AuthDatabase } from './auth-database.js';
import { applicationOptions } from './data-source.js';
import { Database } from './database.js';
import { refuseUnsafeDatabase } from './guardrails.js';

export interface Doors {
  readonly database: Database;
  readonly auth: AuthDatabase;
}

/** Opens both doors for a command, with the rights that the served product has and no more. */
export async function withDoors<T>(
  urls: { readonly app: string; readonly auth: string },
  body: (doors: Doors) => Promise<T>,
): Promise<T> {
  const auth = new AuthDatabase(urls.auth);
  const source = new DataSource(applicationOptions(urls.app, 2));
  try {
    await source.initialize();
    await refuseUnsafeDatabase(source);
    return await body({ database: new Database(source, new Clock()), auth });
  } finally {
    if (source.isInitialized) await source.destroy();
    await auth.onModuleDestroy();
  }
}
