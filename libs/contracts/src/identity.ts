import { IsString, MaxLength, MinLength } from 'class-validator';
import type { Role } from './access-matrix.js';

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
