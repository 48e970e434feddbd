import { Injectable } from '@nestjs/common';
import type { PayerRuleView, WritePayerRuleRequest } from '@lull/contracts';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../../platform/database/database.js';
import { epochMs } from '../../platform/database/sql.js';
import { PayerRuleRow } from './payer-rule.entity.js';

/** One version `r` as PostgreSQL builds it: the fields of `PayerRuleView`. */
export const payerRuleFields = `json_build_object('id', r.id, 'payer', r.payer, 'validFrom', r.valid_from,
  'maxPerSeries', r.max_per_series, 'maxPer12Months', r.max_per_12_months, 'minIntervalDays', r.min_interval_days,
  'minReliefPct', r.min_relief_pct, 'minReliefDays', r.min_relief_days, 'requiresFunction', r.requires_function,
  'requiresPhysicalTherapy', r.requires_physical_therapy, 'priorAuthorisation', r.prior_authorisation, 'source', r.source,
  'writtenBy', (SELECT m.name FROM member m WHERE m.practice_id = r.practice_id AND m.id = r.written_by),
  'writtenAt', ${epochMs('r.created_at')})`;

@Injectable()
export class PayerRuleRepository {
  async all(tx: Tx): Promise<PayerRuleView[]> {
    const rows = await tx.query<{ rule: PayerRuleView }>(
      `SELECT ${payerRuleFields} AS rule FROM payer_rule r WHERE r.practice_id = $1
        ORDER BY lower(r.payer), r.valid_from DESC, r.created_at DESC`,
      [tx.principal.practiceId],
    );
    return rows.map(({ rule }) => rule);
  }

  async write(tx: Tx, request: WritePayerRuleRequest, writtenBy: string): Promise<void> {
    await tx.manager.insert(PayerRuleRow, {
      practiceId: tx.principal.practiceId,
      id: uuid(),
      payer: request.payer.trim(),
      validFrom: request.validFrom,
      maxPerSeries: request.maxPerSeries ?? null,
      maxPer12Months: request.maxPer12Months ?? null,
      minIntervalDays: request.minIntervalDays ?? null,
      minReliefPct: request.minReliefPct ?? null,
      minReliefDays: request.minReliefDays ?? null,
      requiresFunction: request.requiresFunction,
      requiresPhysicalTherapy: request.requiresPhysicalTherapy,
      priorAuthorisation: request.priorAuthorisation,
      source: request.source.trim(),
      writtenBy,
    });
  }
}
