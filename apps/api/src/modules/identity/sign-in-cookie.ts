import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CONFIG } from '../../platform/config.token.js';
import type { Config } from '../../platform/config.js';
import { deviceWords } from './device.js';
import { attemptCookieName, cookieName, tokenIn, tokenOf } from './sign-in-token.js';
import type { Browser } from './sign-in.service.js';

const attemptMs = 10 * 60_000;

/** The cookies that carry a sign-in and its first half: what is asked of the browser, and what it is told. */
@Injectable()
export class SignInCookie {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  browserOf(request: Request): Browser {
    const secure = this.config.secureCookies;
    return {
      address: request.ip ?? 'unknown',
      token: tokenOf(request, secure),
      attempt: tokenIn(request, attemptCookieName(secure)),
      device: deviceWords(request.header('user-agent')),
      origin: `${request.protocol}://${request.header('host') ?? 'localhost'}`,
    };
  }

  give(response: Response, token: string): void {
    const secure = this.config.secureCookies;
    response.cookie(cookieName(secure), token, this.attributes());
  }

  giveAttempt(response: Response, token: string): void {
    const name = attemptCookieName(this.config.secureCookies);
    response.cookie(name, token, { ...this.attributes(), maxAge: attemptMs });
  }

  takeBackAttempt(response: Response): void {
    response.clearCookie(attemptCookieName(this.config.secureCookies), this.attributes());
  }

  takeBack(response: Response): void {
    response.clearCookie(cookieName(this.config.secureCookies), this.attributes());
    response.setHeader('Clear-Site-Data', '"cookies", "storage"');
  }

  private attributes() {
    return { httpOnly: true, secure: this.config.secureCookies, sameSite: 'lax', path: '/' } as const;
  }
}
