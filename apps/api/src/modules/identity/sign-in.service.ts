import { Inject, Injectable } from '@nestjs/common';
import type { DemonstrationSignInView } from '@lull/contracts';
import { CONFIG } from '../../platform/config.token.js';
import type { Config } from '../../platform/config.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { notFound, Refused } from '../../platform/errors.js';
import { nobodysHash, verifyPassword } from './password.js';
import { Passkeys, refuseEmpty } from './passkeys.js';
import { RateLimits } from './rate-limits.js';
import { SecondFactors, type FactorWays } from './second-factors.js';
import { SignInAttemptRepository } from './sign-in-attempt.repository.js';
import { hashOfToken, newToken } from './sign-in-token.js';
import { SignInRepository, type Membership } from './sign-in.repository.js';

const mostSignIns = 5;

/** Where a sign-in is asked for. */
export interface Browser {
  readonly address: string;
  /** The token it holds already, if any: a new sign-in ends the old one. */
  readonly token: string | undefined;
  /** The token of a right password that waits for its second factor, if any. */
  readonly attempt: string | undefined;
  /** Browser and system in words. */
  readonly device: string | null;
  /** As the browser names the product's address. */
  readonly origin: string;
}

/** The password was right, and a second factor is to follow. */
export interface HalfSignIn {
  readonly attempt: string;
  readonly ways: FactorWays;
}

export interface BegunSignIn {
  readonly token: string;
  readonly member: Membership;
}

@Injectable()
export class SignInService {
  constructor(
    private readonly signIns: SignInRepository,
    private readonly limits: RateLimits,
    private readonly attempts: SignInAttemptRepository,
    private readonly factors: SecondFactors,
    private readonly passkeys: Passkeys,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async begin(email: string, password: string, browser: Browser): Promise<BegunSignIn | HalfSignIn> {
    const folded = email.trim().toLowerCase();
    await this.limits.admitSignIn(folded, browser.address);
    const found = await this.signIns.credentials(folded);
    const right = await verifyPassword(found?.passwordHash ?? nobodysHash, password);
    const [member] = found !== undefined && right ? await this.signIns.memberships(found.accountId) : [];
    if (member === undefined) {
      await this.limits.signInFailed(folded);
      throw new Refused({ code: 'sign-in-refused' });
    }
    await this.limits.signInSucceeded(folded);
    const ways = await this.factors.waysOf(member);
    if (ways === undefined) return this.start(member, browser);
    const attempt = newToken();
    await this.attempts.begin(member, hashOfToken(attempt));
    return { attempt, ways };
  }

  /** The second step. Tries are counted on this attempt and on the member, so that a known password buys few of them. */
  async beginWithCode(code: string, browser: Browser): Promise<BegunSignIn> {
    const tokenHash = browser.attempt === undefined ? undefined : hashOfToken(browser.attempt);
    const tried = tokenHash && (await this.attempts.countTry(tokenHash));
    if (tokenHash === undefined || tried === undefined)
      throw new Refused({ code: 'second-factor-refused', facts: { over: true } });
    await this.limits.admitFactor(tried.memberId);
    const right = await this.factors.acceptCode(tried, code);
    const member = right ? await this.signIns.membership(tried.practiceId, tried.memberId) : undefined;
    if (member === undefined)
      throw new Refused({ code: 'second-factor-refused', facts: { over: tried.triesLeft === 0 } });
    await this.attempts.end(tokenHash);
    await this.limits.factorAccepted(tried.memberId);
    return this.start(member, browser);
  }

  passkeyOptions({ address, origin }: Browser): Promise<Readonly<Record<string, unknown>>> {
    return this.limits.admitPasskey(address).then(() => this.passkeys.signInOptions(origin));
  }

  /** By a passkey alone: it is held and unlocked by its owner, so it is two factors in one. */
  async beginWithPasskey(
    response: Readonly<Record<string, unknown>>,
    browser: Browser,
  ): Promise<BegunSignIn> {
    refuseEmpty(response);
    await this.limits.admitPasskey(browser.address);
    const whose = await this.factors.acceptPasskey(response, browser.origin);
    const member = whose && (await this.signIns.membership(whose.practiceId, whose.memberId));
    if (member === undefined) throw new Refused({ code: 'passkey-refused' });
    if (browser.attempt !== undefined) await this.attempts.end(hashOfToken(browser.attempt));
    return this.start(member, browser);
  }

  /** Who is signed in there, if anybody; to ask does not put off the idle limit. */
  async ofBrowser({ token }: Browser): Promise<MemberPrincipal | undefined> {
    if (token === undefined) return undefined;
    return this.signIns.authenticate(hashOfToken(token), this.config.signIn.idleMinutes, false);
  }

  demonstrationSignIns(): Promise<DemonstrationSignInView[]> {
    this.requireDemonstration();
    return this.signIns.demonstrationSignIns();
  }

  /** Without a password: only in demonstration mode, and only into a practice that is itself a demonstration. */
  async beginDemonstration(email: string, browser: Browser): Promise<BegunSignIn> {
    this.requireDemonstration();
    const member = await this.signIns.demonstrationMembership(email.trim().toLowerCase());
    if (member === undefined) throw new Refused({ code: 'sign-in-refused' });
    return this.start(member, browser);
  }

  end(principal: MemberPrincipal): Promise<void> {
    return this.signIns.end(principal);
  }

  endAll(principal: MemberPrincipal): Promise<void> {
    return this.signIns.endAll(principal);
  }

  private async start(member: Membership, browser: Browser): Promise<BegunSignIn> {
    const token = newToken();
    await this.signIns.begin(
      member,
      hashOfToken(token),
      { absoluteHours: this.config.signIn.absoluteHours, most: mostSignIns },
      browser.token === undefined ? null : hashOfToken(browser.token),
      browser.device,
    );
    return { token, member };
  }

  private requireDemonstration(): void {
    if (!this.config.demonstration) throw notFound('page');
  }
}
