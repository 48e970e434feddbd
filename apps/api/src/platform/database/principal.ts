import type { Role } from '@lull/contracts';

/** On whose behalf the database is asked: it decides which practice's rows exist. */
export type Principal = MemberPrincipal | PatientPrincipal | SystemPrincipal;

export interface MemberPrincipal {
  readonly kind: 'member';
  readonly practiceId: string;
  readonly memberId: string;
  readonly signInId: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** The practice asks for a second factor, and there is none: nothing but the own account opens. */
  readonly secondFactorDue?: boolean;
}

/** A patient at home, through a link: the policies show this patient's rows and nobody else's (migration 026). */
export interface PatientPrincipal {
  readonly kind: 'patient';
  readonly practiceId: string;
  readonly patientId: string;
  readonly linkId: string;
  /** The half hour that the link and the birth date opened; stands in the trail where a member's sign-in stands. */
  readonly accessId: string;
  /** Epoch milliseconds. */
  readonly accessUntil: number;
}

/** A task of the system itself, within one practice; `purpose` stands in the trail. */
export interface SystemPrincipal {
  readonly kind: 'system';
  readonly practiceId: string;
  readonly purpose: 'import' | 'demonstration' | 'maintenance' | 'downtime-copy' | 'messages' | 'sign-in';
}
