import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '../../platform/config.token.js';
import type { Config } from '../../platform/config.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Refused } from '../../platform/errors.js';
import { hashPassword, verifyPassword } from './password.js';
import { hashOfToken, newToken } from './sign-in-token.js';
import { SignInRepository, type Membership } from './sign-in.repository.js';

const mostSignIns = 5;

@Injectable()
export class SignInService {
  /** Verified when the account is unknown, so that a stranger learns nothing from the time an answer takes. */
  private readonly nobody = hashPassword('nobody has this password');

  constructor(
    private readonly signIns: SignInRepository,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async begin(email: string, password: string): Promise<{ token: string; member: Membership }> {
    const found = await this.signIns.credentials(email.trim().toLowerCase());
    const right = await verifyPassword(found?.passwordHash ?? (await this.nobody), password);
    if (found === undefined || !right) throw new Refused({ code: 'sign-in-refused' });
    const [member] = await this.signIns.memberships(found.accountId);
    if (member === undefined) throw new Refused({ code: 'sign-in-refused' });
    const token = newToken();
    await this.signIns.begin(member, hashOfToken(token), this.config.signIn.absoluteHours, mostSignIns);
    return { token, member };
  }

  end(principal: MemberPrincipal): Promise<void> {
    return this.signIns.end(principal);
  }

  endAll(principal: MemberPrincipal): Promise<void> {
    return this.signIns.endAll(principal);
  }
}
