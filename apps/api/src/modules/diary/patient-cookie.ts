import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CONFIG } from '../../platform/config.token.js';
import type { Config } from '../../platform/config.js';
import { tokenIn } from '../identity/identity.public.js';

/** The cookie of the patient's page: another than a member's, so that neither is taken for the other. */
@Injectable()
export class PatientCookie {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  tokenOf(request: Pick<Request, 'header'>): string | undefined {
    return tokenIn(request, this.name());
  }

  give(response: Response, token: string): void {
    response.cookie(this.name(), token, this.attributes());
  }

  takeBack(response: Response): void {
    response.clearCookie(this.name(), this.attributes());
  }

  private name(): string {
    return this.config.secureCookies ? '__Host-d' : 'd';
  }

  private attributes() {
    return { httpOnly: true, secure: this.config.secureCookies, sameSite: 'lax', path: '/' } as const;
  }
}
