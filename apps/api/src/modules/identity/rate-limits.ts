import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { Injectable } from '@nestjs/common';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { AuthDatabase } from '../../platform/database/auth-database.js';
import { Refused } from '../../platform/errors.js';

const quarterOfAnHour = 15 * 60;
/** Calls are counted ahead by so many, so that a busy screen asks the counts once in so many calls. */
const handful = 20;
const mostCounted = 10_000;
/** Wrong tries that cost no pause: people mistype. */
const freeTries = 3;

/**
 * How often something may be tried, counted in the database, so that two servers count together and a restart
 * forgets nothing. When the counts cannot be reached, the call is refused, never let through (trust.md 3.5).
 */
@Injectable()
export class RateLimits {
  private readonly perAccount: RateLimiterPostgres;
  private readonly perAddress: RateLimiterPostgres;
  private readonly pause: RateLimiterPostgres;
  private readonly perLink: RateLimiterPostgres;
  private readonly linkAddress: RateLimiterPostgres;
  private readonly passkeyAddress: RateLimiterPostgres;
  private readonly perFactor: RateLimiterPostgres;
  private readonly resetAddress: RateLimiterPostgres;
  private readonly resetAccount: RateLimiterPostgres;
  private readonly calls: RateLimiterPostgres;
  private readonly counted = new Map<string, { calls: number; readonly until: number }>();

  constructor(door: AuthDatabase) {
    const limit = (keyPrefix: string, points: number, duration: number): RateLimiterPostgres =>
      new RateLimiterPostgres({
        storeClient: door.pool,
        storeType: 'pool',
        tableName: 'rate_limit',
        tableCreated: true,
        keyPrefix,
        points,
        duration,
      });
    this.perAccount = limit('sign-in-account', 10, quarterOfAnHour);
    this.perAddress = limit('sign-in-address', 50, quarterOfAnHour);
    this.pause = limit('sign-in-pause', 1, 60);
    this.perLink = limit('link', 5, quarterOfAnHour);
    this.linkAddress = limit('link-address', 20, quarterOfAnHour);
    this.passkeyAddress = limit('passkey-address', 100, quarterOfAnHour);
    this.perFactor = limit('second-factor', 10, quarterOfAnHour);
    this.resetAddress = limit('reset-address', 20, quarterOfAnHour);
    this.resetAccount = limit('reset-account', 3, quarterOfAnHour);
    this.calls = limit('calls', 1_200, 60);
  }

  /** Counts a try to sign in, before its password is looked at, or refuses it. */
  async admitSignIn(email: string, address: string): Promise<void> {
    const account = keyOf(email);
    const pause = await counted(() => this.pause.get(account));
    if (pause !== null && pause.consumedPoints > this.pause.points) throw tooMany(pause);
    // The address first: a stranger who is stopped by it uses up nobody's tries.
    await counted(() => this.perAddress.consume(keyOf(networkOf(address))));
    await counted(() => this.perAccount.consume(account));
  }

  /** After a few wrong passwords the account pauses, twice as long each time. */
  async signInFailed(email: string): Promise<void> {
    const account = keyOf(email);
    const tries = (await counted(() => this.perAccount.get(account)))?.consumedPoints ?? 0;
    if (tries > freeTries) await counted(() => this.pause.block(account, 2 ** (tries - freeTries - 1)));
  }

  async signInSucceeded(email: string): Promise<void> {
    await counted(() => this.perAccount.delete(keyOf(email)));
  }

  /** Counts a code of a second factor, whatever comes of it, or refuses it. Only a right password leads here. */
  async admitFactor(memberId: string): Promise<void> {
    await counted(() => this.perFactor.consume(keyOf(memberId)));
  }

  async factorAccepted(memberId: string): Promise<void> {
    await counted(() => this.perFactor.delete(keyOf(memberId)));
  }

  /** Counts a try with a passkey, which nobody guesses: it is the work that is limited. */
  async admitPasskey(address: string): Promise<void> {
    await counted(() => this.passkeyAddress.consume(keyOf(networkOf(address))));
  }

  /** Counts a link of an invitation or a new password that is tried, or refuses it. */
  async admitMemberLink(address: string): Promise<void> {
    await counted(() => this.resetAddress.consume(keyOf(networkOf(address))));
  }

  /** Counts that a new password is asked for. False: this address was written to often enough, and nobody is told. */
  async admitReset(email: string, address: string): Promise<boolean> {
    await counted(() => this.resetAddress.consume(keyOf(networkOf(address))));
    try {
      await counted(() => this.resetAccount.consume(keyOf(email)));
      return true;
    } catch (error) {
      if (error instanceof Refused && error.refusals[0].code === 'too-many-requests') return false;
      throw error;
    }
  }

  /** Counts a try to open a patient's page, whatever comes of it, or refuses it. */
  async admitLink(token: string, address: string): Promise<void> {
    await counted(() => this.linkAddress.consume(keyOf(networkOf(address))));
    await counted(() => this.perLink.consume(keyOf(token)));
  }

  /** Who is let in does not count: a whole waiting room may open its pages from one address. */
  async linkOpened(token: string, address: string): Promise<void> {
    await counted(() => this.linkAddress.reward(keyOf(networkOf(address))));
    await counted(() => this.perLink.delete(keyOf(token)));
  }

  /** Counts a call of a signed-in member, or of a patient's access. What another server counted ahead and never used is lost to the minute. */
  async admitCall(signInId: string): Promise<void> {
    const left = this.counted.get(signInId);
    if (left !== undefined && left.calls > 0 && left.until > performance.now()) {
      left.calls -= 1;
      return;
    }
    const { msBeforeNext } = await counted(() => this.calls.consume(signInId, handful));
    if (this.counted.size >= mostCounted) this.counted.clear();
    this.counted.set(signInId, { calls: handful - 1, until: performance.now() + msBeforeNext });
  }
}

async function counted<T>(count: () => Promise<T>): Promise<T> {
  try {
    return await count();
  } catch (error) {
    if (error instanceof RateLimiterRes) throw tooMany(error);
    throw new Refused({ code: 'unavailable', facts: { retryAfterSeconds: 2 } });
  }
}

function tooMany(state: RateLimiterRes): Refused {
  return new Refused({
    code: 'too-many-requests',
    facts: { retryAfterSeconds: Math.max(1, Math.ceil(state.msBeforeNext / 1000)) },
  });
}

function keyOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/** An IPv4 address counts by itself; of IPv6 the /64, because every home may use all addresses of one. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail = ''] = address.split('%', 1).join('').split('::');
  const before = head.split(':').filter((group) => group !== '');
  const after = tail.split(':').filter((group) => group !== '');
  const zeros = address.includes('::')
    ? Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0')
    : [];
  return [...before, ...zeros, ...after]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
