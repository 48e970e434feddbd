import { hash, verify } from '@node-rs/argon2';

/** argon2id (the library's default), 64 MiB, three passes, one lane (trust.md 3.5). */
const strength = { memoryCost: 65_536, timeCost: 3, parallelism: 1 } as const;

export function hashPassword(password: string): Promise<string> {
  return hash(password, strength);
}

export function verifyPassword(encoded: string, password: string): Promise<boolean> {
  return verify(encoded, password);
}
