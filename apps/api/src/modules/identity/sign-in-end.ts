import { Injectable } from '@nestjs/common';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { SignInRepository } from './sign-in.repository.js';

/** For modules that decide that somebody may not go on: every sign-in of the member ends, on every device. */
@Injectable()
export class SignInEnd {
  constructor(private readonly signIns: SignInRepository) {}

  ofMember(member: Pick<MemberPrincipal, 'practiceId' | 'memberId'>): Promise<void> {
    return this.signIns.endAll(member);
  }

  /** In every practice in which the account is a member: its password is another one now. */
  ofAccount(member: Pick<MemberPrincipal, 'practiceId' | 'memberId'>): Promise<void> {
    return this.signIns.endOthersOfAccount(member, null);
  }
}
