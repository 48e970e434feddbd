import { Body, Controller, Get, HttpCode, Post, Req } from '@nestjs/common';
import {
  AcceptInvitationRequest,
  ForgottenPasswordRequest,
  LookAtInvitationRequest,
  NewPasswordByLinkRequest,
  type AcceptedInvitationView,
  type InvitationLookView,
  type SignInWaysView,
} from '@lull/contracts';
import type { Request } from 'express';
import { Public } from '../../platform/http/access.js';
import { MemberLinkService } from './member-link.service.js';

const addressOf = (request: Request) => request.ip ?? 'unknown';

/** Before anybody is signed in. A token comes in a body: it stands in no address that a server writes down. */
@Controller()
export class MemberLinkController {
  constructor(private readonly links: MemberLinkService) {}

  @Public()
  @Get('sign-in-ways')
  ways(): SignInWaysView {
    return this.links.ways();
  }

  @Public()
  @Post('invitations/looks')
  @HttpCode(200)
  look(@Body() { token }: LookAtInvitationRequest, @Req() request: Request): Promise<InvitationLookView> {
    return this.links.look(token, addressOf(request));
  }

  @Public()
  @Post('invitations/acceptances')
  accept(@Body() body: AcceptInvitationRequest, @Req() request: Request): Promise<AcceptedInvitationView> {
    return this.links.accept(body, addressOf(request));
  }

  @Public()
  @Post('password-resets')
  @HttpCode(204)
  forgotten(@Body() { email }: ForgottenPasswordRequest, @Req() request: Request): Promise<void> {
    return this.links.forgotten(email, addressOf(request));
  }

  @Public()
  @Post('password-resets/acceptances')
  @HttpCode(204)
  setPassword(@Body() body: NewPasswordByLinkRequest, @Req() request: Request): Promise<void> {
    return this.links.setPassword(body, addressOf(request));
  }
}
