import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { SignInRequest, type OwnSignInView } from '@lull/contracts';
import type { Request, Response } from 'express';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember, Public } from '../../platform/http/access.js';
import { SignInCookie } from './sign-in-cookie.js';
import { SignInService } from './sign-in.service.js';
import { ownSignInView } from './sign-in.view.js';

@Controller('sign-ins')
export class SignInController {
  constructor(
    private readonly signIns: SignInService,
    private readonly cookie: SignInCookie,
  ) {}

  @Public()
  @Post()
  async begin(
    @Body() body: SignInRequest,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<OwnSignInView> {
    const { token, member } = await this.signIns.begin(
      body.email,
      body.password,
      this.cookie.browserOf(request),
    );
    this.cookie.give(response, token);
    return ownSignInView(member);
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
}
