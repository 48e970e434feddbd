import { Injectable } from '@nestjs/common';
import type { ClosureSettingsView } from '@lull/contracts';
import { holdingSessionStates, type Interval } from '@lull/domain';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../../platform/database/database.js';
import { epochMs, instant } from '../../platform/database/sql.js';
import { lockVersion } from '../../platform/database/versioned.js';
import { ClosureRow } from './clinic.entity.js';
import type { Failure } from './displaced-sessions.repository.js';

/** A closure as the database tells it; which days those are, the clinic's zone says. */
export interface StandingClosure extends Interval {
  readonly id: string;
  readonly version: number;
  readonly resource: ClosureSettingsView['resource'];
  readonly reason: string;
  readonly fromDesk: boolean;
}

/** A closure that was made at the displacement desk ends there, too. */
interface DeskClosure {
  readonly id: string;
  readonly version: number;
}

const mostListed = 200;

@Injectable()
export class ClosureRepository {
  async from(tx: Tx, clinicId: string, from: number): Promise<StandingClosure[]> {
    return tx.query<StandingClosure>(
      `SELECT c.id, c.version, c.reason, (${epochMs('lower(c.during)')})::float8 AS start, (${epochMs('upper(c.during)')})::float8 AS end,
              CASE WHEN r.id IS NOT NULL THEN json_build_object('id', r.id, 'kind', r.kind, 'name', r.name) END AS resource,
              EXISTS (SELECT 1 FROM displacement d WHERE d.practice_id = c.practice_id AND d.closure_id = c.id) AS "fromDesk"
         FROM closure c LEFT JOIN resource r ON r.practice_id = c.practice_id AND r.id = c.resource_id
        WHERE c.practice_id = $1 AND c.clinic_id = $2 AND upper(c.during) > ${instant('$3')}
        ORDER BY lower(c.during), c.id LIMIT ${mostListed}`,
      [tx.principal.practiceId, clinicId, from],
    );
  }

  /** Closures of the whole clinic, or of one resource wherever it is booked, that are not over. */
  async standing(tx: Tx, clinicId: string, resourceId: string | null, from: number): Promise<Interval[]> {
    return tx.query<Interval>(
      `SELECT (${epochMs('lower(during)')})::float8 AS start, (${epochMs('upper(during)')})::float8 AS end FROM closure
        WHERE practice_id = $1 AND (clinic_id = $2 OR resource_id IS NOT NULL) AND resource_id IS NOT DISTINCT FROM $3::uuid
          AND upper(during) > ${instant('$4')}`,
      [tx.principal.practiceId, clinicId, resourceId, from],
    );
  }

  /**
   * How many sessions hold something in each of the times: anything at the clinic, or the resource in any clinic. They
   * are found by their starts, and their holds through them, as in `DisplacedSessionsRepository`.
   */
  async sessionsIn(
    tx: Tx,
    clinicId: string,
    resourceId: string | null,
    times: readonly Interval[],
  ): Promise<number[]> {
    const rows = await tx.query<{ count: number }>(
      `SELECT (SELECT count(*)::int FROM clinic c
                CROSS JOIN LATERAL (SELECT s.id FROM session s WHERE s.practice_id = $1 AND s.clinic_id = c.id
                   AND s.starts_at >= ${instant('w.start')} - interval '16 hours' AND s.starts_at < ${instant('w.end')} + interval '16 hours'
                   AND s.state = ANY ($6::text[]) OFFSET 0) s
                WHERE c.practice_id = $1 AND ($3::uuid IS NOT NULL OR c.id = $2)
                  AND EXISTS (SELECT 1 FROM hold x WHERE x.practice_id = $1 AND x.session_id = s.id AND x.active
                    AND ($3::uuid IS NULL OR x.resource_id = $3) AND x.during && tstzrange(${instant('w.start')}, ${instant('w.end')}))) AS count
         FROM unnest($4::float8[], $5::float8[]) WITH ORDINALITY AS w (start, "end", nth) ORDER BY w.nth`,
      [
        tx.principal.practiceId,
        clinicId,
        resourceId,
        times.map(({ start }) => start),
        times.map(({ end }) => end),
        holdingSessionStates,
      ],
    );
    return rows.map(({ count }) => count);
  }

  async add(tx: Tx, { clinicId, resource, start, end }: Failure, reason: string): Promise<string> {
    const id = uuid();
    await tx.query(
      `INSERT INTO closure (practice_id, id, clinic_id, resource_id, during, reason)
       VALUES ($1, $2, $3, $4, tstzrange(${instant('$5')}, ${instant('$6')}), $7)`,
      [tx.principal.practiceId, id, clinicId, resource?.id ?? null, start, end, reason],
    );
    return id;
  }

  /** Locked until the transaction ends; answers the clinic that it is of. */
  async lock(tx: Tx, id: string, version: number): Promise<string> {
    return (await lockVersion(tx, ClosureRow, 'closure', id, version)).clinicId;
  }

  async deskOf(tx: Tx, closureId: string): Promise<DeskClosure | null> {
    const [row] = await tx.query<DeskClosure>(
      `SELECT id, version FROM displacement WHERE practice_id = $1 AND closure_id = $2`,
      [tx.principal.practiceId, closureId],
    );
    return row ?? null;
  }

  /** Its holds go with it. */
  async remove(tx: Tx, id: string): Promise<void> {
    await tx.query(`DELETE FROM closure WHERE practice_id = $1 AND id = $2`, [tx.principal.practiceId, id]);
  }

  /** The clinics whose bookings may use a resource: all, for one that belongs to none. */
  async clinicsOf(tx: Tx, clinicId: string, resourceId: string | null): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT c.id FROM clinic c WHERE c.practice_id = $1 AND (c.id = $2 OR EXISTS (
         SELECT 1 FROM resource r WHERE r.practice_id = $1 AND r.id = $3 AND r.kind = 'physician'))`,
      [tx.principal.practiceId, clinicId, resourceId],
    );
    return rows.map(({ id }) => id);
  }
}
