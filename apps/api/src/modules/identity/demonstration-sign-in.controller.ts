import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import {
  DemonstrationSignInRequest,
  type DemonstrationSignInView,
  type OwnSignInView,
} from '@lull/contracts';
import type { Request, Response } from 'express';
import { Public } from '../../platform/http/access.js';
import { SignInCookie } from './sign-in-cookie.js';
import { SignInService } from './sign-in.service.js';
import { ownSignInView } from './sign-in.view.js';

/** One click into the demonstration; outside demonstration mode there is no such page. */
@Controller('demonstration/sign-ins')
export class DemonstrationSignInController {
  constructor(
    private readonly signIns: SignInService,
    private readonly cookie: SignInCookie,
  ) {}

  @Public()
  @Get()
  list(): Promise<DemonstrationSignInView[]> {
    return this.signIns.demonstrationSignIns();
  }

  @Public()
  @Post()
  async begin(
    @Body() body: DemonstrationSignInRequest,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<OwnSignInView> {
    const { token, member } = await this.signIns.beginDemonstration(
      body.email,
      this.cookie.browserOf(request),
    );
    this.cookie.give(response, token);
    return ownSignInView(member);
  }
}
