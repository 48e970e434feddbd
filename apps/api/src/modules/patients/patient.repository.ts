import { Injectable } from '@nestjs/common';
import type { CivilDate } from '@lull/domain';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../../platform/database/database.js';
import { changeVersion, lockVersion } from '../../platform/database/versioned.js';
import { ConditionRow } from './condition.entity.js';
import { PatientRow } from './patient.entity.js';
import type { PatientRecord } from './patient.view.js';

export type PatientColumns = Pick<
  PatientRow,
  | 'mrn'
  | 'familyName'
  | 'givenName'
  | 'searchName'
  | 'birthDate'
  | 'sexAtBirth'
  | 'phone'
  | 'email'
  | 'language'
  | 'consentToSms'
  | 'consentToEmail'
  | 'weightKg'
>;

/** A patient as it stands, locked. */
export type LockedPatient = PatientColumns & Pick<PatientRow, 'id' | 'version' | 'mergedInto'>;

export interface ConditionColumns {
  readonly label: string;
  readonly icd10: string;
  readonly side: 'left' | 'right' | 'both' | null;
}

@Injectable()
export class PatientRepository {
  /** The patient, and the resource that sessions of theirs hold: a patient is in one place at a time. */
  async add(tx: Tx, columns: PatientColumns): Promise<string> {
    const { practiceId } = tx.principal;
    const id = uuid();
    await tx.manager.insert(PatientRow, { practiceId, id, ...columns });
    await tx.query(
      `INSERT INTO resource (practice_id, id, kind, name, patient_id) VALUES ($1, $2, 'patient', $3, $2)`,
      [practiceId, id, resourceName(columns)],
    );
    return id;
  }

  lock(tx: Tx, id: string, version: number): Promise<LockedPatient> {
    return lockVersion(tx, PatientRow, 'patient', id, version);
  }

  async change(tx: Tx, before: LockedPatient, changes: Partial<PatientColumns>): Promise<void> {
    await changeVersion(tx, PatientRow, 'patient', before.id, before.version, {
      ...changes,
      updatedAt: tx.now,
    });
    if (changes.searchName === undefined) return;
    await tx.query(`UPDATE resource SET name = $2 WHERE id = $1 AND kind = 'patient'`, [
      before.id,
      resourceName({ ...before, ...changes }),
    ]);
  }

  async exists(tx: Tx, id: string): Promise<boolean> {
    return (await tx.query(`SELECT 1 FROM patient WHERE id = $1`, [id])).length > 0;
  }

  async hasMrn(tx: Tx, mrn: string, exceptId: string | null): Promise<boolean> {
    return (
      (
        await tx.query(`SELECT 1 FROM patient WHERE mrn = $1 AND id IS DISTINCT FROM $2::uuid`, [
          mrn,
          exceptId,
        ])
      ).length > 0
    );
  }

  /** Patients with the same folded name and birth date: probably the same person. */
  async namesakes(tx: Tx, searchName: string, birthDate: CivilDate): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT id FROM patient WHERE search_name = $1 AND birth_date = $2 AND merged_into IS NULL ORDER BY id LIMIT 10`,
      [searchName, birthDate],
    );
    return rows.map((row) => row.id);
  }

  /** Everything of one patient that the views choose from; undefined when there is none. */
  async record(tx: Tx, id: string): Promise<PatientRecord | undefined> {
    const [found] = await tx.query<{ record: PatientRecord }>(
      `SELECT json_build_object(
                'id', p.id, 'version', p.version, 'mergedInto', p.merged_into, 'mrn', p.mrn, 'familyName', p.family_name, 'givenName', p.given_name,
                'birthDate', p.birth_date, 'sexAtBirth', p.sex_at_birth, 'phone', p.phone, 'email', p.email,
                'language', p.language, 'consentToSms', p.consent_to_sms, 'consentToEmail', p.consent_to_email,
                'weightKg', p.weight_kg,
                'flags', (SELECT coalesce(json_agg(json_build_object(
                            'id', f.id, 'version', f.version, 'kind', f.kind, 'state', f.state, 'substance', f.substance,
                            'note', f.note, 'recordedAt', CASE WHEN f.recorded_by IS NOT NULL THEN floor(extract(epoch FROM f.recorded_at) * 1000) END)
                            ORDER BY f.kind, f.recorded_at, f.id), '[]')
                            FROM clinical_flag f WHERE f.patient_id = p.id AND f.active),
                'conditions', (SELECT coalesce(json_agg(json_build_object(
                            'id', c.id, 'label', c.label, 'icd10', c.icd10, 'side', c.side) ORDER BY c.created_at, c.id), '[]')
                            FROM condition c WHERE c.patient_id = p.id)) AS record
         FROM patient p WHERE p.id = $1`,
      [id],
    );
    return found?.record;
  }

  async weigh(tx: Tx, id: string, weightKg: number): Promise<void> {
    await tx.query(
      `UPDATE patient SET weight_kg = $2, version = version + 1, updated_at = now()
        WHERE id = $1 AND weight_kg IS DISTINCT FROM $2`,
      [id, weightKg],
    );
  }

  async weightKg(tx: Tx, id: string): Promise<number | null> {
    const [row] = await tx.query<{ weightKg: number | null }>(
      `SELECT weight_kg::float8 AS "weightKg" FROM patient WHERE id = $1`,
      [id],
    );
    return row?.weightKg ?? null;
  }

  /** The condition of the patient that says just this, or a new one. */
  async condition(tx: Tx, patientId: string, columns: ConditionColumns): Promise<string> {
    const [equal] = await tx.query<{ id: string }>(
      `SELECT id FROM condition WHERE patient_id = $1 AND label = $2 AND icd10 = $3 AND side IS NOT DISTINCT FROM $4 ORDER BY created_at, id LIMIT 1`,
      [patientId, columns.label, columns.icd10, columns.side],
    );
    if (equal !== undefined) return equal.id;
    const id = uuid();
    await tx.manager.insert(ConditionRow, { practiceId: tx.principal.practiceId, id, patientId, ...columns });
    return id;
  }

  /**
   * The zone whose calendar says what day it is for the practice as a whole: that of its first clinic. A
   * patient belongs to no clinic; age and "in the future" are asked of the practice.
   */
  async zone(tx: Tx): Promise<string> {
    const [clinic] = await tx.query<{ time_zone: string }>(
      `SELECT time_zone FROM clinic ORDER BY created_at, id LIMIT 1`,
    );
    return clinic?.time_zone ?? 'UTC';
  }
}

function resourceName({ familyName, givenName }: Pick<PatientColumns, 'familyName' | 'givenName'>): string {
  return `${familyName}, ${givenName}`;
}
