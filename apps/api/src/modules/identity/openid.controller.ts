import { Body, Controller, Delete, HttpCode, Post, Req, Res } from '@nestjs/common';
import { OpenIdAnswerRequest, type OpenIdAttemptView, type OwnSignInView } from '@lull/contracts';
import type { Request, Response } from 'express';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Refused } from '../../platform/errors.js';
import { Can, CurrentMember, Public } from '../../platform/http/access.js';
import { PathId } from '../../platform/http/path-id.js';
import { OpenIdService, type BegunOpenId } from './openid.service.js';
import { SignInCookie } from './sign-in-cookie.js';
import { ownSignInView } from './sign-in.view.js';

/**
 * Sign-in with an identity from elsewhere. The provider sends the browser to a page of ours, which brings the answer in
 * a body: no GET changes anything. A code or a question counts once, so an Idempotency-Key would add nothing.
 */
@Controller()
export class OpenIdController {
  constructor(
    private readonly openId: OpenIdService,
    private readonly cookie: SignInCookie,
  ) {}

  @Public()
  @Post('sign-ins/openid-attempts')
  async beginSignIn(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<OpenIdAttemptView> {
    return this.begun(await this.openId.beginSignIn(this.cookie.browserOf(request)), response);
  }

  /** Refused with `second-factor-required` where one of ours is to follow. */
  @Public()
  @Post('sign-ins/openid')
  async signIn(
    @Body() { answer }: OpenIdAnswerRequest,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<OwnSignInView> {
    const attempt = this.cookie.openIdAttemptOf(request);
    this.cookie.takeBackOpenIdAttempt(response);
    const begun = await this.openId.signIn(answer, attempt, this.cookie.browserOf(request));
    if ('token' in begun) {
      this.cookie.give(response, begun.token);
      return ownSignInView(begun.member);
    }
    this.cookie.giveAttempt(response, begun.attempt);
    throw new Refused({ code: 'second-factor-required', facts: { ...begun.ways } });
  }

  @Can('own-account', 'change')
  @Post('own-account/openid-attempts')
  async beginLink(
    @CurrentMember() member: MemberPrincipal,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<OpenIdAttemptView> {
    return this.begun(await this.openId.beginLink(member, this.cookie.browserOf(request)), response);
  }

  @Can('own-account', 'change')
  @Post('own-account/openid-links')
  @HttpCode(204)
  async link(
    @CurrentMember() member: MemberPrincipal,
    @Body() { answer }: OpenIdAnswerRequest,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    const attempt = this.cookie.openIdAttemptOf(request);
    this.cookie.takeBackOpenIdAttempt(response);
    await this.openId.link(member, answer, attempt);
  }

  @Can('own-account', 'change')
  @Delete('own-account/openid-links/:id')
  @HttpCode(204)
  unlink(@CurrentMember() member: MemberPrincipal, @PathId() id: string): Promise<void> {
    return this.openId.unlink(member, id);
  }

  private begun({ token, url }: BegunOpenId, response: Response): OpenIdAttemptView {
    this.cookie.giveOpenIdAttempt(response, token);
    return { url };
  }
}
