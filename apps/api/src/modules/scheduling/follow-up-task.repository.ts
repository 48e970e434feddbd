import { Injectable } from '@nestjs/common';
import type { CloseFollowUpTaskRequest, FollowUpTaskView, ListFollowUpTasksRequest } from '@lull/contracts';
import {
  addCivilDays,
  civilDateAt,
  escalatedTaskKinds,
  Temporal,
  type FollowUpTask,
  type TimedTask,
} from '@lull/domain';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../../platform/database/database.js';
import { patientDied } from '../../platform/database/died.js';
import { epochMs, instant } from '../../platform/database/sql.js';
import { changeVersion } from '../../platform/database/versioned.js';
import { FollowUpTaskRow } from './session.entity.js';

export interface NewFollowUpTask {
  readonly patientId: string;
  /** Null: it is about the patient, whichever session comes next. */
  readonly sessionId: string | null;
  readonly kind: string;
  readonly dueOn: string;
  /** For what cannot wait for the day, epoch milliseconds. */
  readonly dueAt?: number;
  /** What the patient reported or asked for, in words. */
  readonly told?: string;
}

/** That something is to be done is never hidden; what was said of a restricted record that was not opened is. */
const told = (words: string) =>
  `CASE WHEN f.patient_id IS NULL OR NOT record_closed(f.patient_id) THEN ${words} END`;

const tasks = `
  SELECT f.id, f.version, f.kind, f.due_on::text AS "dueOn", f.state, f.patient_id AS "patientId",
         p.family_name || ', ' || p.given_name AS "patientName", (f.patient_id IS NOT NULL AND ${patientDied('f.practice_id', 'f.patient_id')}) AS died, f.session_id AS "sessionId", ${told('f.note')} AS note,
         (${epochMs('f.due_at')})::float8 AS "dueAt", ${told('f.told')} AS told,
         CASE WHEN s.id IS NOT NULL THEN json_build_object('clinicId', s.clinic_id, 'start', ${epochMs('s.starts_at')},
           'state', s.state, 'cancelReason', s.cancel_reason, 'cancelNote', ${told('s.cancel_note')}) END AS session,
         CASE WHEN b.id IS NOT NULL THEN json_build_object('id', b.id, 'date', f.block_time_date,
           'physicianName', h.name, 'roomName', r.name) END AS "blockTime"
    FROM follow_up_task f
    LEFT JOIN patient p ON p.practice_id = f.practice_id AND p.id = f.patient_id
    LEFT JOIN session s ON s.practice_id = f.practice_id AND s.id = f.session_id
    LEFT JOIN block_time b ON b.practice_id = f.practice_id AND b.id = f.block_time_id
    LEFT JOIN resource h ON h.practice_id = b.practice_id AND h.id = b.physician_id
    LEFT JOIN resource r ON r.practice_id = b.practice_id AND r.id = b.room_id
   WHERE f.practice_id = $1`;

@Injectable()
export class FollowUpTaskRepository {
  /** Up to `limit` tasks after the one named `cursor`, the most pressing first. */
  async page(
    tx: Tx,
    { state = 'open', cursor, kind, dueFrom, patientId }: ListFollowUpTasksRequest,
    limit: number,
  ): Promise<FollowUpTaskView[]> {
    return tx.query<FollowUpTaskView>(
      `${tasks} AND f.state = $2
         AND ($3::uuid IS NULL OR (coalesce(f.due_at, 'infinity'), f.due_on, f.id) >
              (SELECT coalesce(c.due_at, 'infinity'), c.due_on, c.id FROM follow_up_task c WHERE c.practice_id = $1 AND c.id = $3::uuid))
         AND ($5::text IS NULL OR f.kind = $5) AND ($6::date IS NULL OR f.due_on >= $6) AND ($7::uuid IS NULL OR f.patient_id = $7)
       ORDER BY f.due_at, f.due_on, f.id LIMIT $4`,
      [
        tx.principal.practiceId,
        state,
        cursor ?? null,
        limit,
        kind ?? null,
        dueFrom ?? null,
        patientId ?? null,
      ],
    );
  }

  /** Open symptom tasks whose hour has come, the one that has waited longest first. */
  symptomsPastDue(tx: Tx): Promise<(TimedTask & { readonly dueAt: number })[]> {
    return tx.query(
      `SELECT f.kind, (${epochMs('f.due_at')})::float8 AS "dueAt" FROM follow_up_task f
        WHERE f.practice_id = $1 AND f.state = 'open' AND f.kind = ANY ($2::text[]) AND f.due_at <= ${instant('$3')}
        ORDER BY f.due_at, f.id`,
      [tx.principal.practiceId, escalatedTaskKinds, tx.now.epochMilliseconds],
    );
  }

  async open(tx: Tx, { dueAt, ...task }: NewFollowUpTask): Promise<string> {
    const id = uuid();
    await tx.manager.insert(FollowUpTaskRow, {
      practiceId: tx.principal.practiceId,
      id,
      ...task,
      ...(dueAt !== undefined && { dueAt: Temporal.Instant.fromEpochMilliseconds(dueAt) }),
    });
    return id;
  }

  /** In the transaction that lets a session fall out, so that nobody is lost (product rule 10). */
  async openAfter(
    tx: Tx,
    session: { readonly id: string; readonly patientId: string; readonly zone: string },
    task: FollowUpTask | null,
  ): Promise<void> {
    if (task === null) return;
    const today = civilDateAt(tx.now.epochMilliseconds, session.zone);
    await this.open(tx, {
      patientId: session.patientId,
      sessionId: session.id,
      kind: task.kind,
      dueOn: addCivilDays(today, task.dueInDays),
    });
  }

  /** Whether a task of this kind waits for somebody already. */
  async isOpen(tx: Tx, { sessionId, kind }: Pick<NewFollowUpTask, 'sessionId' | 'kind'>): Promise<boolean> {
    const standing = await tx.query(
      `SELECT 1 FROM follow_up_task WHERE practice_id = $1 AND session_id = $2 AND kind = $3 AND state = 'open'`,
      [tx.principal.practiceId, sessionId, kind],
    );
    return standing.length > 0;
  }

  /** What a cancellation had opened, and nobody has taken up, is closed with it when it is taken back. */
  async dismissAfter(tx: Tx, sessionId: string, cancelledAt: number, note: string): Promise<void> {
    const { principal } = tx;
    await tx.query(
      `UPDATE follow_up_task SET state = 'dismissed', note = $4, closed_by = $5, closed_at = now(), version = version + 1
        WHERE practice_id = $1 AND session_id = $2 AND state = 'open' AND created_at >= ${instant('$3')}`,
      [
        principal.practiceId,
        sessionId,
        cancelledAt,
        note,
        principal.kind === 'member' ? principal.memberId : null,
      ],
    );
  }

  async close(
    tx: Tx,
    id: string,
    version: number,
    { as, note }: CloseFollowUpTaskRequest,
    memberId: string,
  ): Promise<void> {
    await changeVersion(tx, FollowUpTaskRow, 'follow-up task', id, version, {
      state: as,
      closedBy: memberId,
      closedAt: tx.now,
      ...(note !== undefined && { note }),
    });
  }

  async one(tx: Tx, id: string): Promise<FollowUpTaskView | undefined> {
    const [task] = await tx.query<FollowUpTaskView>(`${tasks} AND f.id = $2`, [tx.principal.practiceId, id]);
    return task;
  }
}
