import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigProblem } from './config-problem.js';
import { readOpenIdConfig } from './openid-config.js';

let folder = '';
let secret = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lull-openid-'));
  secret = join(folder, 'secret');
  writeFileSync(secret, 'long and random\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

const read = (changes: NodeJS.ProcessEnv = {}) =>
  readOpenIdConfig({
    LULL_OPENID_ISSUER: 'https://id.clinic.example/realm',
    LULL_OPENID_CLIENT_ID: 'lull',
    LULL_OPENID_SECRET_FILE: secret,
    ...changes,
  });

describe('what the environment says of OpenID Connect', () => {
  it('is nothing where no issuer is named', () => {
    expect(read({ LULL_OPENID_ISSUER: '' })).toBeNull();
  });

  it('is read with the secret of its file, and a name for people', () => {
    expect(read()).toMatchObject({
      issuer: 'https://id.clinic.example/realm',
      clientSecret: 'long and random',
      name: 'id.clinic.example',
      trustedAcr: [],
      trustedAmr: [],
      singleSignOn: false,
    });
    expect(read({ LULL_OPENID_NAME: 'Clinic ID', LULL_OPENID_TRUSTED_AMR: 'mfa, hwk' })).toMatchObject({
      name: 'Clinic ID',
      trustedAmr: ['mfa', 'hwk'],
    });
  });

  it.each([
    { LULL_OPENID_ISSUER: 'http://id.clinic.example' },
    { LULL_OPENID_ISSUER: 'id.clinic.example' },
    { LULL_OPENID_ISSUER: 'https://user@id.clinic.example' },
    { LULL_OPENID_ISSUER: 'https://id.clinic.example/?a=1' },
    { LULL_OPENID_ISSUER: 'ftp://id.clinic.example' },
    { LULL_OPENID_CLIENT_ID: '' },
    { LULL_OPENID_SECRET_FILE: '' },
    { LULL_OPENID_SECRET_FILE: '/there/is/no/such/file' },
    { LULL_OPENID_NAME: 'x'.repeat(61) },
  ])('stops the start where it cannot be: %o', (changes) => {
    expect(() => read(changes)).toThrow(ConfigProblem);
  });

  it('leaves the machine in no demonstration', () => {
    expect(read({ LULL_DEMONSTRATION: '1' })).toBeNull();
    expect(read({ LULL_DEMONSTRATION: '1', LULL_OPENID_ISSUER: 'http://127.0.0.1:9' })?.name).toBe(
      '127.0.0.1',
    );
  });
});
