import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type {
  AcceptInvitationRequest,
  InvitationLookView,
  NewPasswordByLinkRequest,
  SignInWaysView,
} from '@lull/contracts';
import { CONFIG } from '../../platform/config.token.js';
import type { Config } from '../../platform/config.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { SystemPrincipal } from '../../platform/database/principal.js';
import { Refused } from '../../platform/errors.js';
import { Log } from '../../platform/log.js';
import {
  Accounts,
  createMember,
  hashOfToken,
  lockMembers,
  newToken,
  noteAccountChange,
  practiceOf,
  RateLimits,
  SignInEnd,
} from '../identity/identity.public.js';
import { StaffMail } from '../messaging/staff-mail.public.js';
import { passwordResetTerms } from './invitation-terms.js';
import { MemberLinkRepository, type LinkPlace } from './member-link.repository.js';
import { MemberRepository, type Invitation } from './member.repository.js';

const notAccepted = () => new Refused({ code: 'member-link-not-accepted' });

/** What people do who are not signed in: accept an invitation, and set a new password. */
@Injectable()
export class MemberLinkService implements OnModuleDestroy {
  /** Links that are being written to whoever asked; the answer does not wait for them. */
  private readonly underWay = new Set<Promise<void>>();

  constructor(
    private readonly database: Database,
    private readonly links: MemberLinkRepository,
    private readonly members: MemberRepository,
    private readonly accounts: Accounts,
    private readonly limits: RateLimits,
    private readonly signIns: SignInEnd,
    private readonly mail: StaffMail,
    private readonly log: Log,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** A link that nobody signed in asked for must name our own address, not one that a stranger's call names. */
  ways(): SignInWaysView {
    return { passwordByMail: this.mail.leaves() && this.config.origin !== null };
  }

  async look(token: string, address: string): Promise<InvitationLookView> {
    await this.limits.admitMemberLink(address);
    const place = await this.place('invitation', token);
    return this.database.run(asSystem(place), async (tx) => {
      const { email, roles } = await this.standing(tx, place.id);
      const { name } = await practiceOf(tx);
      const hasAccount = (await this.accounts.standing(email)) !== undefined;
      return { practice: name, email, roles, hasAccount };
    });
  }

  /** Makes the member. Somebody who has an account already proves that it is theirs: an invitation never touches one. */
  async accept(
    { token, name, password }: AcceptInvitationRequest,
    address: string,
  ): Promise<{ readonly email: string }> {
    await this.limits.admitMemberLink(address);
    const place = await this.place('invitation', token);
    const { email } = await this.database.run(asSystem(place), (tx) => this.standing(tx, place.id));
    const accountId =
      (await this.accounts.standing(email)) === undefined
        ? await this.accounts.claimAccount({ email, password })
        : await this.accounts.verify(email, password, address, '/password');
    if (accountId === undefined) throw new Refused({ code: 'conflict' });
    await this.database.run(asSystem(place), async (tx) => {
      await lockMembers(tx);
      const { id, roles } = await this.standing(tx, place.id);
      const memberId = await createMember(tx, { accountId, name: name.trim(), roles });
      await this.members.acceptInvitation(tx, id, memberId);
    });
    return { email };
  }

  /**
   * Owes a link to whoever has this address, if anybody has. The answer is given before it is looked: neither its words
   * nor the time it takes tell whether there is such a member.
   */
  async forgotten(email: string, address: string): Promise<void> {
    const { passwordByMail } = this.ways();
    if (!(await this.limits.admitReset(email.trim().toLowerCase(), address)) || !passwordByMail) return;
    const work = this.writeReset(email)
      .catch((error: unknown) => this.log.failure(error, 'ROUND', 'password-reset'))
      .finally(() => this.underWay.delete(work));
    this.underWay.add(work);
  }

  async setPassword({ token, password }: NewPasswordByLinkRequest, address: string): Promise<void> {
    await this.limits.admitMemberLink(address);
    const place = await this.place('reset', token);
    const whose = await this.database.run(asSystem(place), async (tx) => {
      const reset = await this.members.reset(tx, place.id);
      if (reset?.opens !== true) throw notAccepted();
      const member = { practiceId: place.practiceId, memberId: reset.memberId };
      const account = await this.accounts.ofMember(member);
      // A password that was changed after the link was asked for is nobody's to change by it.
      if ((account.passwordChangedAt ?? 0) > reset.createdAt) throw notAccepted();
      await this.accounts.refuseWeak(password, account.email);
      await this.members.useReset(tx, place.id);
      await noteAccountChange(tx, reset.memberId, 'password');
      await this.accounts.setPassword(account.id, password);
      return member;
    });
    await this.signIns.ofAccount(whose);
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.underWay);
  }

  private async writeReset(email: string): Promise<void> {
    const whose = await this.accounts.membershipOf(email);
    if (whose === undefined) return;
    const token = newToken();
    await this.database.run(asSystem(whose), async (tx) => {
      const notAfter = tx.now.epochMilliseconds + passwordResetTerms.minutes * 60_000;
      const aboutId = await this.members.insertReset(tx, whose.memberId, hashOfToken(token), notAfter);
      await this.mail.write(tx, {
        kind: 'password-reset',
        aboutId,
        address: email.trim().toLowerCase(),
        link: `${this.config.origin ?? ''}/new-password#${token}`,
        notAfter,
      });
    });
  }

  private async place(what: 'invitation' | 'reset', token: string): Promise<LinkPlace> {
    const place = await this.links.placeOf(what, hashOfToken(token));
    if (place === undefined) throw notAccepted();
    return place;
  }

  private async standing(tx: Tx, id: string): Promise<Invitation> {
    const invitation = await this.members.invitation(tx, id);
    if (invitation?.open !== true || invitation.expiresAt === null || invitation.expired) throw notAccepted();
    return invitation;
  }
}

const asSystem = ({ practiceId }: { readonly practiceId: string }): SystemPrincipal => ({
  kind: 'system',
  practiceId,
  purpose: 'sign-in',
});
