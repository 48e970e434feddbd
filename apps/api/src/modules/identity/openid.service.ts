import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { notFound } from '../../platform/errors.js';
import { OpenIdAttemptRepository } from './openid-attempt.repository.js';
import { OpenIdLinkRepository } from './openid-link.repository.js';
import { OpenIdProvider, type OpenIdIdentity } from './openid-provider.js';
import type { Handle } from './passkeys.js';
import { Proofs } from './proofs.js';
import { RateLimits } from './rate-limits.js';
import { SignInRepository, type Membership } from './sign-in.repository.js';
import { SignInService, type Browser, type BegunSignIn, type HalfSignIn } from './sign-in.service.js';
import { hashOfToken, newToken } from './sign-in-token.js';

/** What the browser keeps and where it goes. */
export interface BegunOpenId {
  readonly token: string;
  readonly url: string;
}

const signInPurpose = 'sign-in';
const linkPurpose = ({ practiceId, memberId }: Handle) => `link:${practiceId}:${memberId}`;

/** Members who sign in with an identity that they have elsewhere (ADR 26). */
@Injectable()
export class OpenIdService {
  constructor(
    private readonly provider: OpenIdProvider,
    private readonly attempts: OpenIdAttemptRepository,
    private readonly links: OpenIdLinkRepository,
    private readonly signIns: SignInService,
    private readonly members: SignInRepository,
    private readonly proofs: Proofs,
    private readonly limits: RateLimits,
    private readonly database: Database,
  ) {}

  async beginSignIn(browser: Browser): Promise<BegunOpenId> {
    await this.limits.admitOpenId(browser.address);
    return this.begin(signInPurpose, 'sign-in', browser);
  }

  /** Signs in whoever is linked with the identity; our own second factor follows, unless the provider is trusted with it. */
  async signIn(
    answer: string,
    attempt: string | undefined,
    browser: Browser,
  ): Promise<BegunSignIn | HalfSignIn> {
    await this.limits.admitOpenId(browser.address);
    const identity = await this.identity(answer, attempt, signInPurpose);
    const known = await this.links.whose(identity);
    const [member] = (await Promise.all(known.map((whose) => this.membership(whose)))).flat();
    if (member === undefined)
      throw this.provider.refused(known.length === 0 ? 'openid-not-linked' : 'openid-member-disabled');
    await this.database.run(
      { kind: 'system', practiceId: member.practiceId, purpose: 'sign-in' },
      async (tx) => this.links.touch(tx, member.memberId, identity),
    );
    return this.signIns.beginAs(member, browser, identity.factorAtProvider);
  }

  /** Only somebody whose password was asked for within minutes links an identity: it opens the same door. */
  async beginLink(member: MemberPrincipal, browser: Browser): Promise<BegunOpenId> {
    await this.proofs.require(member);
    return this.begin(linkPurpose(member), 'link', browser);
  }

  async link(member: MemberPrincipal, answer: string, attempt: string | undefined): Promise<void> {
    const identity = await this.identity(answer, attempt, linkPurpose(member));
    await this.database.run(member, (tx) => this.links.insert(tx, member.memberId, identity));
  }

  async unlink(member: MemberPrincipal, id: string): Promise<void> {
    await this.proofs.require(member);
    const removed = await this.database.run(member, (tx) => this.links.remove(tx, member.memberId, id));
    if (!removed) throw notFound('link');
  }

  private async begin(purpose: string, mark: string, { origin }: Browser): Promise<BegunOpenId> {
    const { url, ...question } = await this.provider.ask(origin, mark);
    const token = newToken();
    await this.attempts.begin(hashOfToken(token), purpose, question);
    return { token, url };
  }

  private async identity(
    answer: string,
    attempt: string | undefined,
    purpose: string,
  ): Promise<OpenIdIdentity> {
    if (this.provider.name === null) throw notFound('page');
    const question = attempt && (await this.attempts.take(hashOfToken(attempt), purpose));
    if (question === undefined || question === '') throw this.provider.refused('openid-refused');
    return this.provider.identityIn(answer, question);
  }

  private async membership({ practiceId, memberId }: Handle): Promise<Membership[]> {
    const member = await this.members.membership(practiceId, memberId);
    return member === undefined ? [] : [member];
  }
}
