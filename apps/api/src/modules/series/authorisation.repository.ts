import { Injectable } from '@nestjs/common';
import type { AddAuthorisationRequest, AuthorisationsView } from '@lull/contracts';
import type { Side } from '@lull/domain';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../../platform/database/database.js';
import { epochMs } from '../../platform/database/sql.js';
import { AuthorisationRow } from './authorisation.entity.js';
import { payerRuleFields } from './payer-rule.repository.js';

/** What an authorisation of a series must agree with. */
export interface AuthorisedSeries {
  readonly patientId: string;
  readonly side: Side;
  readonly procedureCode: string;
  readonly billingCodes: readonly string[];
}

const sessionOf = `'sessionId', s.id, 'clinicId', s.clinic_id, 'start', ${epochMs('s.starts_at')}`;

/** The latest word on a unit of each session; a session that took one twice has one row. */
const unitsOf = `(SELECT coalesce(json_agg(json_build_object(${sessionOf}, 'sessionState', s.state, 'state', u.state)
         ORDER BY s.starts_at, s.id), '[]')
    FROM (SELECT DISTINCT ON (l.session_id) l.session_id, l.state FROM authorisation_unit l
           WHERE l.practice_id = a.practice_id AND l.authorisation_id = a.id
           ORDER BY l.session_id, l.state = 'returned', l.created_at DESC) u
    JOIN session s ON s.practice_id = a.practice_id AND s.id = u.session_id)`;

@Injectable()
export class AuthorisationRepository {
  async ofSeries(tx: Tx, seriesId: string): Promise<AuthorisationsView> {
    const [row] = await tx.query<{ view: AuthorisationsView }>(
      `SELECT json_build_object('seriesId', $2::uuid,
         'authorisations', (SELECT coalesce(json_agg(json_build_object('id', a.id, 'payer', a.payer, 'number', a.number,
              'side', a.side, 'codes', a.codes, 'units', a.units, 'left', a.units - a.reserved - a.used,
              'reserved', a.reserved, 'used', a.used, 'validFrom', a.valid_from, 'validTo', a.valid_to,
              'sessions', ${unitsOf}) ORDER BY a.valid_to, a.id), '[]')
            FROM authorisation a WHERE a.practice_id = $1 AND a.series_id = $2),
         'withoutUnit', (SELECT coalesce(json_agg(json_build_object(${sessionOf}) ORDER BY s.starts_at, s.id), '[]')
            FROM session s WHERE s.practice_id = $1 AND s.series_id = $2 AND s.state NOT IN ('cancelled', 'no-show', 'discharged')
             AND EXISTS (SELECT 1 FROM authorisation a WHERE a.practice_id = $1 AND a.series_id = $2)
             AND NOT EXISTS (SELECT 1 FROM authorisation_unit u WHERE u.practice_id = $1 AND u.session_id = s.id AND u.state <> 'returned')),
         'payerRules', (SELECT coalesce(json_agg(${payerRuleFields} ORDER BY r.payer, r.valid_from DESC, r.created_at DESC), '[]')
            FROM payer_rule r WHERE r.practice_id = $1 AND lower(btrim(r.payer)) IN (SELECT lower(btrim(a.payer))
              FROM authorisation a WHERE a.practice_id = $1 AND a.series_id = $2))) AS view`,
      [tx.principal.practiceId, seriesId],
    );
    if (row === undefined) throw new Error('The authorisations of a series are always one row.');
    return row.view;
  }

  async series(tx: Tx, seriesId: string): Promise<AuthorisedSeries | undefined> {
    const [row] = await tx.query<AuthorisedSeries>(
      `SELECT i.patient_id AS "patientId", i.side, t.code AS "procedureCode", t.billing_codes AS "billingCodes"
         FROM injection_series i JOIN procedure_type t ON t.practice_id = i.practice_id AND t.id = i.procedure_type_id
        WHERE i.practice_id = $1 AND i.id = $2`,
      [tx.principal.practiceId, seriesId],
    );
    return row;
  }

  async add(
    tx: Tx,
    { seriesId, patientId }: { readonly seriesId: string; readonly patientId: string },
    { payer, number, side, codes, units, validFrom, validTo }: AddAuthorisationRequest,
  ): Promise<void> {
    await tx.manager.insert(AuthorisationRow, {
      practiceId: tx.principal.practiceId,
      id: uuid(),
      seriesId,
      patientId,
      payer: payer.trim(),
      number: number.trim(),
      side,
      codes,
      units,
      validFrom,
      validTo,
    });
  }
}
