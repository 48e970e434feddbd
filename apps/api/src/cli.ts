import 'reflect-metadata';
import { UnsafeDatabase } from './platform/database/guardrails.js';
import { ConfigProblem } from './platform/config.js';

function url(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '')
    throw new ConfigProblem(`${name} is not set (docs/operations.md).`);
  return value;
}

const doorUrls = (): { app: string; auth: string } => ({
  app: url('DATABASE_URL'),
  auth: url('DATABASE_AUTH_URL'),
});
const write = (text: string): void => void process.stdout.write(text);

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

/** Judges the audit trail of every practice, with the rights of the served product. */
async function auditVerify(): Promise<void> {
  const { verifyTrails } = await import('./modules/audit/audit-verify.command.js');
  const { withDoors } = await import('./platform/database/doors.js');
  const whole = await withDoors(doorUrls(), (doors) => verifyTrails(doors, (line) => write(`${line}\n`)));
  if (!whole) process.exitCode = 1;
}

/** Makes the relief figures of every practice anew, from the facts alone. */
async function reliefRebuild(): Promise<void> {
  const { rebuildEveryRelief } = await import('./modules/outcomes/relief-rebuild.command.js');
  const { withDoors } = await import('./platform/database/doors.js');
  await withDoors(doorUrls(), (doors) => rebuildEveryRelief(doors, (line) => write(`${line}\n`)));
}

/** Sums the volume of every practice up anew, from its rows alone. */
async function volumeRebuild(): Promise<void> {
  const { rebuildEveryVolume } = await import('./modules/reporting/volume-rebuild.command.js');
  const { withDoors } = await import('./platform/database/doors.js');
  await withDoors(doorUrls(), (doors) => rebuildEveryVolume(doors, (line) => write(`${line}\n`)));
}

/**
 * After many rows at once, where the owner's address is at hand (docs/operations.md, "After an import").
 */
async function analyse(): Promise<void> {
  const owner = process.env['DATABASE_MIGRATE_URL'] ?? '';
  if (owner === '') return;
  const { analyseTables } = await import('./platform/database/statistics.js');
  await analyseTables(owner);
}

/** Takes a clinic's book over; the exit code tells a script whether it did. */
async function importBook(options: readonly string[]): Promise<void> {
  const { importCommand } = await import('./modules/interop/import.command.js');
  const { withDoors } = await import('./platform/database/doors.js');
  const done = await withDoors(doorUrls(), ({ database, auth }) =>
    importCommand(options, database, auth, write),
  );
  if (done) await analyse();
  else process.exitCode = 1;
}

/** Begins a real practice with its first administrator, whose password is read from standard input. */
async function beginPractice(options: readonly string[]): Promise<void> {
  const { practiceCommand } = await import('./modules/identity/practice.command.js');
  const { readPassword } = await import('./platform/read-password.js');
  const { withDoors } = await import('./platform/database/doors.js');
  await withDoors(doorUrls(), ({ database, auth }) =>
    practiceCommand(options, database, auth, {
      password: () => readPassword(process.stdin, process.stderr),
      say: write,
    }),
  );
}

/** Makes the demonstration practices, in demonstration mode only; with `--json` its last line lists their sign-ins. */
async function demonstration(options: readonly string[]): Promise<void> {
  if (process.env['LULL_DEMONSTRATION'] !== '1') {
    throw new ConfigProblem(
      'LULL_DEMONSTRATION is not 1: the passwords of the demonstration are known to everybody.',
    );
  }
  const { demonstrationPassword, demonstrationPractices, lastDemonstrationEmail } =
    await import('./modules/interop/demonstration-members.js');
  const { rowsAs } = await import('./platform/database/up-to-date.js');
  const whole = await rowsAs(
    url('DATABASE_AUTH_URL'),
    'SELECT 1 FROM account a JOIN member m ON m.account_id = a.id WHERE a.email = $1',
    [lastDemonstrationEmail],
  );
  let stands = whole.length > 0;
  if (!stands) {
    const { makeDemonstration } = await import('./modules/interop/demonstration.js');
    const { withDoors } = await import('./platform/database/doors.js');
    stands = await withDoors(doorUrls(), ({ database, auth }) => makeDemonstration(database, auth));
    if (stands) await analyse();
  }
  if (!options.includes('--json')) return;
  const signIns = demonstrationPractices.flatMap(({ name: practice, members }) =>
    members.map(({ email, role }) => ({ email, password: demonstrationPassword, role, practice })),
  );
  write(`${JSON.stringify({ event: 'demonstration', signIns: stands ? signIns : [] })}\n`);
}

/** Everything that a start needs, in one process: prepare, migrate, and the demonstration where it is wanted. */
async function up(options: readonly string[]): Promise<void> {
  const { isUpToDate } = await import('./platform/database/up-to-date.js');
  const { migrations } = await import('./migrations/index.js');
  const urls = {
    owner: url('DATABASE_MIGRATE_URL'),
    app: url('DATABASE_URL'),
    auth: url('DATABASE_AUTH_URL'),
  };
  if (
    !(await isUpToDate(
      urls,
      migrations.map(({ name }) => name),
    ))
  ) {
    // With roles of one's own there is no administrator to make them, and nothing to make.
    if ((process.env['LULL_ADMIN_DATABASE_URL'] ?? '') !== '') await prepare();
    await migrate();
  }
  if (process.env['LULL_DEMONSTRATION'] === '1') await demonstration(options);
}

type Command = (options: readonly string[]) => Promise<void>;

const commands: Readonly<Record<string, Command>> = {
  prepare,
  migrate,
  practice: beginPractice,
  'audit-verify': auditVerify,
  'relief-rebuild': reliefRebuild,
  'volume-rebuild': volumeRebuild,
  import: importBook,
  demonstration,
  up,
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
  const known = error instanceof ConfigProblem || error instanceof UnsafeDatabase;
  process.stderr.write(
    `${name}: ${error instanceof Error ? (known ? error.message : (error.stack ?? error.message)) : String(error)}\n`,
  );
  process.exit(1);
}
