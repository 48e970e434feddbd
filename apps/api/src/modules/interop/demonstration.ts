import { fileURLToPath } from 'node:url';
import type { Role } from '@lull/contracts';
import { tellDemonstration } from './demonstration-messages.js';
import { prepareDemonstration } from './demonstration-readiness.js';
import { recoverDemonstration } from './demonstration-recovery.js';
import type { AuthDatabase } from '../../platform/database/auth-database.js';
import type { Database } from '../../platform/database/database.js';
import type { SystemPrincipal } from '../../platform/database/principal.js';
import { Accounts, createMember, knownPractices, RateLimits } from '../identity/identity.public.js';
import { BookImport } from './book-import.service.js';
import { BookRepository } from './book.repository.js';
import { receiveDemonstration } from './demonstration-arrivals.repository.js';
import { enlivenLedgers } from './demonstration-ledgers.repository.js';
import { decideDemonstration } from './demonstration-decisions.repository.js';
import { treatSymptoms } from './demonstration-symptoms.repository.js';
import { keepDiaries } from './demonstration-diaries.repository.js';
import { seeToOldTasks } from './demonstration-tasks.repository.js';
import {
  demonstrationPassword,
  demonstrationPractices,
  type DemonstrationPractice,
} from './demonstration-members.js';
import {
  createDemonstrationPractice,
  isMember,
  linkResource,
  setClinicContact,
} from './practice.repository.js';

/**
 * Makes the demonstration practices: their members, and their books shifted to the current week. A database with a
 * practice of its own is left alone, and what stands already is not made again. Answers whether it is there.
 */
export async function makeDemonstration(database: Database, auth: AuthDatabase): Promise<boolean> {
  const standing = await knownPractices(auth);
  if (standing.some(({ demonstration }) => !demonstration)) return false;
  for (const practice of demonstrationPractices) await makePractice(practice, database, auth);
  return true;
}

async function makePractice(
  practice: DemonstrationPractice,
  database: Database,
  auth: AuthDatabase,
): Promise<void> {
  const known = (await knownPractices(auth)).find(({ name }) => name === practice.name);
  const { id: practiceId } = known ?? (await createDemonstrationPractice(database, practice.name));
  if (await isWhole(practiceId, practice, auth)) return;
  const folder = fileURLToPath(new URL(`../../../demonstration/${practice.folder}`, import.meta.url));
  const report = await new BookImport(database, new BookRepository()).run(practiceId, folder, {
    check: false,
    skipFaulty: false,
    shiftToToday: true,
    bringForward: true,
  });
  if (!report.written)
    throw new Error(
      `The book of ${practice.name} has ${report.faults.length} faults: import it with --check to see them.`,
    );
  await enliven(practice, { kind: 'system', practiceId, purpose: 'demonstration' }, database, auth);
}

/** The last member is written last, so a start that was killed in the middle is taken up again. */
async function isWhole(
  practiceId: string,
  { members }: DemonstrationPractice,
  auth: AuthDatabase,
): Promise<boolean> {
  const last = members.at(-1);
  return last !== undefined && (await isMember(auth, practiceId, last.email));
}

/** What no book tells: who works there, how the clinic is reached. In one transaction, so that it is whole or not there. */
async function enliven(
  practice: DemonstrationPractice,
  principal: SystemPrincipal,
  database: Database,
  auth: AuthDatabase,
): Promise<void> {
  const { members } = practice;
  const accounts = new Accounts(auth, new RateLimits(auth));
  // One after another: hashing fills the threads on which a connection to the database is opened, too.
  const accountIds: string[] = [];
  for (const { email } of members)
    accountIds.push(
      await accounts.createAccount({ email, password: demonstrationPassword, demonstration: true }),
    );
  await database.run(
    principal,
    async (tx) => {
      await setClinicContact(tx, practice);
      await enlivenLedgers(tx);
      await treatSymptoms(tx);
      const staff = new Map<Role, string>();
      for (const [index, member] of members.entries()) {
        const memberId = await createMember(tx, {
          accountId: accountIds[index] ?? '',
          name: member.name,
          roles: [member.role],
        });
        if (member.resource !== undefined) await linkResource(tx, member.resource, memberId);
        if (!staff.has(member.role)) staff.set(member.role, memberId);
      }
      const [scheduler, nurse, physician] = [
        staff.get('scheduler'),
        staff.get('nurse'),
        staff.get('physician'),
      ];
      if (scheduler !== undefined && nurse !== undefined && physician !== undefined) {
        await prepareDemonstration(tx, { scheduler, nurse, physician });
        await receiveDemonstration(tx, nurse, physician);
        await decideDemonstration(tx, physician);
        await seeToOldTasks(tx, scheduler);
      }
      await tellDemonstration(tx);
      if (nurse !== undefined) await recoverDemonstration(tx, nurse);
      await keepDiaries(tx);
    },
    { longRunning: true },
  );
}
