import { DataSource } from 'typeorm';
import { Clock } from '../clock.js';
import { AuthDatabase } from './auth-database.js';
import { applicationOptions } from './data-source.js';
import { Database } from './database.js';
import { refuseUnsafeDatabase } from './guardrails.js';

/** Both doors to the database for a command, without the application around them. */
export interface OpenDatabase {
  readonly database: Database;
  readonly auth: AuthDatabase;
  close(): Promise<void>;
}

export async function openDatabase(appUrl: string, authUrl: string): Promise<OpenDatabase> {
  const source = await new DataSource(applicationOptions(appUrl, 2)).initialize();
  const auth = new AuthDatabase(authUrl);
  const close = async (): Promise<void> => {
    await auth.onModuleDestroy();
    await source.destroy();
  };
  try {
    await refuseUnsafeDatabase(source);
  } catch (error) {
    await close();
    throw error;
  }
  return { database: new Database(source, new Clock()), auth, close };
}
