import { describe, expect, it } from 'vitest';
import { hashPassword, nobodysHash, verifyPassword, weaknessOf } from './password.js';

describe('a password', () => {
  it('is hashed by argon2id with the strength that the hash of nobody has, which nobody can match', async () => {
    const encoded = await hashPassword('seven quiet lanes');
    expect(encoded).toMatch(/^\$argon2id\$/);
    expect(encoded.split('$').slice(0, 4)).toEqual(nobodysHash.split('$').slice(0, 4));
    expect(await verifyPassword(encoded, 'seven quiet lanes')).toBe(true);
    expect(await verifyPassword(encoded, 'seven quiet Lanes')).toBe(false);
    expect(await verifyPassword(nobodysHash, 'seven quiet lanes')).toBe(false);
  });

  it.each<[string, string, boolean]>([
    ['fourteen characters', 'abcdefghij klm', false],
    ['fifteen characters', 'abcdefghij klmn', true],
    ['fifteen signs outside the basic plane', '😀😁😂🤣😃😄😅😆😉😊😋😎😍😘🥰', true],
    ['a hundred and twenty-nine characters', 'abcdefg '.repeat(17).slice(0, 129), false],
    ['one character many times', 'aaaaaaaaaaaaaaaaaaaa', false],
    ['its own e-mail address', 'Ada.Lovelace and more', false],
  ])('of %s', (_story, password, accepted) => {
    expect(weaknessOf(password, 'ada.lovelace@example.org') === undefined).toBe(accepted);
  });
});
