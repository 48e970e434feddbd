import { Injectable } from '@nestjs/common';
import type { BeginPracticeRequest, BegunPracticeView } from '@lull/contracts';
import { v4 as uuid } from 'uuid';
import { Database, type Tx } from '../../platform/database/database.js';
import { fieldInvalid, notFound, Refused } from '../../platform/errors.js';
import {
  Accounts,
  createMember,
  insertPractice,
  RateLimits,
  requireSecondFactor,
} from '../identity/identity.public.js';
import { SetupCode } from './setup-code.js';
import { SetupRepository } from './setup.repository.js';

/** The first practice of an installation, with its first administrator, by the code on the console. */
@Injectable()
export class BeginningService {
  constructor(
    private readonly code: SetupCode,
    private readonly limits: RateLimits,
    private readonly accounts: Accounts,
    private readonly database: Database,
    private readonly setup: SetupRepository,
  ) {}

  isOpen(): Promise<boolean> {
    return this.code.isOpen();
  }

  /** Both stand, or neither; a second one, however it comes, finds the first and is refused. */
  async begin(request: BeginPracticeRequest, address: string): Promise<BegunPracticeView> {
    if (!(await this.code.isOpen())) throw notFound('page');
    await this.limits.admitSetup(address);
    if (!this.code.matches(request.code))
      throw new Refused(
        fieldInvalid('code', 'known', 'This is not the code on the console. A restart prints a new one.'),
      );
    const email = request.email.trim().toLowerCase();
    const accountId = await this.accounts.claimAccount({ email, password: request.password });
    if (accountId === undefined)
      throw new Refused(fieldInvalid('email', 'known', 'This address has an account already.'));
    const practice = request.practice.normalize('NFC').trim();
    const principal = { kind: 'system', practiceId: uuid(), purpose: 'maintenance' } as const;
    await this.database.run(principal, async (tx: Tx) => {
      await this.setup.beginAlone(tx);
      if (await this.code.isBegun()) throw notFound('page');
      await insertPractice(tx, practice);
      // As by the command line: whoever can let others in proves it twice, from the first day (ADR 17).
      await requireSecondFactor(tx, 'administrators');
      await createMember(tx, {
        accountId,
        name: request.name.normalize('NFC').trim(),
        roles: ['administrator', ...request.alsoAs],
      });
      await this.setup.begin(tx);
    });
    this.code.end();
    return { practice, email };
  }
}
