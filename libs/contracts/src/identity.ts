import { IsString, Matches, MaxLength, MinLength } from 'class-validator';
import type { Role } from './access-matrix.js';
import { IsLine } from './field-rules.js';
import { IsJsonObject, IsNewPassword } from './sign-in-fields.js';

export class SignInRequest {
  @IsString()
  @MinLength(3)
  @MaxLength(254)
  email!: string;

  @IsString()
  @MinLength(1)
  @MaxLength(128)
  password!: string;
}

/** Who is signed in: what the screens need to show the right doors. */
export interface OwnSignInView {
  readonly memberId: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** The practice asks for a second factor: until there is one, nothing but one's own account opens. */
  readonly secondFactorDue?: true;
}

/** A sign-in of the demonstration, offered with one click; the product lists none outside demonstration mode. */
export interface DemonstrationSignInView {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly practice: string;
  readonly email: string;
}

export class DemonstrationSignInRequest {
  @IsString()
  @MinLength(3)
  @MaxLength(254)
  email!: string;
}

/** A code of an authenticator app, or a recovery code. */
export class SecondFactorRequest {
  @IsString()
  @Matches(/^[\dA-Za-z -]{6,40}$/, { message: 'Write the six figures of your app, or a recovery code.' })
  code!: string;
}

/** What a browser made of a passkey (WebAuthn); its library reads it. */
export class PasskeySignInRequest {
  @IsJsonObject()
  response!: Record<string, unknown>;
}

export class NewPasskeyRequest {
  @IsLine(60)
  name!: string;

  @IsJsonObject()
  response!: Record<string, unknown>;
}

export class RenamePasskeyRequest {
  @IsLine(60)
  name!: string;
}

/** What a browser's library asks a passkey (WebAuthn options, as JSON). */
export interface PasskeyOptionsView {
  readonly options: Readonly<Record<string, unknown>>;
}

/** PUT /own-account/password */
export class ChangePasswordRequest {
  @IsString()
  @MinLength(1)
  @MaxLength(128)
  current!: string;

  @IsNewPassword()
  password!: string;
}

/** POST /own-account/proofs: the password once more, before something grave. */
export class ProofRequest {
  @IsString()
  @MinLength(1)
  @MaxLength(128)
  password!: string;
}

/** POST /own-account/totp: the seed that was shown, proved by its first code. */
export class ConfirmTotpRequest {
  /** As it came with the seed. */
  @IsString()
  @MaxLength(400)
  sealed!: string;

  @IsString()
  @Matches(/^ *\d{3} ?\d{3} *$/, { message: 'Write the six figures that your app shows.' })
  code!: string;
}

/** A seed that is shown once, for an authenticator app. */
export interface TotpSeedView {
  /** For typing, in base32. */
  readonly seed: string;
  /** The same for a camera: otpauth:// */
  readonly uri: string;
  /** To be sent back with the first code. */
  readonly sealed: string;
}

export interface PasskeyView {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
}

export interface SignInListedView {
  readonly id: string;
  /** Browser and system in words; null: not known. */
  readonly device: string | null;
  readonly createdAt: number;
  readonly lastSeenAt: number;
  /** The one that asks. */
  readonly current: boolean;
}

export interface OwnAccountView {
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly passwordChangedAt: number | null;
  readonly secondFactorDue: boolean;
  /** Whether seeds can be sealed here. */
  readonly totpAvailable: boolean;
  readonly totpSince: number | null;
  readonly passkeys: readonly PasskeyView[];
  /** Recovery codes that are not used up; null: none were made. */
  readonly recoveryCodesLeft: number | null;
  readonly signIns: readonly SignInListedView[];
}

/** After the first factor there are recovery codes, shown this once. */
export interface FactorAddedView {
  readonly account: OwnAccountView;
  readonly recoveryCodes: readonly string[] | null;
}

export interface RecoveryCodesView {
  readonly recoveryCodes: readonly string[];
}
