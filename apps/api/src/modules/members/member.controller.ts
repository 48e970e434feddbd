import { Body, Controller, Get, HttpCode, Post, Put, Query, Req } from '@nestjs/common';
import {
  ChangeMemberStateRequest,
  ChangeRolesRequest,
  InviteMemberRequest,
  ListMembersRequest,
  SecondFactorPolicyRequest,
  type ConfirmedAdministratorView,
  type MemberInvitationView,
  type MembersView,
  type MemberView,
  type SecondFactorPolicyView,
  type SentInvitationView,
} from '@lull/contracts';
import type { Request } from 'express';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { PathId } from '../../platform/http/path-id.js';
import { IdempotencyKey, IfMatch, type Once } from '../../platform/http/preconditions.js';
import { AdministratorRequestService } from './administrator-request.service.js';
import { InvitationService } from './invitation.service.js';
import { MemberService } from './member.service.js';

/** The address that the administrator's browser reached; one that is configured goes before it. */
const originOf = (request: Request) => `${request.protocol}://${request.header('host') ?? 'localhost'}`;

@Controller()
export class MemberController {
  constructor(
    private readonly members: MemberService,
    private readonly invitations: InvitationService,
    private readonly requests: AdministratorRequestService,
  ) {}

  @Can('member', 'read')
  @Get('members')
  page(@CurrentMember() by: MemberPrincipal, @Query() { cursor }: ListMembersRequest): Promise<MembersView> {
    return this.members.page(by, cursor ?? null);
  }

  @Can('member', 'change')
  @Put('members/:id/roles')
  changeRoles(
    @CurrentMember() by: MemberPrincipal,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() body: ChangeRolesRequest,
  ): Promise<MemberView> {
    return this.members.changeRoles(by, id, version, body);
  }

  @Can('member', 'change')
  @Put('members/:id/state')
  changeState(
    @CurrentMember() by: MemberPrincipal,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() body: ChangeMemberStateRequest,
  ): Promise<MemberView> {
    return this.members.changeState(by, id, version, body);
  }

  @Can('member', 'change')
  @Post('members/:id/second-factor-resets')
  @HttpCode(200)
  resetSecondFactor(@CurrentMember() by: MemberPrincipal, @PathId() id: string): Promise<MemberView> {
    return this.members.resetSecondFactor(by, id);
  }

  @Can('member', 'read')
  @Get('member-invitations')
  list(@CurrentMember() by: MemberPrincipal): Promise<MemberInvitationView[]> {
    return this.invitations.list(by);
  }

  @Can('member', 'change')
  @Post('member-invitations')
  invite(
    @CurrentMember() by: MemberPrincipal,
    @IdempotencyKey() once: Once,
    @Body() body: InviteMemberRequest,
    @Req() request: Request,
  ): Promise<SentInvitationView> {
    return this.invitations.invite(by, once, body, originOf(request));
  }

  @Can('member', 'change')
  @Post('member-invitations/:id/resends')
  sendAgain(
    @CurrentMember() by: MemberPrincipal,
    @IdempotencyKey() once: Once,
    @PathId() id: string,
    @IfMatch() version: number,
    @Req() request: Request,
  ): Promise<SentInvitationView> {
    return this.invitations.sendAgain(by, once, id, version, originOf(request));
  }

  @Can('member', 'change')
  @Post('member-invitations/:id/revocations')
  @HttpCode(204)
  revoke(
    @CurrentMember() by: MemberPrincipal,
    @IdempotencyKey() once: Once,
    @PathId() id: string,
    @IfMatch() version: number,
  ): Promise<void> {
    return this.invitations.revoke(by, once, id, version);
  }

  @Can('member', 'change')
  @Post('administrator-requests/:id/confirmations')
  @HttpCode(200)
  async confirm(
    @CurrentMember() by: MemberPrincipal,
    @PathId() id: string,
    @Req() request: Request,
  ): Promise<ConfirmedAdministratorView> {
    return { link: await this.requests.confirm(by, id, originOf(request)) };
  }

  @Can('member', 'change')
  @Post('administrator-requests/:id/refusals')
  @HttpCode(204)
  decline(@CurrentMember() by: MemberPrincipal, @PathId() id: string): Promise<void> {
    return this.requests.decline(by, id);
  }

  @Can('member', 'read')
  @Get('second-factor-policy')
  policy(@CurrentMember() by: MemberPrincipal): Promise<SecondFactorPolicyView> {
    return this.members.policy(by);
  }

  @Can('member', 'change')
  @Put('second-factor-policy')
  changePolicy(
    @CurrentMember() by: MemberPrincipal,
    @Body() body: SecondFactorPolicyRequest,
  ): Promise<SecondFactorPolicyView> {
    return this.members.changePolicy(by, body);
  }
}
