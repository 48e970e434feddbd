import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Res } from '@nestjs/common';
import { SignInRequest, type OwnSignInView } from '@lull/contracts';
import type { Response } from 'express';
import { CONFIG } from '../../platform/config.token.js';
import type { Config } from '../../platform/config.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember, Public } from '../../platform/http/access.js';
import { cookieName } from './sign-in-token.js';
import { SignInService } from './sign-in.service.js';

@Controller('sign-ins')
export class SignInController {
  constructor(
    private readonly signIns: SignInService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Public()
  @Post()
  async begin(@Body() request: SignInRequest, @Res({ passthrough: true }) response: Response): Promise<OwnSignInView> {
    const { token, member } = await this.signIns.begin(request.email, request.password);
    response.cookie(cookieName(this.config.secureCookies), token, this.cookie());
    return { memberId: member.memberId, name: member.name, roles: member.roles };
  }

  @Can('own-sign-in', 'read')
  @Get('current')
  current(@CurrentMember() member: MemberPrincipal): OwnSignInView {
    return { memberId: member.memberId, name: member.name, roles: member.roles };
  }

  @Can('own-sign-in', 'end')
  @Delete('current')
  @HttpCode(204)
  async end(@CurrentMember() member: MemberPrincipal, @Res({ passthrough: true }) response: Response): Promise<void> {
    await this.signIns.end(member);
    this.forget(response);
  }

  @Can('own-sign-in', 'end')
  @Delete()
  @HttpCode(204)
  async endAll(@CurrentMember() member: MemberPrincipal, @Res({ passthrough: true }) response: Response): Promise<void> {
    await this.signIns.endAll(member);
    this.forget(response);
  }

  private cookie() {
    return { httpOnly: true, secure: this.config.secureCookies, sameSite: 'lax', path: '/' } as const;
  }

  private forget(response: Response): void {
    response.clearCookie(cookieName(this.config.secureCookies), this.cookie());
    response.setHeader('Clear-Site-Data', '"cookies", "storage"');
  }
}
