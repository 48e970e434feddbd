import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import { notFound } from '../../platform/errors.js';

export interface TellingClinic {
  readonly name: string;
  readonly zone: string;
  readonly phone: string | null;
}

@Injectable()
export class MessagePreviewRepository {
  async clinic(tx: Tx, clinicId: string): Promise<TellingClinic> {
    const [row] = await tx.query<TellingClinic>(
      `SELECT name, time_zone AS zone, phone FROM clinic WHERE practice_id = $1 AND id = $2`,
      [tx.principal.practiceId, clinicId],
    );
    if (row === undefined) throw notFound('clinic');
    return row;
  }
}
