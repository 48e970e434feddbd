import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSecretKeys, seal, secretKeyOf, unseal } from './secret-box.js';

const [old, fresh] = [secretKeyOf(randomBytes(32)), secretKeyOf(randomBytes(32))];

describe('what is sealed', () => {
  it('opens with its key, for its purpose, and in no other way', () => {
    const sealed = seal([old], 'a seed', 'totp:one');
    expect(sealed).not.toContain('a seed');
    expect(unseal([old], sealed, 'totp:one')).toBe('a seed');
    expect(unseal([old], sealed, 'totp:another')).toBeUndefined();
    expect(unseal([fresh], sealed, 'totp:one')).toBeUndefined();
    expect(unseal([old], `${sealed.slice(0, -2)}AA`, 'totp:one')).toBeUndefined();
    expect(unseal([old], 'nonsense', 'totp:one')).toBeUndefined();
  });

  it('still opens when another key has become the newest', () => {
    const sealed = seal([old], 'a seed', 'p');
    expect(unseal([fresh, old], sealed, 'p')).toBe('a seed');
    expect(seal([fresh, old], 'a seed', 'p')).toContain(`1.${fresh.id}.`);
  });
});

describe('the file of keys', () => {
  const read = (content: string) => {
    const folder = mkdtempSync(join(tmpdir(), 'lull-keys-'));
    const file = join(folder, 'keys');
    writeFileSync(file, content);
    try {
      return readSecretKeys({ LULL_SECRET_KEY_FILE: file });
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

  it('holds a key on each line, the newest first', () => {
    const lines = [fresh, old].map(({ key }) => key.toString('base64'));
    expect(read(`${lines.join('\n')}\n`).map(({ id }) => id)).toEqual([fresh.id, old.id]);
    expect(readSecretKeys({})).toEqual([]);
  });

  it.each([
    ['no key', ''],
    ['a short one', randomBytes(16).toString('base64')],
    ['one that is no secret', Buffer.alloc(32).toString('base64')],
  ])('is refused with %s in it', (_, content) => {
    expect(() => read(content)).toThrow(/LULL_SECRET_KEY_FILE/);
  });
});
