import { Injectable } from '@nestjs/common';
import type { RecordExternalSteroidRequest, Side, SteroidSource } from '@lull/contracts';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../../platform/database/database.js';
import { epochMs } from '../../platform/database/sql.js';
import { changeVersion } from '../../platform/database/versioned.js';
import { ExternalSteroidRow } from './external-steroid.entity.js';

/** An injection as far as it adds up: what nobody recorded is null. */
interface ExposedInjection {
  readonly seriesId: string;
  readonly fluoroSeconds: number | null;
  readonly airKermaMgy: number | null;
  readonly kermaAreaGycm2: number | null;
}

export interface LedgerRecords {
  readonly zone: string;
  readonly steroids: readonly {
    readonly id: string;
    readonly seriesId: string;
    readonly sessionId: string;
    readonly drug: string;
    readonly doseMg: number | null;
    readonly at: number;
  }[];
  /** Without those that were withdrawn. */
  readonly elsewhere: readonly {
    readonly id: string;
    readonly version: number;
    readonly on: string;
    readonly place: string;
    readonly drug: string | null;
    readonly doseMg: number | null;
    readonly source: SteroidSource;
  }[];
  /** The completed injections. */
  readonly injections: readonly ExposedInjection[];
  readonly series: readonly {
    readonly seriesId: string;
    readonly procedureCode: string;
    readonly side: Side;
    readonly openedOn: string;
  }[];
}

/** What adds up over a patient's injections, and what others gave. */
@Injectable()
export class LedgerRepository {
  async ofPatient(tx: Tx, patientId: string): Promise<LedgerRecords | undefined> {
    const [row] = await tx.query<LedgerRecords>(
      `SELECT coalesce((SELECT c.time_zone FROM session s JOIN clinic c ON c.practice_id = s.practice_id AND c.id = s.clinic_id
                 WHERE s.practice_id = $1 AND s.patient_id = p.id ORDER BY s.starts_at DESC LIMIT 1),
               (SELECT c.time_zone FROM clinic c WHERE c.practice_id = $1 ORDER BY c.id LIMIT 1), 'UTC') AS zone,
         (SELECT coalesce(json_agg(json_build_object('id', d.id, 'seriesId', i.series_id, 'sessionId', i.session_id,
              'drug', d.drug, 'doseMg', d.dose_mg, 'at', ${epochMs('coalesce(i.needle_out_at, i.recorded_at)')})), '[]')
            FROM injection i JOIN drug_administration d ON d.practice_id = i.practice_id AND d.injection_id = i.id
           WHERE i.practice_id = $1 AND i.patient_id = p.id AND i.status <> 'entered-in-error' AND d.role = 'steroid') AS steroids,
         (SELECT coalesce(json_agg(json_build_object('id', x.id, 'version', x.version, 'on', x.given_on, 'place', x.place,
              'drug', x.drug, 'doseMg', x.dose_mg, 'source', x.source)), '[]')
            FROM external_steroid x
           WHERE x.practice_id = $1 AND x.patient_id = p.id AND x.withdrawn_reason IS NULL) AS elsewhere,
         (SELECT coalesce(json_agg(json_build_object('seriesId', i.series_id, 'fluoroSeconds', i.fluoro_seconds,
              'airKermaMgy', i.air_kerma_mgy, 'kermaAreaGycm2', i.kerma_area_gycm2)), '[]')
            FROM injection i WHERE i.practice_id = $1 AND i.patient_id = p.id AND i.status = 'completed') AS injections,
         (SELECT coalesce(json_agg(json_build_object('seriesId', s.id, 'procedureCode', t.code, 'side', s.side,
              'openedOn', s.opened_on) ORDER BY s.opened_on DESC, s.id), '[]')
            FROM injection_series s JOIN procedure_type t ON t.practice_id = s.practice_id AND t.id = s.procedure_type_id
           WHERE s.practice_id = $1 AND s.patient_id = p.id) AS series
         FROM patient p WHERE p.practice_id = $1 AND p.id = $2`,
      [tx.principal.practiceId, patientId],
    );
    return row;
  }

  async record(
    tx: Tx,
    patientId: string,
    { givenOn, place, drug, doseMg, source }: RecordExternalSteroidRequest,
    recordedBy: string,
  ): Promise<void> {
    await tx.manager.insert(ExternalSteroidRow, {
      practiceId: tx.principal.practiceId,
      id: uuid(),
      patientId,
      givenOn,
      place: place.trim(),
      drug: drug?.trim() ?? null,
      doseMg: doseMg ?? null,
      source,
      recordedBy,
    });
  }

  async external(
    tx: Tx,
    id: string,
  ): Promise<{ readonly patientId: string; readonly withdrawnReason: string | null } | undefined> {
    const [row] = await tx.query<{ patientId: string; withdrawnReason: string | null }>(
      `SELECT patient_id AS "patientId", withdrawn_reason AS "withdrawnReason" FROM external_steroid WHERE practice_id = $1 AND id = $2`,
      [tx.principal.practiceId, id],
    );
    return row;
  }

  withdraw(tx: Tx, id: string, version: number, withdrawnReason: string): Promise<void> {
    return changeVersion(tx, ExternalSteroidRow, 'steroid', id, version, { withdrawnReason });
  }
}
