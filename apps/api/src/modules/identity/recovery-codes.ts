import { createHash, randomInt } from 'node:crypto';

/** Without the letters that look like figures, and without vowels: no word comes out of it. */
const letters = '23456789bcdfghjkmnpqrstvwxyz';
const count = 10;

/** Ten codes of 76 random bits, in four groups. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: count }, () =>
    Array.from({ length: 4 }, () =>
      Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join(''),
    ).join('-'),
  );
}

/** Of nobody else and of no other practice: the hash carries whose it is. */
export function hashOfRecoveryCode(memberId: string, code: string): Buffer {
  const plain = code.toLowerCase().replace(/[^0-9a-z]/g, '');
  return createHash('sha256').update(`${memberId}:${plain}`).digest();
}
