import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '../../platform/config.token.js';
import type { Config } from '../../platform/config.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Refused } from '../../platform/errors.js';
import { SignInRepository } from './sign-in.repository.js';

/** So long a proof of who somebody is holds for what is grave (trust.md 3.5). */
const minutes = 5;

/** Before something grave, who signed in long ago proves it again. */
@Injectable()
export class Proofs {
  constructor(
    private readonly signIns: SignInRepository,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async require(member: MemberPrincipal): Promise<void> {
    // The demonstration is entered without a password: there is nothing to prove again.
    if (this.config.demonstration || (await this.signIns.provedWithin(member, minutes))) return;
    throw new Refused({ code: 'proof-required' });
  }
}
