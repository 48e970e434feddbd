import { Injectable } from '@nestjs/common';
import type { MessagePolicyView, NewMessagePolicyRequest } from '@lull/contracts';
import type { MessagePolicy } from '@lull/domain';
import { Database } from '../../platform/database/database.js';
import { IdempotentCalls } from '../../platform/database/once.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { fieldInvalid, Refused, stale } from '../../platform/errors.js';
import type { Once } from '../../platform/http/preconditions.js';
import { MessagePolicyRepository } from './message-policy.repository.js';

/** When messages leave: read by those who work with it, set by an administrator, never overwritten. */
@Injectable()
export class MessagePolicyService {
  constructor(
    private readonly database: Database,
    private readonly calls: IdempotentCalls,
    private readonly policies: MessagePolicyRepository,
  ) {}

  inForce(member: MemberPrincipal): Promise<MessagePolicyView> {
    return this.database.run(member, async (tx) => view(await this.policies.inForce(tx)));
  }

  add(member: MemberPrincipal, once: Once, request: NewMessagePolicyRequest): Promise<MessagePolicyView> {
    return this.calls.run(member, once, async (tx) => {
      const { basedOnVersion, quietFrom, quietTo, ...settings } = request;
      if ((quietFrom ?? null) === null ? quietTo != null : quietTo == null || quietTo === quietFrom)
        throw new Refused(
          fieldInvalid('quietTo', 'present', 'Quiet hours have a beginning and another end, or neither.'),
        );
      const standing = await this.policies.inForce(tx);
      if (standing.version !== basedOnVersion) throw stale('message policy', standing.version);
      const quietHours = quietFrom == null || quietTo == null ? null : { from: quietFrom, to: quietTo };
      const next = { ...standing, ...settings, quietHours, version: standing.version + 1 };
      await this.policies.add(tx, { ...next, dayAfterAt: settings.dayAfterAt ?? null }, member.memberId);
      return view(await this.policies.inForce(tx));
    });
  }
}

function view(policy: MessagePolicy): MessagePolicyView {
  const { version, author, effectiveFrom, graceSeconds, reminderLeadMinutes, quietHours, dayAfterAt } =
    policy;
  return {
    version,
    author,
    effectiveFrom,
    graceSeconds,
    reminderLeadMinutes,
    quietFrom: quietHours?.from ?? null,
    quietTo: quietHours?.to ?? null,
    dayAfterAt,
  };
}
