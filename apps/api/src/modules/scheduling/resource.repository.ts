import { Injectable } from '@nestjs/common';
import type { PhysicianMemberView, ResourceSettingsView } from '@lull/contracts';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../../platform/database/database.js';
import { epochMs } from '../../platform/database/sql.js';
import { changeVersion, lockVersion } from '../../platform/database/versioned.js';
import { notFound } from '../../platform/errors.js';
import { ResourceRow } from './resource.entity.js';
import type { StandingSession } from './standing-session.view.js';

export interface NewResource {
  readonly kind: ResourceSettingsView['kind'];
  readonly name: string;
  readonly skills: readonly string[];
}

const fields = `r.id, r.version, r.kind, r.name, r.skills, r.active,
  (SELECT json_build_object('id', m.id, 'name', m.name) FROM member m WHERE m.practice_id = r.practice_id AND m.id = r.member_id) AS member`;

/** What clinics have to book, as settings; the patients' own resources are none of them. */
@Injectable()
export class ResourceRepository {
  /** Those of one clinic, and whoever works in all of them, in board order. */
  async ofClinic(tx: Tx, clinicId: string): Promise<ResourceSettingsView[]> {
    return tx.query<ResourceSettingsView>(
      `SELECT ${fields} FROM resource r
        WHERE r.practice_id = $1 AND r.kind <> 'patient' AND (r.clinic_id = $2 OR r.clinic_id IS NULL)
        ORDER BY array_position(ARRAY['physician','room','c-arm','sedation-nurse','nurse','recovery-bay'], r.kind),
                 r.position, r.name`,
      [tx.principal.practiceId, clinicId],
    );
  }

  async one(tx: Tx, id: string): Promise<ResourceSettingsView> {
    const [row] = await tx.query<ResourceSettingsView>(
      `SELECT ${fields} FROM resource r WHERE r.practice_id = $1 AND r.id = $2 AND r.kind <> 'patient'`,
      [tx.principal.practiceId, id],
    );
    if (row === undefined) throw notFound('resource');
    return row;
  }

  async lock(tx: Tx, id: string, version: number): Promise<void> {
    await lockVersion(tx, ResourceRow, 'resource', id, version);
  }

  /** Behind those of the same kind on the board. A physician belongs to no single clinic. */
  async add(tx: Tx, clinicId: string, resources: readonly NewResource[]): Promise<string[]> {
    const ids = resources.map(() => uuid());
    for (const [index, { kind, name, skills }] of resources.entries())
      await tx.query(
        `INSERT INTO resource (practice_id, id, kind, name, clinic_id, skills, position)
         SELECT $1, $2, $3, $4, $5, $6, coalesce(max(r.position) + 1, 0) FROM resource r
          WHERE r.practice_id = $1 AND r.clinic_id IS NOT DISTINCT FROM $5 AND r.kind = $3`,
        [tx.principal.practiceId, ids[index], kind, name, kind === 'physician' ? null : clinicId, skills],
      );
    return ids;
  }

  async change(
    tx: Tx,
    id: string,
    version: number,
    changes: {
      readonly name?: string;
      readonly skills?: string[];
      readonly active?: boolean;
      readonly memberId?: string | null;
    },
  ): Promise<void> {
    await changeVersion(tx, ResourceRow, 'resource', id, version, changes);
  }

  /** Sessions ahead, or going on, that hold it, the next one first. */
  async sessionsHolding(tx: Tx, id: string): Promise<StandingSession[]> {
    return tx.query<StandingSession>(
      `SELECT s.id AS "sessionId", s.clinic_id AS "clinicId", c.time_zone AS zone, (${epochMs('s.starts_at')})::float8 AS start
         FROM session s JOIN clinic c ON c.practice_id = s.practice_id AND c.id = s.clinic_id
        WHERE s.practice_id = $1 AND s.id IN (SELECT h.session_id FROM hold h
           WHERE h.practice_id = $1 AND h.resource_id = $2 AND h.active AND upper(h.during) > now())
        ORDER BY s.starts_at, s.id`,
      [tx.principal.practiceId, id],
    );
  }

  /** Members who are physicians and whom no resource stands for yet. */
  async physicianMembers(tx: Tx): Promise<PhysicianMemberView[]> {
    return tx.query<PhysicianMemberView>(
      `SELECT m.id, m.name FROM member m WHERE m.practice_id = $1 AND m.active AND 'physician' = ANY (m.roles)
          AND NOT EXISTS (SELECT 1 FROM resource r WHERE r.practice_id = $1 AND r.member_id = m.id)
        ORDER BY m.name, m.id`,
      [tx.principal.practiceId],
    );
  }
}
