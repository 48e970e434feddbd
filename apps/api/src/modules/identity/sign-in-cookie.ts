import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CONFIG } from '../../platform/config.token.js';
import type { Config } from '../../platform/config.js';
import { cookieName, tokenOf } from './sign-in-token.js';
import type { Browser } from './sign-in.service.js';

/** The cookie that carries a sign-in: what is asked of the browser, and what it is told. */
@Injectable()
export class SignInCookie {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  browserOf(request: Request): Browser {
    return { address: request.ip ?? 'unknown', token: tokenOf(request, this.config.secureCookies) };
  }

  give(response: Response, token: string): void {
    response.cookie(cookieName(this.config.secureCookies), token, this.attributes());
  }

  takeBack(response: Response): void {
    response.clearCookie(cookieName(this.config.secureCookies), this.attributes());
    response.setHeader('Clear-Site-Data', '"cookies", "storage"');
  }

  private attributes() {
    return { httpOnly: true, secure: this.config.secureCookies, sameSite: 'lax', path: '/' } as const;
  }
}
