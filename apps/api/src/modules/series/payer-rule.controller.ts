import { Body, Controller, Get, Post } from '@nestjs/common';
import { WritePayerRuleRequest, type PayerRuleView } from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { IdempotencyKey, type Once } from '../../platform/http/preconditions.js';
import { PayerRuleService } from './payer-rule.service.js';

@Controller('payer-rules')
export class PayerRuleController {
  constructor(private readonly rules: PayerRuleService) {}

  @Can('payer-rule', 'read')
  @Get()
  all(@CurrentMember() member: MemberPrincipal): Promise<PayerRuleView[]> {
    return this.rules.all(member);
  }

  @Can('payer-rule', 'write')
  @Post()
  write(
    @CurrentMember() member: MemberPrincipal,
    @IdempotencyKey() once: Once,
    @Body() request: WritePayerRuleRequest,
  ): Promise<PayerRuleView[]> {
    return this.rules.write(member, once, request);
  }
}
