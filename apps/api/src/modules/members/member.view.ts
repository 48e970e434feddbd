import type { AdministratorRequestView, MemberInvitationView, MemberView } from '@lull/contracts';
import { confirmableFrom, needsSecondFactor, type SecondFactorDemand } from '@lull/domain';
import type { Invitation, ListedMember, OpenRequest } from './member.repository.js';

/** Who reads the list, and what decides about what stands in it. */
export interface Reader {
  readonly memberId: string;
  readonly activeAdministrators: readonly string[];
  readonly demand: SecondFactorDemand;
}

interface MemberFacts {
  readonly email: string;
  readonly lastSeenAt: number | null;
  readonly factors: { readonly totp: boolean; readonly passkeys: number };
}

function requestView(
  request: OpenRequest | undefined,
  { memberId, activeAdministrators }: Reader,
): AdministratorRequestView | null {
  if (request === undefined) return null;
  const { id, askedByName, askedBy, askedAt, memberId: subject } = request;
  return {
    id,
    askedBy: askedByName,
    askedAt,
    confirmableFrom: activeAdministrators.includes(memberId)
      ? confirmableFrom(memberId, request, activeAdministrators)
      : null,
    alone: activeAdministrators.every((each) => each === askedBy || each === subject),
  };
}

export function memberView(
  { id, name, roles, active, version }: ListedMember,
  { email, lastSeenAt, factors }: MemberFacts,
  request: OpenRequest | undefined,
  reader: Reader,
): MemberView {
  const none = !factors.totp && factors.passkeys === 0;
  return {
    id,
    name,
    email,
    roles,
    active,
    version,
    lastSeenAt,
    totp: factors.totp,
    passkeys: factors.passkeys,
    secondFactorDue: active && none && needsSecondFactor(reader.demand, roles),
    request: requestView(request, reader),
  };
}

const mailWords = {
  pending: 'waiting',
  leased: 'waiting',
  sent: 'sent',
  skipped: 'failed',
  failed: 'failed',
  unknown: 'unknown',
} as const;

export function invitationView(
  { id, email, roles, version, createdByName, createdAt, expiresAt, expired }: Invitation,
  mail: { readonly state: keyof typeof mailWords; readonly transport: string | null } | undefined,
  request: OpenRequest | undefined,
  reader: Reader,
): MemberInvitationView {
  return {
    id,
    email,
    roles,
    version,
    invitedBy: createdByName,
    createdAt,
    expiresAt,
    expired,
    mail: mail === undefined ? null : mail.transport === 'mailbox' ? 'kept' : mailWords[mail.state],
    request: requestView(request, reader),
  };
}
