import { Secret, TOTP } from 'otpauth';

const period = 30;
/** Steps before and after that are taken, too: clocks go wrong, and people type slowly. */
const tolerance = 1;

const totpOf = (seed: string, label = 'member') =>
  new TOTP({ issuer: 'Lull', label, algorithm: 'SHA1', digits: 6, period, secret: Secret.fromBase32(seed) });

/** 160 random bits in base32, as RFC 4226 asks for. */
export function newSeed(): string {
  return new Secret({ size: 20 }).base32;
}

export function seedUri(seed: string, email: string): string {
  return totpOf(seed, email).toString();
}

/** The time step (RFC 6238) whose code this is, within one of `now`; null: none. */
export function stepOfCode(seed: string, code: string, now: number): number | null {
  const delta = totpOf(seed).validate({ token: code, timestamp: now, window: tolerance });
  return delta === null ? null : Math.floor(now / 1000 / period) + delta;
}
