import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { composeProblems } from './compose.mjs';
import { dockerfileProblems } from './dockerfile.mjs';

const read = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
const dockerfile = read('Dockerfile');
const ignored = read('.dockerignore');
const compose = read('docker-compose.yml');

/** What is changed in our file, and what must be said of it. */
const faultyImages: [string, string | RegExp, string, RegExp][] = [
  ['no user', 'USER node\n', '', /runs as root/],
  ['root as user', 'USER node', 'USER root', /runs as root/],
  ['no health check', /HEALTHCHECK[^\n]*\\\n[^\n]*\n/, '', /no health check/],
  [
    'a floating base',
    'node:24.21.0-bookworm-slim AS product',
    'node:latest AS product',
    /node:latest is not pinned/,
  ],
  ['install scripts', 'npm ci --ignore-scripts\n', 'npm ci\n', /runs install scripts/],
  ['a hidden source', 'COPY libs libs', 'COPY docs docs', /docs is copied, but .dockerignore hides it/],
  ['a build in the last stage', 'USER node', 'RUN npm --version\nUSER node', /last stage runs a command/],
  ['an instruction that does not exist', 'EXPOSE 4300', 'EXPOS 4300', /Unknown instruction/],
];

const faultyCompositions: [string, string, string, RegExp][] = [
  ['a writable root', 'read_only: true', 'read_only: false', /root file system can be written/],
  ['capabilities', '- ALL', '- NET_RAW', /keeps capabilities/],
  ['more privileges', 'no-new-privileges:true', 'no-new-privileges:false', /may gain privileges/],
  ['a floating image', 'mailpit:v1.22.3', 'mailpit:latest', /mailpit:latest is not pinned/],
  ['an open port', '127.0.0.1:8025:8025', '8025:8025', /8025:8025 is open to the network/],
  [
    'a default secret',
    '${POSTGRES_PASSWORD:?set POSTGRES_PASSWORD to a long random text}',
    '${POSTGRES_PASSWORD:-lull}',
    /does not insist on being set/,
  ],
  [
    'a written password',
    'lull_app:${LULL_APP_PASSWORD:?set LULL_APP_PASSWORD to a long random text}',
    'lull_app:secret',
    /a password stands in an address/,
  ],
  [
    'no key for authenticator apps',
    '      LULL_SECRET_KEY_FILE: /run/secrets/secret-key\n',
    '',
    /product: LULL_SECRET_KEY_FILE is not set/,
  ],
  [
    'a key that is not handed over',
    '    secrets:\n      - secret-key\n',
    '',
    /product: LULL_SECRET_KEY_FILE names no secret that the service takes/,
  ],
  [
    'a key that lies in the project',
    'file: ${LULL_SECRET_KEY_FILE:?make a key with openssl rand -base64 32 and name its file}',
    'file: ./secret.key',
    /the secret secret-key does not insist on a file of the operator's/,
  ],
];

describe('the container files', () => {
  it('have no fault as they stand', () => {
    expect(dockerfileProblems(dockerfile, ignored)).toEqual([]);
    expect(composeProblems(compose)).toEqual([]);
  });

  it.each(faultyImages)('refuse an image with %s', (_, ours, fault, sentence) => {
    const changed = dockerfile.replace(ours, fault);
    expect(changed).not.toBe(dockerfile);
    expect(dockerfileProblems(changed, ignored).join('\n')).toMatch(sentence);
  });

  it.each(faultyCompositions)('refuse a composition with %s', (_, ours, fault, sentence) => {
    const changed = compose.replace(ours, () => fault);
    expect(changed).not.toBe(compose);
    expect(composeProblems(changed).join('\n')).toMatch(sentence);
  });
});
