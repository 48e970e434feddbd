import { describe, expect, it } from 'vitest';
import { guessabilityOf } from './guessable-password.js';

describe('a new password', () => {
  it.each([
    ['a known password twice', 'passwordpassword'],
    ['a known password with what every site asks for', 'Password12345678!'],
    ['rows of the keyboard', 'qwertyuiopasdfgh'],
    ['counting up', '1234567890123456'],
    ['one character', 'aaaaaaaaaaaaaaaa'],
    ['the address', 'halloran1halloran'],
  ])('is refused as easy to guess: %s', async (_story, password) => {
    expect(await guessabilityOf(password, 'ines.halloran@example.org')).toMatch(/tried first/);
  });

  it.each([
    ['a sentence', 'seven quiet lanes'],
    ['another sentence', 'my bicycle hums at dawn'],
    ['one from a password manager', 'kT7#vQ2m!xR9pLw4'],
    ['the longest that is taken', 'the lamp by the river '.repeat(5) + 'glows'],
  ])('is taken: %s', async (_story, password) => {
    expect(await guessabilityOf(password, 'ines.halloran@example.org')).toBeUndefined();
  });
});
