import { Inject, Injectable } from '@nestjs/common';
import type { InviteMemberRequest, MemberInvitationView, SentInvitationView } from '@lull/contracts';
import { CONFIG } from '../../platform/config.token.js';
import type { Config } from '../../platform/config.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { IdempotentCalls } from '../../platform/database/once.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { notFound, Refused, stale } from '../../platform/errors.js';
import type { Once } from '../../platform/http/preconditions.js';
import {
  Accounts,
  hashOfToken,
  lockMembers,
  newToken,
  practiceOf,
  Proofs,
} from '../identity/identity.public.js';
import { StaffMail } from '../messaging/staff-mail.public.js';
import { invitationTerms } from './invitation-terms.js';
import { MemberRepository, type Invitation } from './member.repository.js';
import { invitationView } from './member.view.js';

/** Asking somebody to become a member, by a link that opens once. */
@Injectable()
export class InvitationService {
  constructor(
    private readonly database: Database,
    private readonly calls: IdempotentCalls,
    private readonly members: MemberRepository,
    private readonly accounts: Accounts,
    private readonly proofs: Proofs,
    private readonly mail: StaffMail,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  list(by: MemberPrincipal): Promise<MemberInvitationView[]> {
    return this.database.run(by, async (tx) => this.views(tx, by, await this.members.invitations(tx)));
  }

  /** To an administrator it does not leave before a second one has confirmed it. */
  async invite(
    by: MemberPrincipal,
    once: Once,
    asked: InviteMemberRequest,
    origin: string,
  ): Promise<SentInvitationView> {
    await this.proofs.require(by);
    const email = asked.email.trim().toLowerCase();
    const token = newToken();
    const invitation = await this.calls.run(by, once, async (tx) => {
      await lockMembers(tx);
      const known = await this.accounts.known(await this.members.activeAccounts(tx));
      if ([...known.values()].some((account) => account.email === email))
        throw new Refused({ code: 'members.member-already', pointer: '/email' });
      const id = await this.members.insertInvitation(tx, {
        email,
        roles: asked.roles,
        tokenHash: hashOfToken(token),
        createdBy: by.memberId,
      });
      if (asked.roles.includes('administrator'))
        await this.members.askForAdministrator(tx, by.memberId, { invitationId: id });
      else await this.send(tx, { id, email }, token, origin);
      return this.view(tx, by, id);
    });
    // A retry is not told the link: it is known to whoever asked first, and can be sent again.
    return { invitation, link: once.replayed ? null : this.linkToTell(invitation, token, origin) };
  }

  /** The same again with another link: the one before opens nothing any more. */
  async sendAgain(
    by: MemberPrincipal,
    once: Once,
    id: string,
    version: number,
    origin: string,
  ): Promise<SentInvitationView> {
    await this.proofs.require(by);
    const token = newToken();
    const invitation = await this.calls.run(by, once, async (tx) => {
      const standing = await this.standing(tx, id, version);
      if (standing.expiresAt === null) throw new Refused({ code: 'members.invitation-waits' });
      await this.send(tx, standing, token, origin);
      return this.view(tx, by, id);
    });
    return { invitation, link: once.replayed ? null : this.linkToTell(invitation, token, origin) };
  }

  async revoke(by: MemberPrincipal, once: Once, id: string, version: number): Promise<void> {
    await this.calls.run(by, once, async (tx) => {
      await this.standing(tx, id, version);
      await this.members.decideRequests(tx, by.memberId, 'declined', { subject: id });
      await this.members.revokeInvitation(tx, id);
      await this.mail.drop(tx, id);
    });
  }

  /** Opens it by this link and owes it the mail; in the transaction of whoever decided so. */
  async send(
    tx: Tx,
    { id, email }: Pick<Invitation, 'id' | 'email'>,
    token: string,
    origin: string,
  ): Promise<void> {
    const expiresAt = tx.now.epochMilliseconds + invitationTerms.days * 24 * 3_600_000;
    await this.members.openInvitation(tx, id, hashOfToken(token), expiresAt);
    await this.mail.write(tx, {
      kind: 'member-invitation',
      aboutId: id,
      address: email,
      link: this.link(token, origin),
      notAfter: expiresAt,
    });
  }

  /** Null where the mail brings it, and while it waits for a second administrator. */
  linkToTell(
    { expiresAt }: Pick<MemberInvitationView, 'expiresAt'>,
    token: string,
    origin: string,
  ): string | null {
    return expiresAt === null || this.mail.leaves() ? null : this.link(token, origin);
  }

  async view(tx: Tx, by: MemberPrincipal, id: string): Promise<MemberInvitationView> {
    const invitation = await this.members.invitation(tx, id);
    const [view] = invitation === undefined ? [] : await this.views(tx, by, [invitation]);
    if (view === undefined) throw notFound('invitation');
    return view;
  }

  private async views(
    tx: Tx,
    by: MemberPrincipal,
    invitations: readonly Invitation[],
  ): Promise<MemberInvitationView[]> {
    const mail = await this.mail.states(
      tx,
      invitations.map(({ id }) => id),
    );
    const requests = await this.members.openRequests(tx);
    const reader = {
      memberId: by.memberId,
      activeAdministrators: await this.members.activeAdministrators(tx),
      demand: (await practiceOf(tx)).secondFactor,
    };
    return invitations.map((each) =>
      invitationView(
        each,
        mail.get(each.id),
        requests.find(({ invitationId }) => invitationId === each.id),
        reader,
      ),
    );
  }

  private async standing(tx: Tx, id: string, version: number): Promise<Invitation> {
    const invitation = await this.members.invitation(tx, id);
    if (invitation === undefined) throw notFound('invitation');
    if (!invitation.open) throw new Refused({ code: 'members.invitation-not-open' });
    if (invitation.version !== version) throw stale('invitation', invitation.version);
    return invitation;
  }

  /** The token stands in the fragment, which no server's log and no proxy sees. */
  private link(token: string, origin: string): string {
    return `${this.config.origin ?? origin}/invitation#${token}`;
  }
}
