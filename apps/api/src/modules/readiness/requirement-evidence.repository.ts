import { Injectable } from '@nestjs/common';
import type { WaiverCountView } from '@lull/contracts';
import type { CivilDate, Evidence } from '@lull/domain';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../../platform/database/database.js';
import { instant } from '../../platform/database/sql.js';

/** Evidence that was accepted, with what belongs to it. */
export interface NewEvidence extends Evidence {
  readonly sessionId: string;
  readonly particulars: Readonly<Record<string, unknown>>;
  readonly reason: string | null;
  /** The patient's own word; otherwise it is that of whoever asks. */
  readonly fromPatient: boolean;
}

/** Evidence that a member gave before it was brought in here. */
export interface RecordedBefore extends Omit<NewEvidence, 'fromPatient'> {
  readonly recordedBy: string;
}

@Injectable()
export class RequirementEvidenceRepository {
  async add(tx: Tx, given: readonly (NewEvidence | RecordedBefore)[]): Promise<void> {
    if (given.length === 0) return;
    const { principal } = tx;
    const ours = principal.kind === 'member' ? 'staff' : 'system';
    await tx.query(
      `INSERT INTO requirement_evidence (practice_id, id, session_id, kind, outcome, at, rests_on, particulars, reason, source, recorded_by)
       SELECT $1, e.id, e."sessionId", e.kind, e.outcome, ${instant('e.at')}, e."restsOn", e.particulars, e.reason, e.source,
              CASE WHEN e.source = 'staff' THEN coalesce(e."recordedBy", $3::uuid) END
         FROM jsonb_to_recordset($2::jsonb) AS e (id uuid, "sessionId" uuid, kind text, outcome text, at float8,
              "restsOn" jsonb, particulars jsonb, reason text, source text, "recordedBy" uuid)`,
      [
        principal.practiceId,
        JSON.stringify(
          given.map((each) => ({
            ...each,
            id: uuid(),
            source: 'recordedBy' in each ? 'staff' : each.fromPatient ? 'patient' : ours,
          })),
        ),
        principal.kind === 'member' ? principal.memberId : null,
      ],
    );
  }

  /** Waivers by kind and member, beside all that was settled of the kind; civil days, both included (hazard H18). */
  async waivers(tx: Tx, from: CivilDate, to: CivilDate): Promise<WaiverCountView[]> {
    return tx.query<WaiverCountView>(
      `WITH e AS MATERIALIZED (
         SELECT e.kind, e.outcome, e.recorded_by FROM requirement_evidence e
           JOIN session s ON s.practice_id = e.practice_id AND s.id = e.session_id
           JOIN clinic c ON c.practice_id = s.practice_id AND c.id = s.clinic_id
          WHERE e.practice_id = $1 AND e.outcome IN ('waived', 'met')
            AND (e.at AT TIME ZONE c.time_zone)::date BETWEEN $2::date AND $3::date)
       SELECT e.kind, m.name AS by, count(*)::int AS waived,
              (SELECT count(*)::int FROM e all_of WHERE all_of.kind = e.kind) AS settled
         FROM e JOIN member m ON m.practice_id = $1 AND m.id = e.recorded_by
        WHERE e.outcome = 'waived' GROUP BY e.kind, m.id, m.name ORDER BY count(*) DESC, e.kind, m.name`,
      [tx.principal.practiceId, from, to],
    );
  }
}
