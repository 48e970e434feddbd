import 'reflect-metadata';
import { ConfigProblem } from './platform/config.js';

function url(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new ConfigProblem(`${name} is not set (docs/operations.md).`);
  return value;
}

/** Creates the roles and the database. */
async function prepare(): Promise<void> {
  const { prepareDatabase } = await import('./platform/database/prepare.js');
  await prepareDatabase({
    admin: url('LULL_ADMIN_DATABASE_URL'),
    owner: url('DATABASE_MIGRATE_URL'),
    app: url('DATABASE_URL'),
    auth: url('DATABASE_AUTH_URL'),
  });
}

/** Brings the schema forward, as the owner. */
async function migrate(): Promise<void> {
  const { migrationDataSource } = await import('./platform/database/data-source.js');
  const source = await migrationDataSource(url('DATABASE_MIGRATE_URL')).initialize();
  try {
    await source.runMigrations();
  } finally {
    await source.destroy();
  }
}

/** Takes a clinic's book over; the exit code tells a script whether it did. */
async function importBook(options: readonly string[]): Promise<void> {
  const { importCommand } = await import('./modules/interop/import.command.js');
  const { openDatabase } = await import('./platform/database/open-database.js');
  const open = await openDatabase(url('DATABASE_URL'), url('DATABASE_AUTH_URL'));
  try {
    const done = await importCommand(options, open.database, open.auth, (text) => void process.stdout.write(text));
    if (!done) process.exitCode = 1;
  } finally {
    await open.close();
  }
}

type Command = (options: readonly string[]) => Promise<void>;

const commands: Readonly<Record<string, Command>> = {
  prepare,
  migrate,
  import: importBook,
};

const [name = '', ...options] = process.argv.slice(2);
const command = commands[name];
if (command === undefined) {
  process.stderr.write(`There is no command "${name}". Commands: ${Object.keys(commands).join(', ')}.\n`);
  process.exit(2);
}
try {
  await command(options);
} catch (error) {
  const known = error instanceof ConfigProblem;
  process.stderr.write(`${name}: ${error instanceof Error ? (known ? error.message : (error.stack ?? error.message)) : String(error)}\n`);
  process.exit(1);
}
