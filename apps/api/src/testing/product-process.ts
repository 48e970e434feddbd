import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { DatabaseUrls } from '../platform/database/prepare.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** Brings the built product up to its source, as `npm test` has done before; alone a test may find an older one. */
export async function buildProduct(): Promise<void> {
  const tsc = fileURLToPath(new URL('../../../../node_modules/typescript/bin/tsc', import.meta.url));
  const child = spawn(process.execPath, [tsc, '-b', 'apps/api'], { cwd: root, stdio: 'ignore' });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error('The product was not built.');
}

/** The product in a process of its own, which can be killed. */
export class ProductProcess {
  private constructor(private readonly child: ChildProcess) {}

  /** Resolves when it is ready. */
  static async start(urls: DatabaseUrls, env: Readonly<Record<string, string>>): Promise<ProductProcess> {
    const child = spawn(process.execPath, [main], {
      env: {
        PATH: process.env['PATH'],
        DATABASE_URL: urls.app,
        DATABASE_AUTH_URL: urls.auth,
        PORT: '0',
        LULL_LOG_LEVEL: 'silent',
        LULL_POOL_SIZE: '5',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await Promise.race([
      once(child.stdout, 'data'),
      once(child, 'exit').then(([code]) => {
        throw new Error(`The product ended with ${String(code)} before it was ready.`);
      }),
    ]);
    return new ProductProcess(child);
  }

  /** At once, in the middle of whatever it does. */
  async kill(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
  }

  /** As an operator stops it; answers the signal that ended it, and how long that took. */
  async stop(): Promise<{ readonly signal: string | null; readonly ms: number }> {
    const from = performance.now();
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    const [, signal] = (await ended) as [number | null, string | null];
    return { signal, ms: performance.now() - from };
  }
}
