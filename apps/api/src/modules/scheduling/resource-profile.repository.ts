import { Injectable } from '@nestjs/common';
import type {
  HoldView,
  ProcedureTypeSettingsView,
  ProfileStageView,
  ResourceProfileView,
  Sedation,
} from '@lull/contracts';
import type { ClinicResources, Override } from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';
import { epochMs } from '../../platform/database/sql.js';
import { changeVersion, lockVersion } from '../../platform/database/versioned.js';
import { notFound } from '../../platform/errors.js';
import { ProcedureTypeRow, ResourceProfileRow } from './resource.entity.js';

/** What of a procedure type is set by hand. */
export type WrittenProcedureType = Pick<
  ProcedureTypeRow,
  'code' | 'name' | 'durationMinutes' | 'usesXRay' | 'usesContrast'
>;

/** A session that stands ahead, with what it takes to ask whether it would fit. */
export interface StandingBooking {
  readonly id: string;
  readonly clinicId: string;
  readonly zone: string;
  readonly seriesId: string;
  readonly roomId: string;
  readonly physicianId: string;
  readonly start: number;
  readonly durationMinutes: number;
  readonly holds: readonly HoldView[];
  readonly overrides: readonly Override[];
}

const typeFields = `'id', t.id, 'version', t.version, 'code', t.code, 'name', t.name, 'durationMinutes', t.duration_minutes,
  'usesXRay', t.uses_xray, 'usesContrast', t.uses_contrast,
  'profiles', (SELECT coalesce(json_agg(json_build_object('id', p.id, 'version', p.version, 'procedureTypeId', p.procedure_type_id,
       'sedation', p.sedation, 'stages', p.stages) ORDER BY array_position(ARRAY['none','minimal','moderate','deep'], p.sedation)), '[]')
     FROM resource_profile p WHERE p.practice_id = t.practice_id AND p.procedure_type_id = t.id)`;

/** Procedure types with their profiles, and what is booked by them. */
@Injectable()
export class ResourceProfileRepository {
  async types(tx: Tx): Promise<ProcedureTypeSettingsView[]> {
    const [row] = await tx.query<{ types: ProcedureTypeSettingsView[] }>(
      `SELECT coalesce(json_agg(json_build_object(${typeFields}) ORDER BY t.code), '[]') AS types
         FROM procedure_type t WHERE t.practice_id = $1 AND t.active`,
      [tx.principal.practiceId],
    );
    return row?.types ?? [];
  }

  async type(tx: Tx, id: string): Promise<ProcedureTypeSettingsView> {
    const [row] = await tx.query<{ type: ProcedureTypeSettingsView }>(
      `SELECT json_build_object(${typeFields}) AS type FROM procedure_type t WHERE t.practice_id = $1 AND t.id = $2 AND t.active`,
      [tx.principal.practiceId, id],
    );
    if (row === undefined) throw notFound('procedure type');
    return row.type;
  }

  async insertType(tx: Tx, id: string, type: WrittenProcedureType): Promise<void> {
    await tx.manager.insert(ProcedureTypeRow, { practiceId: tx.principal.practiceId, id, ...type });
  }

  async changeType(
    tx: Tx,
    id: string,
    version: number,
    changes: Partial<Omit<WrittenProcedureType, 'code'>>,
  ): Promise<void> {
    await changeVersion(tx, ProcedureTypeRow, 'procedure type', id, version, changes);
  }

  /** The profile, locked until the transaction ends; refuses one that is not there or is another version. */
  async lock(tx: Tx, id: string, version: number): Promise<ResourceProfileView> {
    return viewOf(await lockVersion(tx, ResourceProfileRow, 'resource profile', id, version));
  }

  async profile(tx: Tx, id: string): Promise<ResourceProfileView> {
    const row = await tx.manager.findOneBy(ResourceProfileRow, { practiceId: tx.principal.practiceId, id });
    if (row === null) throw notFound('resource profile');
    return viewOf(row);
  }

  async insert(tx: Tx, profile: Omit<ResourceProfileView, 'version'>): Promise<void> {
    await tx.manager.insert(ResourceProfileRow, { practiceId: tx.principal.practiceId, ...profile });
  }

  async change(tx: Tx, id: string, version: number, stages: readonly ProfileStageView[]): Promise<void> {
    await changeVersion(tx, ResourceProfileRow, 'resource profile', id, version, { stages: [...stages] });
  }

  /** Active resources of each clinic; a physician of no one clinic works in all of them. */
  async resources(tx: Tx): Promise<ClinicResources[]> {
    const [row] = await tx.query<{ clinics: ClinicResources[] }>(
      `SELECT coalesce(json_agg(json_build_object('clinicName', c.name, 'resources',
           (SELECT coalesce(json_agg(json_build_object('id', r.id, 'kind', r.kind, 'name', r.name, 'skills', r.skills)), '[]')
              FROM resource r WHERE r.practice_id = c.practice_id AND r.active AND r.kind <> 'patient'
               AND (r.clinic_id = c.id OR r.clinic_id IS NULL))) ORDER BY c.name), '[]') AS clinics
         FROM clinic c WHERE c.practice_id = $1`,
      [tx.principal.practiceId],
    );
    return row?.clinics ?? [];
  }

  /** The sessions of a procedure at one level that have not begun, the next first. */
  async upcoming(tx: Tx, procedureTypeId: string, sedation: Sedation): Promise<StandingBooking[]> {
    return tx.query<StandingBooking>(
      `SELECT s.id, s.clinic_id AS "clinicId", c.time_zone AS zone, s.series_id AS "seriesId", s.room_id AS "roomId",
              s.physician_id AS "physicianId", (${epochMs('s.starts_at')})::float8 AS start, s.duration_minutes AS "durationMinutes",
              (SELECT coalesce(json_agg(json_build_object('resourceId', h.resource_id, 'kind', r.kind, 'stage', h.stage,
                   'start', ${epochMs('lower(h.during)')}, 'end', ${epochMs('upper(h.during)')})), '[]')
                 FROM hold h JOIN resource r ON r.practice_id = h.practice_id AND r.id = h.resource_id
                WHERE h.practice_id = s.practice_id AND h.session_id = s.id AND h.active) AS holds,
              (SELECT coalesce(json_agg(json_build_object('code', v.code, 'reason', v.reason)), '[]')
                 FROM session_override v WHERE v.practice_id = s.practice_id AND v.session_id = s.id) AS overrides
         FROM clinic c JOIN session s ON s.practice_id = c.practice_id AND s.clinic_id = c.id AND s.starts_at > now()
        WHERE c.practice_id = $1 AND s.procedure_type_id = $2 AND s.sedation = $3
          AND s.state IN ('tentative', 'booked', 'confirmed')
        ORDER BY s.starts_at, s.id`,
      [tx.principal.practiceId, procedureTypeId, sedation],
    );
  }

  /** What `body` writes is seen by what it asks, and taken back. */
  async supposing<T>(tx: Tx, body: () => Promise<T>): Promise<T> {
    await tx.query('SAVEPOINT profile_supposed');
    const answer = await body();
    await tx.query('ROLLBACK TO SAVEPOINT profile_supposed');
    return answer;
  }

  /** As if the profile said so; for `supposing`. */
  async suppose(
    tx: Tx,
    procedureTypeId: string,
    sedation: Sedation,
    stages: readonly ProfileStageView[],
  ): Promise<void> {
    await tx.query(
      `INSERT INTO resource_profile (practice_id, id, procedure_type_id, sedation, stages)
       VALUES ($1, gen_random_uuid(), $2, $3, $4)
       ON CONFLICT (practice_id, procedure_type_id, sedation) DO UPDATE SET stages = EXCLUDED.stages`,
      [tx.principal.practiceId, procedureTypeId, sedation, JSON.stringify(stages)],
    );
  }
}

function viewOf({ id, version, procedureTypeId, sedation, stages }: ResourceProfileRow): ResourceProfileView {
  return { id, version, procedureTypeId, sedation, stages: stages as readonly ProfileStageView[] };
}
