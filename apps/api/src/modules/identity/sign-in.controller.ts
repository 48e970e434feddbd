import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import {
  PasskeySignInRequest,
  SecondFactorRequest,
  SignInRequest,
  type OwnSignInView,
  type PasskeyOptionsView,
} from '@lull/contracts';
import type { Request, Response } from 'express';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Refused } from '../../platform/errors.js';
import { Can, CurrentMember, Public } from '../../platform/http/access.js';
import { SignInCookie } from './sign-in-cookie.js';
import { SignInService, type BegunSignIn } from './sign-in.service.js';
import { ownSignInView } from './sign-in.view.js';

@Controller('sign-ins')
export class SignInController {
  constructor(
    private readonly signIns: SignInService,
    private readonly cookie: SignInCookie,
  ) {}

  /** Refused with `second-factor-required` where the password is right and a second factor is to follow. */
  @Public()
  @Post()
  async begin(
    @Body() body: SignInRequest,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<OwnSignInView> {
    const begun = await this.signIns.begin(body.email, body.password, this.cookie.browserOf(request));
    if ('token' in begun) return this.enter(begun, response);
    this.cookie.giveAttempt(response, begun.attempt);
    throw new Refused({ code: 'second-factor-required', facts: { ...begun.ways } });
  }

  @Public()
  @Post('second-factor')
  async beginWithCode(
    @Body() body: SecondFactorRequest,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<OwnSignInView> {
    return this.enter(await this.signIns.beginWithCode(body.code, this.cookie.browserOf(request)), response);
  }

  /** What a passkey is asked to sign; of nobody yet. */
  @Public()
  @Post('passkey-options')
  @HttpCode(200)
  async passkeyOptions(@Req() request: Request): Promise<PasskeyOptionsView> {
    return { options: await this.signIns.passkeyOptions(this.cookie.browserOf(request)) };
  }

  @Public()
  @Post('passkey')
  async beginWithPasskey(
    @Body() body: PasskeySignInRequest,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<OwnSignInView> {
    return this.enter(
      await this.signIns.beginWithPasskey(body.response, this.cookie.browserOf(request)),
      response,
    );
  }

  /** Of this browser: one, or none. Asked first, where a refusal would be an error in the browser's own log. */
  @Public()
  @Get()
  async ofBrowser(@Req() request: Request): Promise<OwnSignInView[]> {
    const member = await this.signIns.ofBrowser(this.cookie.browserOf(request));
    return member === undefined ? [] : [ownSignInView(member)];
  }

  @Can('own-sign-in', 'read')
  @Get('current')
  current(@CurrentMember() member: MemberPrincipal): OwnSignInView {
    return ownSignInView(member);
  }

  @Can('own-sign-in', 'end')
  @Delete('current')
  @HttpCode(204)
  async end(
    @CurrentMember() member: MemberPrincipal,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    await this.signIns.end(member);
    this.cookie.takeBack(response);
  }

  @Can('own-sign-in', 'end')
  @Delete()
  @HttpCode(204)
  async endAll(
    @CurrentMember() member: MemberPrincipal,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    await this.signIns.endAll(member);
    this.cookie.takeBack(response);
  }

  private enter({ token, member }: BegunSignIn, response: Response): OwnSignInView {
    this.cookie.give(response, token);
    return ownSignInView(member);
  }
}
