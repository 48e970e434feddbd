import { Inject, Injectable } from '@nestjs/common';
import type { DemonstrationSignInView } from '@lull/contracts';
import { CONFIG } from '../../platform/config.token.js';
import type { Config } from '../../platform/config.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { notFound, Refused } from '../../platform/errors.js';
import { nobodysHash, verifyPassword } from './password.js';
import { RateLimits } from './rate-limits.js';
import { hashOfToken, newToken } from './sign-in-token.js';
import { SignInRepository, type Membership } from './sign-in.repository.js';

const mostSignIns = 5;

/** Where a sign-in is asked for. */
export interface Browser {
  readonly address: string;
  /** The token it holds already, if any: a new sign-in ends the old one. */
  readonly token: string | undefined;
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
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async begin(email: string, password: string, browser: Browser): Promise<BegunSignIn> {
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
    );
    return { token, member };
  }

  private requireDemonstration(): void {
    if (!this.config.demonstration) throw notFound('page');
  }
}
