import type { OwnSignInView, Role } from '@lull/contracts';

interface Member {
  readonly memberId: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly secondFactorDue?: boolean;
}

export function ownSignInView({ memberId, name, roles, secondFactorDue }: Member): OwnSignInView {
  return { memberId, name, roles, ...(secondFactorDue === true && { secondFactorDue }) };
}
