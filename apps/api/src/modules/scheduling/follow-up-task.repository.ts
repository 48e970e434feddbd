import { Injectable } from '@nestjs/common';
import type { CloseFollowUpTaskRequest, FollowUpTaskView } from '@lull/contracts';
import type { Tx } from '../../platform/database/database.js';
import { notFound, stale } from '../../platform/errors.js';

/** Where a page ends: the sort key of its last row. */
export interface TaskCursor {
  readonly dueOn: string;
  readonly id: string;
}

export type TaskState = FollowUpTaskView['state'];

const columns = `f.id, f.version, f.kind, f.due_on AS "dueOn", f.state, f.patient_id AS "patientId",
  p.family_name || ', ' || p.given_name AS "patientName", f.session_id AS "sessionId", f.note`;
const source = `follow_up_task f JOIN patient p ON p.practice_id = f.practice_id AND p.id = f.patient_id`;

@Injectable()
export class FollowUpTaskRepository {
  async page(tx: Tx, state: TaskState, after: TaskCursor | null, limit: number): Promise<FollowUpTaskView[]> {
    return tx.query<FollowUpTaskView>(
      `SELECT ${columns.replace('f.due_on', 'f.due_on::text')} FROM ${source}
        WHERE f.practice_id = $1 AND f.state = $2 AND ($3::date IS NULL OR (f.due_on, f.id) > ($3::date, $4::uuid))
        ORDER BY f.due_on, f.id LIMIT $5`,
      [tx.principal.practiceId, state, after?.dueOn ?? null, after?.id ?? null, limit],
    );
  }

  async close(tx: Tx, id: string, version: number, { as, note }: CloseFollowUpTaskRequest, memberId: string): Promise<FollowUpTaskView> {
    const { practiceId } = tx.principal;
    await tx.query(
      `UPDATE follow_up_task SET state = $4, note = coalesce($5, note), closed_by = $6, closed_at = now(), version = version + 1
        WHERE practice_id = $1 AND id = $2 AND version = $3 AND state = 'open'`,
      [practiceId, id, version, as, note ?? null, memberId],
    );
    const [task] = await tx.query<FollowUpTaskView>(
      `SELECT ${columns} FROM ${source} WHERE f.practice_id = $1 AND f.id = $2`,
      [practiceId, id],
    );
    if (task === undefined) throw notFound('follow-up task');
    if (task.version !== version + 1) throw stale('follow-up task', task.version);
    return task;
  }
}
