import { Body, Controller, Get, Post } from '@nestjs/common';
import { NewMessagePolicyRequest, type MessagePolicyView } from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { IdempotencyKey, type Once } from '../../platform/http/preconditions.js';
import { MessagePolicyService } from './message-policy.service.js';

@Controller()
export class MessagePolicyController {
  constructor(private readonly policies: MessagePolicyService) {}

  @Can('message-policy', 'read')
  @Get('message-policy')
  inForce(@CurrentMember() member: MemberPrincipal): Promise<MessagePolicyView> {
    return this.policies.inForce(member);
  }

  @Can('message-policy', 'change')
  @Post('message-policies')
  add(
    @CurrentMember() member: MemberPrincipal,
    @IdempotencyKey() once: Once,
    @Body() request: NewMessagePolicyRequest,
  ): Promise<MessagePolicyView> {
    return this.policies.add(member, once, request);
  }
}
