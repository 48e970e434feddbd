import 'reflect-metadata';
import { verifyTrails } from './modules/audit/audit-verify.command.js';
import { ConfigProblem } from './platform/config.js';
import { migrationDataSource } from './platform/database/data-source.js';
import { withDoors } from './platform/database/doors.js';
import { prepareDatabase } from './platform/database/prepare.js';

function url(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new ConfigProblem(`${name} is not set (docs/operations.md).`);
  return value;
}

/** Creates the roles and the database. */
async function prepare(): Promise<void> {
  await prepareDatabase({
    admin: url('LULL_ADMIN_DATABASE_URL'),
    owner: url('DATABASE_MIGRATE_URL'),
    app: url('DATABASE_URL'),
    auth: url('DATABASE_AUTH_URL'),
  });
}

/** Brings the schema forward, as the owner. */
async function migrate(): Promise<void> {
  const source = await migrationDataSource(url('DATABASE_MIGRATE_URL')).initialize();
  try {
    await source.runMigrations();
  } finally {
    await source.destroy();
  }
}

/** Judges the audit trail of every practice, with the rights of the served product. */
async function auditVerify(): Promise<void> {
  const whole = await withDoors({ app: url('DATABASE_URL'), auth: url('DATABASE_AUTH_URL') }, (doors) =>
    verifyTrails(doors, (line) => process.stdout.write(`${line}\n`)),
  );
  if (!whole) process.exitCode = 1;
}

type Command = (options: readonly string[]) => Promise<void>;

const commands: Readonly<Record<string, Command>> = {
  prepare,
  migrate,
  'audit-verify': auditVerify,
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
