import { Injectable } from '@nestjs/common';
import type { PayerRuleView, WritePayerRuleRequest } from '@lull/contracts';
import { Database } from '../../platform/database/database.js';
import { IdempotentCalls } from '../../platform/database/once.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import type { Once } from '../../platform/http/preconditions.js';
import { PayerRuleRepository } from './payer-rule.repository.js';

/** What payers ask for, every wording of it: a rule is never changed, another one begins. */
@Injectable()
export class PayerRuleService {
  constructor(
    private readonly database: Database,
    private readonly calls: IdempotentCalls,
    private readonly rules: PayerRuleRepository,
  ) {}

  all(member: MemberPrincipal): Promise<PayerRuleView[]> {
    return this.database.run(member, (tx) => this.rules.all(tx));
  }

  write(member: MemberPrincipal, once: Once, request: WritePayerRuleRequest): Promise<PayerRuleView[]> {
    return this.calls.run(member, once, async (tx) => {
      await this.rules.write(tx, request, member.memberId);
      return this.rules.all(tx);
    });
  }
}
