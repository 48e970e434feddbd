import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { ClinicalFlagView } from '@lull/contracts';
import type { ActiveFlag, ClinicalFlagKind, ClinicalFlagState } from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';
import { changeVersion, lockVersion } from '../../platform/database/versioned.js';
import { ClinicalFlagRow } from './clinical-flag.entity.js';

export interface FlagOfPatient {
  readonly patientId: string;
  readonly kind: ClinicalFlagKind;
  readonly state: ClinicalFlagState;
}

@Injectable()
export class ClinicalFlagRepository {
  /** Locks the patient, so that two recordings do not look past each other; false when there is none. */
  async lockPatient(tx: Tx, patientId: string): Promise<boolean> {
    return (await tx.query(`SELECT 1 FROM patient WHERE id = $1 FOR UPDATE`, [patientId])).length > 0;
  }

  active(tx: Tx, patientId: string): Promise<ActiveFlag[]> {
    return tx.query<ActiveFlag>(
      `SELECT id, kind, state, substance FROM clinical_flag WHERE patient_id = $1 AND active ORDER BY id`,
      [patientId],
    );
  }

  /** Kinds and states of what stands, of several patients. */
  activeOf(tx: Tx, patientIds: readonly string[]): Promise<FlagOfPatient[]> {
    return tx.query<FlagOfPatient>(
      `SELECT patient_id AS "patientId", kind, state FROM clinical_flag WHERE patient_id = ANY($1::uuid[]) AND active`,
      [patientIds],
    );
  }

  async add(
    tx: Tx,
    patientId: string,
    flag: Pick<ClinicalFlagRow, 'kind' | 'state' | 'substance' | 'note'>,
  ): Promise<string> {
    const id = uuid();
    const recordedBy = tx.principal.kind === 'member' ? tx.principal.memberId : null;
    await tx.manager.insert(ClinicalFlagRow, {
      practiceId: tx.principal.practiceId,
      id,
      patientId,
      ...flag,
      recordedBy,
    });
    return id;
  }

  /** Ends flags that another one replaces. */
  async replace(tx: Tx, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await tx.query(
      `UPDATE clinical_flag SET active = false, ended_at = now(), version = version + 1 WHERE id = ANY($1::uuid[]) AND active`,
      [ids],
    );
  }

  lock(tx: Tx, id: string, version: number): Promise<ClinicalFlagRow> {
    return lockVersion(tx, ClinicalFlagRow, 'clinical flag', id, version);
  }

  end(tx: Tx, id: string, version: number): Promise<void> {
    return changeVersion(tx, ClinicalFlagRow, 'clinical flag', id, version, {
      active: false,
      endedAt: tx.now,
    });
  }

  async view(tx: Tx, id: string): Promise<ClinicalFlagView | undefined> {
    const [found] = await tx.query<{ view: ClinicalFlagView }>(
      `SELECT json_build_object('id', f.id, 'version', f.version, 'kind', f.kind, 'state', f.state, 'substance', f.substance,
                'note', f.note, 'recordedAt', CASE WHEN f.recorded_by IS NOT NULL THEN floor(extract(epoch FROM f.recorded_at) * 1000) END) AS view
         FROM clinical_flag f WHERE f.id = $1`,
      [id],
    );
    return found?.view;
  }
}
