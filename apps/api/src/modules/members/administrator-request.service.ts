import { Injectable } from '@nestjs/common';
import { checkConfirmation } from '@lull/domain';
import { Database, type Tx } from '../../platform/database/database.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { decided } from '../../platform/decided.js';
import { notFound, Refused } from '../../platform/errors.js';
import {
  changeMember,
  lockMembers,
  memberOf,
  newToken,
  Proofs,
  SignInEnd,
} from '../identity/identity.public.js';
import { InvitationService } from './invitation.service.js';
import { MemberRepository, type OpenRequest } from './member.repository.js';

/** Who becomes an administrator is another administrator's word (ADR 16). */
@Injectable()
export class AdministratorRequestService {
  constructor(
    private readonly database: Database,
    private readonly members: MemberRepository,
    private readonly invitations: InvitationService,
    private readonly proofs: Proofs,
    private readonly signIns: SignInEnd,
  ) {}

  /** Answers the link of an invitation where no e-mail brings it. */
  async confirm(by: MemberPrincipal, id: string, origin: string): Promise<string | null> {
    await this.proofs.require(by);
    const token = newToken();
    const { memberId, link } = await this.database.run(by, async (tx) => {
      const { request, administrators } = await this.open(tx, by, id);
      decided(checkConfirmation(by.memberId, request, administrators, tx.now.epochMilliseconds));
      await this.members.decideRequests(tx, by.memberId, 'confirmed', { id });
      return request.memberId === null
        ? { memberId: null, link: await this.sendInvitation(tx, request, token, origin) }
        : { memberId: await this.promote(tx, request.memberId), link: null };
    });
    if (memberId !== null) await this.signIns.ofMember({ practiceId: by.practiceId, memberId });
    return link;
  }

  /** Declined by another, or taken back by whoever asked. An invitation ends with it. */
  async decline(by: MemberPrincipal, id: string): Promise<void> {
    await this.database.run(by, async (tx) => {
      const { request } = await this.open(tx, by, id);
      await this.members.decideRequests(tx, by.memberId, 'declined', { id });
      if (request.invitationId !== null) await this.members.revokeInvitation(tx, request.invitationId);
    });
  }

  private async promote(tx: Tx, id: string): Promise<string> {
    const member = await memberOf(tx, id);
    if (member === undefined) throw notFound('member');
    if (!member.active) throw new Refused({ code: 'members.not-active' });
    const roles = [...new Set([...member.roles, 'administrator'])];
    await changeMember(tx, member, member.version, { roles, active: true });
    return id;
  }

  private async sendInvitation(
    tx: Tx,
    { invitationId }: OpenRequest,
    token: string,
    origin: string,
  ): Promise<string | null> {
    const invitation = invitationId === null ? undefined : await this.members.invitation(tx, invitationId);
    if (invitation?.open !== true) throw new Refused({ code: 'members.invitation-not-open' });
    await this.invitations.send(tx, invitation, token, origin);
    return this.invitations.linkToTell({ expiresAt: tx.now.epochMilliseconds }, token, origin);
  }

  private async open(
    tx: Tx,
    by: MemberPrincipal,
    id: string,
  ): Promise<{ readonly request: OpenRequest; readonly administrators: readonly string[] }> {
    const administrators = await lockMembers(tx);
    if (!administrators.includes(by.memberId)) throw new Refused({ code: 'not-allowed' });
    const request = await this.members.openRequest(tx, id);
    if (request === undefined) throw notFound('request');
    return { request, administrators };
  }
}
