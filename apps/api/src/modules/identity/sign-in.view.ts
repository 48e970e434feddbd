import type { OwnSignInView, Role } from '@lull/contracts';

interface Member {
  readonly memberId: string;
  readonly name: string;
  readonly roles: readonly Role[];
}

export function ownSignInView({ memberId, name, roles }: Member): OwnSignInView {
  return { memberId, name, roles };
}
