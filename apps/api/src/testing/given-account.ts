import { v4 as uuid } from 'uuid';
import type { Role } from '@lull/contracts';
import { Accounts, createMember } from '../modules/identity/identity.public.js';
import type { TestApp } from './test-app.js';

export interface GivenAccount {
  readonly email: string;
  readonly password: string;
  readonly memberId: string;
  readonly name: string;
}

/** A member with a password, who has not signed in yet. */
export async function givenAccount(
  test: TestApp,
  practiceId: string,
  ...roles: [Role, ...Role[]]
): Promise<GivenAccount> {
  const email = `${uuid()}@example.org`;
  const password = 'seven quiet lanes in the fog';
  const name = `${roles.join(' and ')} with a password`;
  const accountId = await test.app.get(Accounts).createAccount({ email, password });
  const memberId = await test.door.run({ kind: 'system', practiceId, purpose: 'maintenance' }, (tx) =>
    createMember(tx, { accountId, name, roles }),
  );
  return { email, password, memberId, name };
}
