import { Injectable } from '@nestjs/common';
import type { SessionState, StepBackFacts } from '@lull/domain';
import { doubleHold } from '../../platform/database/constraint-problems.js';
import { sqlState, type Tx } from '../../platform/database/database.js';
import { epochMs } from '../../platform/database/sql.js';
import { Refused } from '../../platform/errors.js';
import { SessionRepository, stampOf, type SessionToChange } from './session.repository.js';

/** What a step left behind it, and its way back. */
@Injectable()
export class StepBackRepository {
  constructor(private readonly sessions: SessionRepository) {}

  async behind(tx: Tx, { id, state }: SessionToChange): Promise<StepBackFacts> {
    const stamp = state in stampOf ? stampOf[state as keyof typeof stampOf] : 'NULL';
    const [found] = await tx.query<Omit<StepBackFacts, 'state'>>(
      `SELECT json_build_object('confirmedAt', ${epochMs('s.confirmed_at')}, 'preparingAt', ${epochMs('s.preparing_at')}) AS way,
              EXISTS (SELECT 1 FROM injection i WHERE i.practice_id = s.practice_id AND i.session_id = s.id
                 AND i.status <> 'entered-in-error' AND (${stamp} IS NULL OR i.recorded_at >= ${stamp})) AS "injectionRecordedSince",
              (SELECT coalesce(json_agg(json_build_object('resourceId', r.id, 'resourceKind', r.kind, 'resourceName', r.name,
                   'stage', h.stage, 'busyFrom', ${epochMs('lower(o.during)')}, 'busyUntil', ${epochMs('upper(o.during)')})
                   ORDER BY lower(o.during), r.kind), '[]')
                 FROM hold h JOIN resource r ON r.practice_id = h.practice_id AND r.id = h.resource_id
                 JOIN hold o ON o.practice_id = h.practice_id AND o.resource_id = h.resource_id
                  AND o.active AND o.during && h.during AND o.session_id IS DISTINCT FROM h.session_id
                WHERE h.practice_id = s.practice_id AND h.session_id = s.id AND NOT h.active) AS taken
         FROM session s WHERE s.practice_id = $1 AND s.id = $2`,
      [tx.principal.practiceId, id],
    );
    if (found === undefined) throw new Error('A session was locked and cannot be read.');
    return { state, ...found };
  }

  async takeBack(tx: Tx, session: SessionToChange, to: SessionState): Promise<void> {
    if (!(session.state in stampOf)) throw new Error(`Nothing stamps the step to ${session.state}.`);
    const stamp = stampOf[session.state as keyof typeof stampOf];
    await this.sessions.change(tx, session, `state = $5, ${stamp} = NULL`, [to]);
  }

  /** The constraint has the last word: whoever took a resource since the look keeps it. */
  async holdAgain(tx: Tx, sessionId: string): Promise<void> {
    try {
      await tx.query(
        `UPDATE hold SET active = true WHERE practice_id = $1 AND session_id = $2 AND NOT active`,
        [tx.principal.practiceId, sessionId],
      );
    } catch (error) {
      if (sqlState(error) !== doubleHold) throw error;
      throw new Refused({ code: 'scheduling.resource-busy', facts: { resourceName: 'A resource' } });
    }
  }
}
