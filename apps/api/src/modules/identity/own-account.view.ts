import type { OwnAccountView, Role } from '@lull/contracts';
import type { KnownAccount } from './accounts.js';
import type { Factor } from './second-factor.repository.js';
import type { OpenSignIn } from './sign-in.repository.js';

interface Asking {
  readonly roles: readonly Role[];
  readonly signInId: string;
  readonly secondFactorDue?: boolean;
}

export function ownAccountView(
  { roles, signInId, secondFactorDue }: Asking,
  { name, email, passwordChangedAt }: KnownAccount,
  open: readonly OpenSignIn[],
  factors: readonly Factor[],
  recoveryCodesLeft: number,
  totpAvailable: boolean,
): OwnAccountView {
  const real = factors.filter(({ kind }) => kind !== 'recovery-codes');
  return {
    name,
    email,
    roles,
    passwordChangedAt,
    secondFactorDue: secondFactorDue === true && real.length === 0,
    totpAvailable,
    totpSince: factors.find(({ kind }) => kind === 'totp')?.createdAt ?? null,
    passkeys: factors
      .filter(({ kind }) => kind === 'passkey')
      .map(({ id, name: called, createdAt, lastUsedAt }) => ({ id, name: called, createdAt, lastUsedAt })),
    recoveryCodesLeft: factors.some(({ kind }) => kind === 'recovery-codes') ? recoveryCodesLeft : null,
    signIns: open.map(({ id, device, createdAt, lastSeenAt }) => ({
      id,
      device,
      createdAt,
      lastSeenAt,
      current: id === signInId,
    })),
  };
}
