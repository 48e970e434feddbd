import { Injectable } from '@nestjs/common';
import type { ProfileStage, ResourceKind, SedationLevel } from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';

/** A row as columns and values; instants are ISO texts, lists are arrays, ranges are texts. */
export type BulkRow = Readonly<Record<string, unknown>>;

/** A table with the columns that an import fills, and their types. The others keep their defaults. */
export interface BulkTable {
  readonly name: string;
  readonly columns: Readonly<Record<string, string>>;
}

export interface HeldTime {
  readonly kind: ResourceKind;
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** What stands in the practice already, by the words of a book. */
export interface StandingRows {
  readonly clinics: ReadonlyMap<string, { readonly id: string; readonly timeZone: string }>;
  readonly procedureTypes: ReadonlyMap<string, string>;
  /** Patients are not among them. */
  readonly resources: readonly { readonly id: string; readonly kind: ResourceKind; readonly name: string }[];
  readonly patients: ReadonlyMap<string, string>;
  readonly series: ReadonlyMap<string, { readonly id: string; readonly openedOn: string }>;
  readonly sessions: ReadonlySet<string>;
  readonly profiles: readonly {
    readonly sedation: SedationLevel;
    readonly stages: readonly ProfileStage[];
  }[];
}

const batchSize = 2_000;

/** Bulk reading and writing for an import: plain SQL, because forty thousand rows are no matter of entities. */
@Injectable()
export class BookRepository {
  /**
   * Adds the rows whose id is not there yet and says how many those were. Any other conflict is an error: holds that
   * overlap must never be left out in silence.
   */
  async insertNew(tx: Tx, { name, columns }: BulkTable, rows: readonly BulkRow[]): Promise<number> {
    const names = Object.keys(columns).join(', ');
    const types = Object.entries(columns)
      .map(([column, type]) => `${column} ${type}`)
      .join(', ');
    let added = 0;
    for (let from = 0; from < rows.length; from += batchSize) {
      const batch = rows
        .slice(from, from + batchSize)
        .map((row) => ({ practice_id: tx.principal.practiceId, ...row }));
      const [counted] = await tx.query<{ added: number }>(
        `WITH fresh AS (
           INSERT INTO ${name} (practice_id, ${names})
           SELECT practice_id, ${names} FROM jsonb_to_recordset($1::jsonb) AS r(practice_id uuid, ${types})
           ON CONFLICT (practice_id, id) DO NOTHING RETURNING 1)
         SELECT count(*)::int AS added FROM fresh`,
        [JSON.stringify(batch)],
      );
      added += counted?.added ?? 0;
    }
    return added;
  }

  /** The practice that the transaction names, when this book is its first. */
  async createPractice(tx: Tx, name: string): Promise<void> {
    await tx.query(`INSERT INTO practice (practice_id, name) VALUES ($1, $2)`, [
      tx.principal.practiceId,
      name,
    ]);
  }

  async standing(tx: Tx): Promise<StandingRows> {
    const clinics = await tx.query<{ id: string; name: string; zone: string }>(
      `SELECT id, name, time_zone AS zone FROM clinic`,
    );
    const types = await tx.query<{ id: string; code: string }>(`SELECT id, code FROM procedure_type`);
    const resources = await tx.query<{ id: string; kind: ResourceKind; name: string }>(
      `SELECT id, kind, name FROM resource WHERE kind <> 'patient'`,
    );
    const patients = await tx.query<{ id: string; mrn: string }>(`SELECT id, mrn FROM patient`);
    const series = await tx.query<{ id: string; reference: string; opened: string }>(
      `SELECT id, reference, opened_on::text AS opened FROM injection_series WHERE reference IS NOT NULL`,
    );
    const sessions = await tx.query<{ reference: string }>(
      `SELECT reference FROM session WHERE reference IS NOT NULL`,
    );
    const profiles = await tx.query<StandingRows['profiles'][number]>(
      `SELECT p.sedation, p.stages FROM resource_profile p JOIN procedure_type t ON t.id = p.procedure_type_id WHERE t.code = 'LSB'`,
    );
    return {
      clinics: new Map(clinics.map((row) => [row.name, { id: row.id, timeZone: row.zone }])),
      procedureTypes: new Map(types.map((row) => [row.code, row.id])),
      resources,
      patients: new Map(patients.map((row) => [row.mrn, row.id])),
      series: new Map(series.map((row) => [row.reference, { id: row.id, openedOn: row.opened }])),
      sessions: new Set(sessions.map((row) => row.reference)),
      profiles,
    };
  }

  /** What is held already, in the order of time; a patient has the MRN for a name. */
  async heldTimes(tx: Tx): Promise<readonly HeldTime[]> {
    return tx.query<HeldTime>(
      `SELECT r.kind, coalesce(p.mrn, r.name) AS name, floor(extract(epoch FROM lower(h.during)) * 1000)::float8 AS start,
              floor(extract(epoch FROM upper(h.during)) * 1000)::float8 AS "end"
         FROM hold h JOIN resource r ON r.practice_id = h.practice_id AND r.id = h.resource_id
         LEFT JOIN patient p ON p.practice_id = r.practice_id AND p.id = r.patient_id
        WHERE h.active ORDER BY lower(h.during)`,
    );
  }
}
