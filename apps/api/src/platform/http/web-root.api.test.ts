import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../testing/test-app.js';

let test: TestApp;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lull-web-'));
  await mkdir(join(folder, 'assets'));
  await mkdir(join(folder, 'd'));
  await writeFile(join(folder, 'index.html'), 'staff');
  await writeFile(join(folder, 'd', 'index.html'), 'diary');
  await writeFile(join(folder, 'd', 'worker.js'), 'worker');
  await writeFile(join(folder, 'd', 'icon-192.png'), 'icon');
  await writeFile(join(folder, 'assets', 'diary-1.js'), 'let x = 1;');
  await writeFile(join(folder, 'assets', 'diary-1.js.br'), brotliCompressSync('let x = 1;'));
  test = await startTestApp({ webRoot: folder });
});
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true });
});

const get = (path: string, encoding = 'identity') =>
  test.anybody().get(path).set('Accept-Encoding', encoding);

describe('the patient’s page', () => {
  it('stands at /d/, and /d leads there, so that its worker governs nothing else', async () => {
    const led = await get('/d');
    expect([led.status, led.headers['location']]).toEqual([308, '/d/']);
    expect((await get('/d/')).text).toBe('diary');
    expect((await get('/day/2026-12-01')).text).toBe('staff');
    expect((await get('/d/worker.js')).headers['content-type']).toMatch(/javascript/);
  });

  it.each(['/d', '/d/', '/d/worker.js'])('is never kept by a cache between: %s', async (path) => {
    expect((await get(path)).headers['cache-control']).toBe('no-store');
  });

  it('may make its own worker’s address a script, as no other page may', async () => {
    const policyOf = async (path: string) => (await get(path)).headers['content-security-policy'] ?? '';
    expect(await policyOf('/d/')).toContain('trusted-types diary-worker');
    expect(await policyOf('/d/')).toContain(`require-trusted-types-for 'script'`);
    expect(await policyOf('/')).toContain(`trusted-types 'none'`);
    expect(await policyOf('/day/2026-12-01')).toContain(`trusted-types 'none'`);
  });
});

describe('what the build has compressed', () => {
  it('goes out as it is to a browser that reads it', async () => {
    const { headers } = await get('/assets/diary-1.js', 'gzip, br');
    expect(headers).toMatchObject({
      'content-encoding': 'br',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    expect(headers['content-type']).toMatch(/javascript/);
    expect(headers['vary']).toMatch(/Accept-Encoding/);
  });

  it('and plainly to one that does not', async () => {
    const { headers, text } = await get('/assets/diary-1.js');
    expect(headers['content-encoding']).toBeUndefined();
    expect(text).toBe('let x = 1;');
  });
});

describe('what is never a document', () => {
  it.each(['/assets/diary-1.js', '/d/icon-192.png'])('carries no policies of a page: %s', async (path) => {
    const { headers } = await get(path);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
    });
    expect(headers['content-security-policy']).toBeUndefined();
    expect(JSON.stringify(headers).length, 'its weight').toBeLessThan(420);
  });

  it.each(['/d/', '/', '/d/worker.js', '/assets', '/day/assets/'])(
    'and a page has them: %s',
    async (path) => {
      expect((await get(path)).headers['content-security-policy']).toContain(`default-src 'none'`);
    },
  );
});
