import { Injectable } from '@nestjs/common';
import type { JudgedFacts } from '@lull/domain';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../../platform/database/database.js';

@Injectable()
export class RoomEntryRepository {
  /** Precondition: the step into the room was taken in this transaction. */
  async add(tx: Tx, sessionId: string, judged: JudgedFacts): Promise<void> {
    const { principal } = tx;
    await tx.query(
      `INSERT INTO room_entry (practice_id, id, session_id, patient_id, entered_at, judged, recorded_by)
       SELECT s.practice_id, $3, s.id, s.patient_id, s.room_in_at, $4, $5 FROM session s
        WHERE s.practice_id = $1 AND s.id = $2`,
      [
        principal.practiceId,
        sessionId,
        uuid(),
        JSON.stringify(judged),
        principal.kind === 'member' ? principal.memberId : null,
      ],
    );
  }
}
