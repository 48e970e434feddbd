import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Role } from '@lull/contracts';
import { CONFIG } from '../../platform/config.token.js';
import type { Config } from '../../platform/config.js';
import { Refused } from '../../platform/errors.js';
import {
  accessRuleKey,
  patientPageKey,
  publicKey,
  type AccessRule,
  type SignedInRequest,
} from '../../platform/http/access.js';
import { purposeOf } from '../../platform/http/purpose.js';
import { requestContext } from '../../platform/http/request-context.js';
import { rolesAllowed } from '../../platform/http/routes.js';
import { RateLimits } from './rate-limits.js';
import { hashOfToken, tokenOf } from './sign-in-token.js';
import { SignInRepository } from './sign-in.repository.js';

/** What opens to a member who has yet to set up a second factor. */
const ofOneself: ReadonlySet<string> = new Set(['own-sign-in', 'own-account']);

/** Every route, in this order: who asks, and may they. Role and membership are read anew on each call. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly signIns: SignInRepository,
    private readonly limits: RateLimits,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const handler = context.getHandler();
    if (this.reflector.get<boolean | undefined>(publicKey, handler) === true) return true;
    // The patient's page has its own guard and its own cookie (modules/diary): a sign-in is not even looked at.
    if (this.reflector.get<unknown>(patientPageKey, handler) !== undefined) return true;
    const rule = this.reflector.get<AccessRule | undefined>(accessRuleKey, handler);
    if (rule === undefined) throw new Refused({ code: 'not-allowed' });

    const request = context.switchToHttp().getRequest<SignedInRequest>();
    const token = tokenOf(request, this.config.secureCookies);
    // A board that refreshes itself or reopens its stream proves no human presence: it is let in, but does not put off the idle limit.
    const background =
      request.header('x-background') === '1' || request.header('accept') === 'text/event-stream';
    const principal =
      token === undefined
        ? undefined
        : await this.signIns.authenticate(hashOfToken(token), this.config.signIn.idleMinutes, !background);
    if (principal === undefined) throw new Refused({ code: 'sign-in-required' });
    request.principal = principal;
    const called = requestContext();
    if (called !== undefined) called.purpose = purposeOf(rule.resource, principal.roles);
    await this.limits.admitCall(principal.signInId);
    if (principal.secondFactorDue === true && !ofOneself.has(rule.resource))
      throw new Refused({ code: 'second-factor-to-set-up' });
    if (!allows(rule, principal.roles)) throw new Refused({ code: 'not-allowed' });
    return true;
  }
}

function allows(rule: AccessRule, held: readonly Role[]): boolean {
  return rolesAllowed(rule).some((role) => held.includes(role));
}
