import { describe, expect, it } from 'vitest';
import { Refused } from '../../platform/errors.js';
import { Turnstile } from './turnstile.js';

/** Bodies that end when told. */
function held() {
  const releases: (() => void)[] = [];
  return {
    releases,
    body: () =>
      new Promise<void>((release) => {
        releases.push(release);
      }),
  };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a turnstile', () => {
  it('lets four run at once and fifty wait, and refuses the next', async () => {
    const { releases, body } = held();
    const turnstile = new Turnstile(4, 50);
    const passing = Array.from({ length: 54 }, () => turnstile.pass(body));
    await settled();
    expect(releases).toHaveLength(4);
    await expect(turnstile.pass(body)).rejects.toMatchObject({
      refusals: [{ code: 'too-many-requests' }],
    } satisfies Partial<Refused>);
    for (let n = 0; n < 54; n++) {
      releases[n]?.();
      await settled();
      expect(releases).toHaveLength(Math.min(54, n + 5));
    }
    await Promise.all(passing);
  });

  it('hands the place on when a body fails', async () => {
    const turnstile = new Turnstile(1, 1);
    const failing = turnstile.pass(async () => {
      throw new Error('wrong');
    });
    const next = turnstile.pass(async () => 'passed');
    await expect(failing).rejects.toThrow('wrong');
    expect(await next).toBe('passed');
    expect(await turnstile.pass(async () => 'again')).toBe('again');
  });
});
