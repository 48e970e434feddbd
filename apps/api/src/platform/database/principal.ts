import type { Role } from '@lull/contracts';

/** On whose behalf the database is asked: it decides which practice's rows exist. */
export type Principal = MemberPrincipal | SystemPrincipal;

export interface MemberPrincipal {
  readonly kind: 'member';
  readonly practiceId: string;
  readonly memberId: string;
  readonly signInId: string;
  readonly name: string;
  readonly roles: readonly Role[];
}

/** A task of the system itself, within one practice; `purpose` stands in the trail. */
export interface SystemPrincipal {
  readonly kind: 'system';
  readonly practiceId: string;
  readonly purpose: 'import' | 'demonstration' | 'maintenance' | 'downtime-copy' | 'messages';
}
