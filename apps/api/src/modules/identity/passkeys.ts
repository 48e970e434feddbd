import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { validate as isUuid } from 'uuid';
import { CONFIG } from '../../platform/config.token.js';
import type { Config } from '../../platform/config.js';
import { AuthDatabase } from '../../platform/database/auth-database.js';
import { fieldInvalid, Refused } from '../../platform/errors.js';
import type { Credential } from './second-factor.repository.js';

const challengeMinutes = 5;
type Json = Readonly<Record<string, unknown>>;

/** Whose passkey it is, as the passkey itself tells it: a hint where to look, and proof of nothing. */
export interface Handle {
  readonly practiceId: string;
  readonly memberId: string;
}

/** What is asked of passkeys and what they answer (WebAuthn). A challenge is answered once, within minutes. */
@Injectable()
export class Passkeys {
  constructor(
    private readonly door: AuthDatabase,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** `asked`: the origin that the browser named; where one is configured, that counts alone. */
  private place(asked: string): { origin: string; rpId: string } {
    const origin = this.config.origin ?? asked;
    return { origin, rpId: new URL(origin).hostname };
  }

  async registrationOptions(
    whose: Handle,
    names: { readonly email: string; readonly name: string },
    known: readonly Pick<Credential, 'credentialId' | 'transports'>[],
    asked: string,
  ): Promise<Json> {
    const options = await generateRegistrationOptions({
      rpName: 'Lull',
      rpID: this.place(asked).rpId,
      userName: names.email,
      userDisplayName: names.name,
      userID: handleBytes(whose),
      attestationType: 'none',
      excludeCredentials: known.map(({ credentialId, transports }) => ({
        id: credentialId,
        transports: [...transports],
      })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    await this.remember(options.challenge, registrationOf(whose));
    return { ...options };
  }

  async signInOptions(asked: string): Promise<Json> {
    const options = await generateAuthenticationOptions({
      rpID: this.place(asked).rpId,
      userVerification: 'required',
    });
    await this.remember(options.challenge, 'sign-in');
    return { ...options };
  }

  /** The new passkey; undefined: the answer does not fit what was asked. */
  async registered(
    whose: Handle,
    response: Json,
    asked: string,
  ): Promise<Omit<Credential, 'factorId' | 'memberId'> | undefined> {
    const { origin, rpId } = this.place(asked);
    const answer = await sound(() =>
      verifyRegistrationResponse({
        response: response as unknown as RegistrationResponseJSON,
        expectedChallenge: (challenge) => this.take(challenge, registrationOf(whose)),
        expectedOrigin: origin,
        expectedRPID: rpId,
        requireUserVerification: true,
      }),
    );
    const credential = answer?.verified === true ? answer.registrationInfo?.credential : undefined;
    if (credential === undefined) return undefined;
    return {
      credentialId: credential.id,
      publicKey: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports: (credential.transports ?? []).slice(0, 8).map(String),
    };
  }

  /** The counter that the passkey has come to; undefined: this is no answer of this passkey to a challenge of ours. */
  async answered(credential: Credential, response: Json, asked: string): Promise<number | undefined> {
    const { origin, rpId } = this.place(asked);
    const answer = await sound(() =>
      verifyAuthenticationResponse({
        response: response as unknown as AuthenticationResponseJSON,
        expectedChallenge: (challenge) => this.take(challenge, 'sign-in'),
        expectedOrigin: origin,
        expectedRPID: rpId,
        requireUserVerification: true,
        credential: {
          id: credential.credentialId,
          publicKey: new Uint8Array(credential.publicKey),
          counter: credential.counter,
        },
      }),
    );
    return answer?.verified === true ? answer.authenticationInfo.newCounter : undefined;
  }

  private async remember(challenge: string, purpose: string): Promise<void> {
    await this.door.rows(
      `WITH over AS (DELETE FROM passkey_challenge WHERE expires_at < clock_timestamp())
       INSERT INTO passkey_challenge (hash, purpose, expires_at)
       VALUES ($1, $2, clock_timestamp() + make_interval(mins => $3))`,
      [hashOf(challenge), purpose, challengeMinutes],
    );
  }

  private async take(challenge: string, purpose: string): Promise<boolean> {
    const taken = await this.door.rows(
      `DELETE FROM passkey_challenge WHERE hash = $1 AND purpose = $2 AND expires_at > clock_timestamp() RETURNING hash`,
      [hashOf(challenge), purpose],
    );
    return taken.length > 0;
  }
}

/** An empty answer is a fault of the call, not of a passkey. */
export function refuseEmpty(response: Json): void {
  if (Object.keys(response).length === 0)
    throw new Refused(fieldInvalid('response', 'present', 'This is no answer of a passkey.'));
}

/** Whom a sign-in by passkey says it is of; undefined: it says nothing that could be somebody. */
export function handleIn(response: Json): (Handle & { readonly credentialId: string }) | undefined {
  const { id, response: inner } = response as { id?: unknown; response?: { userHandle?: unknown } };
  const userHandle = inner?.userHandle;
  if (typeof id !== 'string' || id.length > 1_400 || typeof userHandle !== 'string') return undefined;
  const bytes = Buffer.from(userHandle, 'base64url');
  if (bytes.length !== 32) return undefined;
  const [practiceId, memberId] = [uuidOf(bytes.subarray(0, 16)), uuidOf(bytes.subarray(16))];
  return isUuid(practiceId) && isUuid(memberId) ? { practiceId, memberId, credentialId: id } : undefined;
}

const registrationOf = ({ practiceId, memberId }: Handle) => `registration:${practiceId}:${memberId}`;
const hashOf = (challenge: string) => createHash('sha256').update(challenge).digest();

function handleBytes({ practiceId, memberId }: Handle): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(`${practiceId}${memberId}`.replaceAll('-', ''), 'hex'));
}

function uuidOf(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** The library throws a plain error for whatever does not fit; anything else is our own fault. */
async function sound<T>(verify: () => Promise<T>): Promise<T | undefined> {
  try {
    return await verify();
  } catch (error) {
    if (
      error instanceof Error &&
      !('refusals' in error) &&
      !('code' in error && typeof error.code === 'number')
    )
      return undefined;
    throw error;
  }
}
