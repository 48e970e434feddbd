import { Injectable } from '@nestjs/common';
import type { ProfileStage, Resource, SedationLevel } from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';

export interface FirstVisit {
  readonly procedureCode: string;
  readonly durationMinutes: number;
  readonly sedation: SedationLevel;
  readonly stages: readonly ProfileStage[];
}

@Injectable()
export class FirstBookableRepository {
  /** The visit that asks for the least: of the lumbar sympathetic block where the practice does it, unsedated where it may be. */
  async visit(tx: Tx): Promise<FirstVisit | undefined> {
    const [row] = await tx.query<FirstVisit>(
      `SELECT t.code AS "procedureCode", t.duration_minutes AS "durationMinutes", p.sedation, p.stages
         FROM resource_profile p JOIN procedure_type t ON t.practice_id = p.practice_id AND t.id = p.procedure_type_id
        WHERE p.practice_id = $1 AND t.active
        ORDER BY array_position(ARRAY['none','minimal','moderate','deep'], p.sedation), t.code <> 'LSB', t.code LIMIT 1`,
      [tx.principal.practiceId],
    );
    return row;
  }

  /** Whoever may be asked while no block time says who works where. */
  async physicians(tx: Tx, clinicId: string): Promise<Resource[]> {
    return tx.query<Resource>(
      `SELECT id, kind, name FROM resource WHERE practice_id = $1 AND kind = 'physician' AND active
          AND (clinic_id IS NULL OR clinic_id = $2) ORDER BY position, name`,
      [tx.principal.practiceId, clinicId],
    );
  }
}
