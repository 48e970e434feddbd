import { Injectable } from '@nestjs/common';
import type { CivilDate } from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';

export interface WrittenVersion {
  readonly version: string;
  readonly author: string;
  readonly effectiveFrom: string;
}

/** The versions that the practice wrote itself; undefined: none that holds today. */
@Injectable()
export class AboutRepository {
  async readinessPolicy(tx: Tx, today: CivilDate): Promise<WrittenVersion | undefined> {
    const [row] = await tx.query<WrittenVersion>(
      `SELECT version, author, effective_from::text AS "effectiveFrom" FROM readiness_policy
        WHERE practice_id = $1 AND effective_from <= $2::date ORDER BY effective_from DESC, recorded_at DESC, id DESC LIMIT 1`,
      [tx.principal.practiceId, today],
    );
    return row;
  }

  async messagePolicy(tx: Tx): Promise<WrittenVersion | undefined> {
    const [row] = await tx.query<WrittenVersion>(
      `SELECT p.version::text AS version, m.name AS author, to_char(p.effective_from AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS "effectiveFrom"
         FROM message_policy p JOIN member m ON m.practice_id = p.practice_id AND m.id = p.author_id
        WHERE p.practice_id = $1 ORDER BY p.version DESC LIMIT 1`,
      [tx.principal.practiceId],
    );
    return row;
  }

  /** Of each payer the rule that holds today. */
  payerRules(tx: Tx, today: CivilDate): Promise<(WrittenVersion & { readonly name: string })[]> {
    return tx.query(
      `SELECT DISTINCT ON (r.payer) 'Payer: ' || r.payer AS name, r.valid_from::text AS version,
              coalesce(m.name, r.source) AS author, r.valid_from::text AS "effectiveFrom"
         FROM payer_rule r LEFT JOIN member m ON m.practice_id = r.practice_id AND m.id = r.written_by
        WHERE r.practice_id = $1 AND r.valid_from <= $2::date ORDER BY r.payer, r.valid_from DESC, r.created_at DESC`,
      [tx.principal.practiceId, today],
    );
  }

  async zones(tx: Tx): Promise<string[]> {
    const rows = await tx.query<{ zone: string }>(
      `SELECT time_zone AS zone FROM clinic WHERE practice_id = $1 ORDER BY name LIMIT 1`,
      [tx.principal.practiceId],
    );
    return rows.map(({ zone }) => zone);
  }
}
