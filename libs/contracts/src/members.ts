import { secondFactorDemands, type SecondFactorDemand } from '@lull/domain';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsBoolean, IsIn, Matches } from 'class-validator';
import { roles, type Role } from './access-matrix.js';
import { IsLine, IsOmittable } from './field-rules.js';
import { IsEmailAddress, IsLinkToken, IsNewPassword } from './sign-in-fields.js';

const IsRoles = (): PropertyDecorator => (target, property) => {
  IsArray()(target, property);
  ArrayMinSize(1, { message: 'Choose at least one role.' })(target, property);
  ArrayMaxSize(roles.length)(target, property);
  ArrayUnique()(target, property);
  IsIn(roles, { each: true })(target, property);
};

/** GET /members: a page of them, by name. */
export class ListMembersRequest {
  /** `next` of the page before. */
  @IsOmittable()
  @Matches(/^[0-9a-f-]{36}$/, { message: 'Take the cursor from the page before.' })
  cursor?: string;
}

export class InviteMemberRequest {
  @IsEmailAddress()
  email!: string;

  @IsRoles()
  roles!: Role[];
}

/** PUT /members/:id/roles */
export class ChangeRolesRequest {
  @IsRoles()
  roles!: Role[];
}

/** PUT /members/:id/state: who is disabled cannot sign in, and is signed out everywhere. */
export class ChangeMemberStateRequest {
  @IsBoolean()
  active!: boolean;
}

/** PUT /second-factor-policy */
export class SecondFactorPolicyRequest {
  @IsIn(secondFactorDemands)
  required!: SecondFactorDemand;
}

/** POST /invitations/looks: what a link opens. Not a GET: no server's log may hold a token. */
export class LookAtInvitationRequest {
  @IsLinkToken()
  token!: string;
}

/** POST /invitations/acceptances */
export class AcceptInvitationRequest {
  @IsLinkToken()
  token!: string;

  @IsLine()
  name!: string;

  /** A new password; where the address has an account already, the password of it. */
  @IsNewPassword()
  password!: string;
}

/** POST /password-resets: the answer is the same whether anybody is known by this address. */
export class ForgottenPasswordRequest {
  @IsEmailAddress()
  email!: string;
}

/** POST /password-resets/acceptances */
export class NewPasswordByLinkRequest {
  @IsLinkToken()
  token!: string;

  @IsNewPassword()
  password!: string;
}

/** That somebody shall become an administrator, while it waits. */
export interface AdministratorRequestView {
  readonly id: string;
  readonly askedBy: string;
  readonly askedAt: number;
  /** From when on the reader may confirm it, epoch ms; null: another administrator has to. */
  readonly confirmableFrom: number | null;
  /** There is no other administrator who could. */
  readonly alone: boolean;
}

export interface MemberView {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly active: boolean;
  readonly version: number;
  readonly lastSeenAt: number | null;
  readonly totp: boolean;
  readonly passkeys: number;
  /** The practice asks for a second factor, and there is none yet. */
  readonly secondFactorDue: boolean;
  readonly request: AdministratorRequestView | null;
}

export interface MembersView {
  readonly rows: readonly MemberView[];
  readonly next: string | null;
}

export interface MemberInvitationView {
  readonly id: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly version: number;
  readonly invitedBy: string;
  readonly createdAt: number;
  /** Null: it waits for a second administrator, and has not been sent. */
  readonly expiresAt: number | null;
  readonly expired: boolean;
  /** What became of the last e-mail; null: none was written. */
  readonly mail: 'waiting' | 'sent' | 'kept' | 'failed' | 'unknown' | null;
  readonly request: AdministratorRequestView | null;
}

/** An invitation that was just made or sent again. */
export interface SentInvitationView {
  readonly invitation: MemberInvitationView;
  /** Only where no e-mail is set up: to be handed over in person, and told once. */
  readonly link: string | null;
}

export interface SecondFactorPolicyView {
  readonly required: SecondFactorDemand;
  /** Active members whom it asks, and who have none yet. */
  readonly due: number;
}

/** What whoever holds the link is told of it. */
export interface InvitationLookView {
  readonly practice: string;
  readonly email: string;
  readonly roles: readonly Role[];
  /** The address has an account already, whose password is asked for. */
  readonly hasAccount: boolean;
}

/** What the sign-in page may offer beside the password. */
export interface SignInWaysView {
  /** A link for a new password can be sent by e-mail. */
  readonly passwordByMail: boolean;
}

/** What became of an invitation that was accepted: the address to sign in with. */
export interface AcceptedInvitationView {
  readonly email: string;
}

/** The link of an invitation that was confirmed, where no e-mail brings it. */
export interface ConfirmedAdministratorView {
  readonly link: string | null;
}
