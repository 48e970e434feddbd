import { Injectable } from '@nestjs/common';
import type { DecisionView } from '@lull/contracts';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../../platform/database/database.js';
import { epochMs } from '../../platform/database/sql.js';
import { DecisionRow } from './decision.entity.js';

/** A word to be written down; what is left out is not known of it, or was not done. */
export type NewDecision = Pick<DecisionRow, 'seriesId' | 'word' | 'reason' | 'decidedBy'> &
  Partial<Omit<DecisionRow, 'practiceId' | 'id' | 'decidedAt'>>;

/** A word as it was written down, with what is needed to take it back. */
export interface DecisionRecord extends DecisionView {
  readonly sessionIds: readonly string[];
  readonly taskId: string | null;
  readonly entryId: string | null;
  readonly stateBefore: 'proposed' | 'active' | 'paused' | null;
}

@Injectable()
export class DecisionRepository {
  async add(tx: Tx, decision: NewDecision): Promise<string> {
    const id = uuid();
    await tx.manager.insert(DecisionRow, { ...decision, practiceId: tx.principal.practiceId, id });
    return id;
  }

  /** Every word on a series, the latest first; one that was taken back says when and by whom. */
  async ofSeries(tx: Tx, seriesId: string): Promise<DecisionRecord[]> {
    const rows = await tx.query<{ decision: DecisionRecord }>(
      `SELECT json_build_object('id', d.id, 'word', d.word, 'reason', d.reason, 'endReason', d.end_reason,
         'injectionId', d.injection_id, 'responses', coalesce(d.responses, '[]'), 'definition', d.definition, 'policy', d.policy,
         'changes', coalesce(d.changes, '{}'), 'drugs', d.drugs, 'sessions', cardinality(d.session_ids),
         'sessionIds', d.session_ids, 'taskId', d.task_id, 'entryId', d.entry_id, 'stateBefore', d.state_before,
         'decidedBy', m.name, 'decidedAt', ${epochMs('d.decided_at')},
         'takenBack', (SELECT json_build_object('by', n.name, 'at', ${epochMs('t.decided_at')}) FROM decision t
            JOIN member n ON n.practice_id = t.practice_id AND n.id = t.decided_by
           WHERE t.practice_id = d.practice_id AND t.takes_back = d.id)) AS decision
         FROM decision d JOIN member m ON m.practice_id = d.practice_id AND m.id = d.decided_by
        WHERE d.practice_id = $1 AND d.series_id = $2 AND d.word <> 'taken-back'
        ORDER BY d.decided_at DESC, d.id DESC`,
      [tx.principal.practiceId, seriesId],
    );
    return rows.map(({ decision }) => decision);
  }
}
