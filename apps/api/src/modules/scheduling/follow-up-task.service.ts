import { Injectable } from '@nestjs/common';
import type {
  CloseFollowUpTaskRequest,
  FollowUpTaskView,
  ListFollowUpTasksRequest,
  Page,
  SymptomEscalationsView,
} from '@lull/contracts';
import { escalationPolicyOf, symptomEscalation } from '@lull/domain';
import { clinicalPolicy } from '../../platform/database/clinical-policies.js';
import { Database } from '../../platform/database/database.js';
import { IdempotentCalls } from '../../platform/database/once.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { notFound } from '../../platform/errors.js';
import type { Once } from '../../platform/http/preconditions.js';
import { FollowUpTaskRepository } from './follow-up-task.repository.js';

const pageSize = 50;

/** What must not be forgotten; made by cancelling and missing, closed by a person. */
@Injectable()
export class FollowUpTaskService {
  constructor(
    private readonly database: Database,
    private readonly calls: IdempotentCalls,
    private readonly tasks: FollowUpTaskRepository,
  ) {}

  page(member: MemberPrincipal, asked: ListFollowUpTasksRequest): Promise<Page<FollowUpTaskView>> {
    return this.database.run(member, async (tx) => {
      const found = await this.tasks.page(tx, asked, pageSize + 1);
      const rows = found.slice(0, pageSize);
      tx.read({ resource: 'follow-up-task', patientIds: rows.flatMap(({ patientId }) => patientId ?? []) });
      return { rows, next: found.length > pageSize ? (rows.at(-1)?.id ?? null) : null };
    });
  }

  /** What whoever asks is told of by the role: nothing is sent, so that nothing can be lost on the way (H15). */
  escalations(member: MemberPrincipal): Promise<SymptomEscalationsView> {
    const roles = new Set<string>(member.roles);
    return this.database.run(member, async (tx) => {
      const policy = escalationPolicyOf((await clinicalPolicy(tx, 'escalation')).inForce);
      const rows = (await this.tasks.symptomsPastDue(tx)).flatMap((task) => {
        const escalation = symptomEscalation(task, tx.now.epochMilliseconds, policy);
        const isTold = escalation?.told.some((role) => roles.has(role)) ?? false;
        return escalation !== null && isTold ? [{ ...escalation, dueAt: task.dueAt }] : [];
      });
      return { policyVersion: policy.version, minutesPastDue: policy.minutesPastDue, rows };
    });
  }

  close(
    member: MemberPrincipal,
    once: Once,
    id: string,
    version: number,
    request: CloseFollowUpTaskRequest,
  ): Promise<FollowUpTaskView> {
    return this.calls.run(member, once, async (tx) => {
      const before = await this.tasks.one(tx, id);
      if (before === undefined) throw notFound('follow-up task');
      // Closed is closed: to close it again the same way changes nothing, and its first closing stays in the record.
      if (before.version === version && before.state !== 'open') return before;
      await this.tasks.close(tx, id, version, request, member.memberId);
      const task = await this.tasks.one(tx, id);
      if (task === undefined) throw notFound('follow-up task');
      return task;
    });
  }
}
