import { hash, verify } from '@node-rs/argon2';
import { Turnstile } from './turnstile.js';

/** argon2id (the library's default), 64 MiB, three passes, one lane (trust.md 3.5). */
const strength = { memoryCost: 65_536, timeCost: 3, parallelism: 1 } as const;

/** Four hashes take 256 MiB; more at once would let strangers use up the machine. */
const turnstile = new Turnstile(4, 50);

/**
 * No password has this hash. It is verified when the account is unknown, so that a stranger learns nothing
 * from the time an answer takes; its parameters must be those of `strength`.
 */
export const nobodysHash = `$argon2id$v=19$m=65536,t=3,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`;

export function hashPassword(password: string): Promise<string> {
  return turnstile.pass(() => hash(password, strength));
}

export function verifyPassword(encoded: string, password: string): Promise<boolean> {
  return turnstile.pass(() => verify(encoded, password));
}

/** Why a new password would be too easy to guess, or undefined. Length counts, composition does not (NIST 800-63B). */
export function weaknessOf(password: string, email: string): string | undefined {
  // Characters as a person counts them, not the two halves in which some are stored.
  const { length } = Array.from(password);
  if (length < 15) return 'Use at least 15 characters; a sentence is easy to remember.';
  if (length > 128) return 'Use at most 128 characters.';
  const folded = password.toLowerCase();
  if (new Set(folded).size < 6) return 'Use more different characters.';
  const name = email.split('@', 1)[0] ?? '';
  if (name.length >= 4 && folded.includes(name)) return 'Leave your e-mail address out of it.';
  return undefined;
}
